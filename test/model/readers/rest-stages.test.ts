import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  type CfnStage,
  Deployment,
  LogGroupLogDestination,
  MethodLoggingLevel,
  MockIntegration,
  RestApi,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { newStack } from '../../_helpers/stacks';
import { inS, part, readApp, readResources, withApi } from '../read-app';

function readStage(properties: Record<string, unknown>) {
  const stage = part('Stage', { StageName: 'prod', ...properties });
  const model = readResources(withApi({ D: part('Deployment', {}), St: stage }));
  return { stage: model.restApis[0]!.stages[0]!, unread: model.unread };
}

function readDeployment(properties: Record<string, unknown>) {
  const model = readResources(withApi({ D: part('Deployment', properties) }));
  return { deployment: model.restApis[0]!.deployments[0]!, unread: model.unread };
}

describe('a Stage resource', () => {
  test('has what the CDK writes', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { deploy: false, cloudWatchRole: false });
    api.root.addMethod('GET', new MockIntegration());
    const logs = new LogGroup(stack, 'Logs');
    const stage = new Stage(stack, 'Prod', {
      stageName: 'prod',
      deployment: new Deployment(stack, 'Live', { api, retainDeployments: true }),
      variables: { fn: 'blue' },
      tracingEnabled: true,
      cacheClusterEnabled: true,
      cacheClusterSize: '0.5',
      clientCertificateId: 'cert',
      accessLogDestination: new LogGroupLogDestination(logs),
      accessLogFormat: AccessLogFormat.custom('$context.requestId'),
      loggingLevel: MethodLoggingLevel.INFO,
      methodOptions: { '/orders/GET': { throttlingRateLimit: 5, throttlingBurstLimit: 9 } },
    });
    (stage.node.defaultChild as CfnStage).canarySetting = {
      deploymentId: 'dep',
      percentTraffic: 12.5,
      stageVariableOverrides: { fn: 'green' },
      useStageCache: false,
    };

    const { restApis, unread } = readApp(stack);
    expect(restApis[0]!.stages).toHaveLength(1);
    expect(restApis[0]!.stages[0]).toMatchObject({
      origin: { logicalId: expect.stringMatching(/^Prod/) },
      name: 'prod',
      deployment: { kind: 'resource', id: { logicalId: expect.stringMatching(/^Live/) } },
      variables: { fn: 'blue' },
      canary: {
        deployment: { kind: 'external', value: 'dep' },
        percentTraffic: 12.5,
        stageVariableOverrides: { fn: 'green' },
        useStageCache: false,
      },
      methodSettings: [
        { resourcePath: '/*', httpMethod: '*', loggingLevel: 'INFO' },
        { resourcePath: '/~1orders', httpMethod: 'GET', rateLimit: 5, burstLimit: 9 },
      ],
      accessLog: {
        destinationArn: { 'Fn::Join': expect.anything() },
        format: '$context.requestId',
      },
      tracingEnabled: true,
      cacheClusterEnabled: true,
      cacheClusterSize: '0.5',
      clientCertificateId: 'cert',
    });
    expect(restApis[0]!.deployments).toMatchObject([{ deletionPolicy: 'Retain' }]);
    expect(unread).toEqual([]);
  });

  test('has the defaults that API Gateway documents', () => {
    expect(readStage({ DocumentationVersion: '1', Tags: [] })).toEqual({
      stage: {
        origin: { source: 'S', logicalId: 'St' },
        name: 'prod',
        methodSettings: [],
        variables: {},
        tracingEnabled: false,
        cacheClusterEnabled: false,
      },
      unread: [],
    });
  });

  test('has a canary of the deployment it says, and intrinsics as they stand', () => {
    const { stage } = readStage({
      DeploymentId: { Ref: 'D' },
      Variables: { __proto__x: { Ref: 'P' } },
      CanarySetting: {
        DeploymentId: { 'Fn::GetAtt': ['D', 'DeploymentId'] },
        PercentTraffic: { Ref: 'P' },
      },
    });
    expect(stage).toMatchObject({
      deployment: inS('D'),
      variables: { __proto__x: { Ref: 'P' } },
      canary: { deployment: inS('D'), percentTraffic: { Ref: 'P' }, stageVariableOverrides: {} },
    });
  });

  test('reads settings of methods in full', () => {
    const { stage } = readStage({
      MethodSettings: [
        {
          ResourcePath: '/~1a~1{b}',
          HttpMethod: 'GET',
          MetricsEnabled: true,
          DataTraceEnabled: 'false',
          LoggingLevel: 'ERROR',
          CachingEnabled: true,
          CacheTtlInSeconds: '60',
          CacheDataEncrypted: true,
          ThrottlingRateLimit: 0.5,
          ThrottlingBurstLimit: 0,
        },
        {},
      ],
    });
    expect(stage.methodSettings).toEqual([
      { resourcePath: '/*', httpMethod: '*' },
      {
        resourcePath: '/~1a~1{b}',
        httpMethod: 'GET',
        metricsEnabled: true,
        dataTraceEnabled: false,
        loggingLevel: 'ERROR',
        cachingEnabled: true,
        cacheTtlInSeconds: 60,
        cacheDataEncrypted: true,
        rateLimit: 0.5,
        burstLimit: 0,
      },
    ]);
  });

  test('fails without a name', () => {
    expect(() => readStage({ StageName: null })).toThrow('MissingProperty at S/St: `StageName`');
  });
});

