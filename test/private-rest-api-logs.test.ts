import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  LogGroupLogDestination,
  MethodLoggingLevel,
  MockIntegration,
} from 'aws-cdk-lib/aws-apigateway';
import {
  type IInterfaceVpcEndpoint,
  InterfaceVpcEndpoint,
  type IVpc,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HostedZone, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { AwsSolutionsChecks } from 'cdk-nag';
import flags from '../cdk.json';
import { PrivateRestApi, type PrivateRestApiProps } from '../lib/private-rest-api';
import { newStack } from './_helpers/stacks';

function endpointIn(stack: Stack, vpcEndpointId = 'vpce-1a2b3c4d'): IInterfaceVpcEndpoint {
  const attributes = { vpcEndpointId, port: 443 };
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, attributes);
}

function apiIn(stack: Stack, props: PrivateRestApiProps, id = 'Api'): PrivateRestApi {
  const api = new PrivateRestApi(stack, id, props);
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

describe('the logs of a private API', () => {
  test('are on: JSON with the endpoint of the caller, errors, and the role they need', () => {
    const stack = newStack();
    const api = apiIn(stack, { vpcEndpoints: [endpointIn(stack)] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
    template.resourceCountIs('AWS::ApiGateway::Account', 1);
    const [stage] = Object.values(template.findResources('AWS::ApiGateway::Stage'));
    const { AccessLogSetting, MethodSettings } = stage?.['Properties'] ?? {};
    expect(JSON.parse(AccessLogSetting.Format)).toMatchObject({
      requestId: '$context.requestId',
      vpceId: '$context.identity.vpceId',
      vpcId: '$context.identity.vpcId',
      isCanaryRequest: '$context.isCanaryRequest',
    });
    expect(JSON.stringify(AccessLogSetting.DestinationArn)).toContain(
      JSON.stringify(stack.resolve(api.accessLogGroup?.logGroupName)),
    );
    expect(MethodSettings).toMatchObject([{ LoggingLevel: 'ERROR', DataTraceEnabled: false }]);
  });

  test('are kept as long as asked', () => {
    const stack = newStack();
    const accessLogRetention = RetentionDays.ONE_WEEK;
    apiIn(stack, { vpcEndpoints: [endpointIn(stack)], accessLogRetention });
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
  });

  test('are turned off by name, each by itself', () => {
    const stack = newStack();
    const api = apiIn(stack, {
      vpcEndpoints: [endpointIn(stack)],
      accessLogs: false,
      deployOptions: { loggingLevel: MethodLoggingLevel.OFF },
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Logs::LogGroup', 0);
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
    template.hasResourceProperties('AWS::ApiGateway::Stage', { AccessLogSetting: Match.absent() });
    expect(api.accessLogGroup).toBeUndefined();
  });

  test('leave the role alone where the account has one', () => {
    const stack = newStack();
    apiIn(stack, { vpcEndpoints: [endpointIn(stack)], cloudWatchRole: false });
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::Account', 0);
    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 1);
  });

  test('go where the app wants them', () => {
    const stack = newStack();
    const accessLogDestination = new LogGroupLogDestination(new LogGroup(stack, 'Mine'));
    const api = apiIn(stack, {
      vpcEndpoints: [endpointIn(stack)],
      deployOptions: { accessLogDestination },
    });
    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 1);
    expect(api.accessLogGroup).toBeUndefined();
  });
});

describe('the template of a private API', () => {
  test("satisfies AWS's validator, and cdk-nag but for what methods are the app's to choose", () => {
    const app = new App({ context: flags.context });
    const stack = new Stack(app, 'Stack', {
      env: { account: '111111111111', region: 'eu-west-1' },
    });
    const vpc = new Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 });
    const hostedZone = new PrivateHostedZone(stack, 'Zone', {
      vpc: vpc as IVpc,
      zoneName: 'internal.example.com',
    });
    const attributes = { hostedZoneId: 'Z1', zoneName: 'example.com' };
    const validationZone = HostedZone.fromHostedZoneAttributes(stack, 'Public', attributes);
    const api = apiIn(stack, {
      vpc: vpc as IVpc,
      domain: {
        domainName: 'orders.internal.example.com',
        basePath: 'v1',
        hostedZone,
        validationZone,
        shareWith: [{ principal: '222222222222', vpcEndpointIds: ['vpce-9f9f9f9f'] }],
      },
    });
    const chosen = ['APIG2', 'APIG4', 'COG4'];
    for (const id of chosen) {
      const reason = 'validation and authorization of methods';
      Validations.of(api).acknowledge({ id: `AwsSolutions-${id}`, reason });
    }
    Validations.of(vpc).acknowledge({ id: 'AwsSolutions-VPC7', reason: 'not of this construct' });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const { directory } = app.synth();
    const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
    const violations = report.pluginReports.flatMap(
      (plugin: { violations?: object[] }) => plugin.violations ?? [],
    );
    expect(violations).toEqual([]);
  });
});