describe('a Deployment resource', () => {
  test.each([
    [RemovalPolicy.DESTROY, 'Delete'],
    [RemovalPolicy.RETAIN, 'Retain'],
    [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, 'RetainExceptOnCreate'],
  ])('with the removal policy %s says what becomes of it: %s', (policy, expected) => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    api.root.addMethod('GET', new MockIntegration());
    api.latestDeployment!.applyRemovalPolicy(policy);
    expect(readApp(stack).restApis[0]!.deployments).toMatchObject([{ deletionPolicy: expected }]);
  });

  test('has no stage of its own unless it names one', () => {
    expect(readDeployment({ Description: 'd' }).deployment).toEqual({
      origin: { source: 'S', logicalId: 'D' },
      description: 'd',
      deletionPolicy: 'Delete',
    });
  });

  test('describes the stage that it makes', () => {
    const description = {
      Variables: { a: 'b' },
      CanarySetting: { PercentTraffic: 10 },
      ThrottlingRateLimit: 3,
      MethodSettings: [{ ResourcePath: '/a', HttpMethod: 'GET' }],
      AccessLogSetting: { DestinationArn: 'arn', Format: 'f' },
    };
    const { deployment, unread } = readDeployment({
      StageName: 'dev',
      StageDescription: description,
    });
    expect(deployment.stageDescription).toEqual(description);
    expect(deployment.stage).toEqual({
      origin: { source: 'S', logicalId: 'D', pointer: '/StageDescription' },
      name: 'dev',
      deployment: inS('D'),
      canary: { percentTraffic: 10, stageVariableOverrides: {} },
      methodSettings: [
        { resourcePath: '/*', httpMethod: '*', rateLimit: 3 },
        { resourcePath: '/a', httpMethod: 'GET' },
      ],
      variables: { a: 'b' },
      accessLog: { destinationArn: 'arn', format: 'f' },
      tracingEnabled: false,
      cacheClusterEnabled: false,
    });
    expect(unread).toEqual([]);
  });

  test('has canary settings', () => {
    const settings = {
      PercentTraffic: '33.3',
      UseStageCache: true,
      StageVariableOverrides: { a: 'b' },
    };
    expect(
      readDeployment({ StageName: 'dev', DeploymentCanarySettings: settings }).deployment,
    ).toMatchObject({
      stageName: 'dev',
      canarySettings: {
        percentTraffic: 33.3,
        useStageCache: true,
        stageVariableOverrides: { a: 'b' },
      },
    });
  });
});
