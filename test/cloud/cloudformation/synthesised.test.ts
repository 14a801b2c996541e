import { CfnOutput, CustomResource, NestedStack, SecretValue, type Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Stack as CdkStack, CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { deployTemplates, type StackEngine } from '../../../lib/cloud/cloudformation';
import { newApp, newStack } from '../../_helpers/stacks';
import { sourcesOf } from '../../model/read-app';

/** Says where the templates of nested stacks are. */
const ASSETS = { 'aws:cdk:enable-asset-metadata': true };

const ENVIRONMENT = { accountId: '111111111111', region: 'eu-west-1' };

async function deploy(stack: Stack, functions: Record<string, unknown> = {}): Promise<StackEngine> {
  const { engine } = await deployTemplates(sourcesOf(stack), { ...ENVIRONMENT, ...functions });
  return engine;
}

function handler(scope: Construct): LambdaFunction {
  return new LambdaFunction(scope, 'Handler', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({})'),
  });
}

/** Outputs of a stack, by name. */
function outputs(engine: StackEngine, source: string): Record<string, string> {
  return Object.fromEntries(engine.stack(source)?.outputs ?? []);
}

/** Physical id of the only resource of a type, in a stack or in one nested in it. */
function onlyId(engine: StackEngine, source: string, type: string): string {
  const found = [...(engine.stack(source)?.resources.values() ?? [])].filter(
    (r) => r.type === type,
  );
  expect(found).toHaveLength(1);
  return found[0]!.physicalId;
}

test('an API with its function is deployed', async () => {
  const stack = newStack('Shop');
  const api = new RestApi(stack, 'Api');
  api.root.addResource('orders').addMethod('GET', new LambdaIntegration(handler(stack)));
  new CfnOutput(stack, 'Url', { value: api.url });

  const engine = await deploy(stack);

  const apiId = onlyId(engine, 'Shop', 'AWS::ApiGateway::RestApi');
  expect(apiId).toMatch(/^[a-z0-9]{10}$/);
  expect(outputs(engine, 'Shop')).toMatchObject({
    Url: `https://${apiId}.execute-api.eu-west-1.amazonaws.com/prod/`,
  });
  const fn = onlyId(engine, 'Shop', 'AWS::Lambda::Function');
  const method = [...engine.stack('Shop')!.resources.values()].find(
    ({ type }) => type === 'AWS::ApiGateway::Method',
  );
  expect(method?.properties).toMatchObject({
    RestApiId: apiId,
    Integration: {
      Uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:${fn}/invocations`,
    },
  });
});

test('a nested stack takes values from its parent and gives values back', async () => {
  const stack = newStack('Shop', newApp(ASSETS));
  const bucket = new Bucket(stack, 'Files');
  const inner = new NestedStack(stack, 'Inner');
  const topic = new Topic(inner, 'Topic', { displayName: bucket.bucketName });
  new CfnOutput(stack, 'TopicArn', { value: topic.topicArn });

  const engine = await deploy(stack);

  const [nested] = [...engine.stack('Shop')!.resources.values()].flatMap((r) => r.nested ?? []);
  const [made] = [...nested!.resources.values()];
  expect(made?.properties).toMatchObject({
    DisplayName: onlyId(engine, 'Shop', 'AWS::S3::Bucket'),
  });
  expect(outputs(engine, 'Shop')).toEqual({ TopicArn: made?.physicalId });
});

describe('stacks that refer to each other', () => {
  test.each([
    [ReferenceStrength.STRONG, 1],
    [ReferenceStrength.WEAK, 0],
    [ReferenceStrength.BOTH, 1],
  ])('are deployed in order with %s references', async (strength, exported) => {
    const app = newApp();
    const [producer, consumer] = [newStack('Producer', app), newStack('Consumer', app)];
    const topic = new Topic(producer, 'Topic');
    CrossStackReferences.of(topic).produce(strength);
    new Queue(consumer, 'Queue', { queueName: 'q' });
    new CfnOutput(consumer, 'Arn', { value: topic.topicArn });

    const sources = sourcesOf(consumer).toReversed();
    const { engine } = await deployTemplates(sources, ENVIRONMENT);

    const arn = onlyId(engine, 'Producer', 'AWS::SNS::Topic');
    expect(arn).toMatch(/^arn:aws:sns:eu-west-1:111111111111:/);
    expect(outputs(engine, 'Consumer')).toEqual({ Arn: arn });
    expect(engine.stack('Producer')!.exports.size).toBe(exported);
  });

  test('are deployed across regions, strongly', async () => {
    const app = newApp();
    const stackIn = (id: string, region: string) =>
      new CdkStack(app, id, {
        env: { account: ENVIRONMENT.accountId, region },
        crossRegionReferences: true,
      });
    const [producer, consumer] = [
      stackIn('Producer', 'us-east-1'),
      stackIn('Consumer', 'eu-west-1'),
    ];
    const topic = new Topic(producer, 'Topic');
    new Queue(consumer, 'Queue', { queueName: 'q' });
    new CfnOutput(consumer, 'Arn', { value: topic.topicArn });
    const regions: Record<string, string> = { Producer: 'us-east-1', Consumer: 'eu-west-1' };
    const sources = sourcesOf(consumer)
      .map((source) => ({ ...source, environment: { region: regions[source.name] ?? '' } }))
      .toReversed();

    const { engine } = await deployTemplates(sources, ENVIRONMENT);

    const arn = onlyId(engine, 'Producer', 'AWS::SNS::Topic');
    expect(arn).toMatch(/^arn:aws:sns:us-east-1:111111111111:/);
    expect(outputs(engine, 'Consumer')).toEqual({ Arn: arn });
  });
});

test('a VPC has subnets in the zones of its region', async () => {
  const stack = newStack('Net');
  const vpc = new Vpc(stack, 'Vpc', {
    maxAzs: 3,
    natGateways: 1,
    restrictDefaultSecurityGroup: false,
  });
  new CfnOutput(stack, 'Zones', { value: vpc.availabilityZones.join(',') });
  const engine = await deploy(stack);
  const zones = [...engine.stack('Net')!.resources.values()]
    .filter(({ type }) => type === 'AWS::EC2::Subnet')
    .map(({ attributes }) => attributes['AvailabilityZone']);
  expect(zones.length).toBeGreaterThanOrEqual(4);
  expect(onlyId(engine, 'Net', 'AWS::EC2::VPC')).toMatch(/^vpc-[0-9a-f]{17}$/);
});

test('secrets and parameters that a stack makes can be read by its resources', async () => {
  const stack = newStack('Keys');
  const secret = new Secret(stack, 'Secret', {
    generateSecretString: { secretStringTemplate: '{"user":"ann"}', generateStringKey: 'key' },
  });
  const parameter = new StringParameter(stack, 'Parameter', { stringValue: 'from the store' });
  new Topic(stack, 'Topic', { displayName: secret.secretValueFromJson('key').unsafeUnwrap() });
  new Topic(stack, 'Other', {
    displayName: SecretValue.secretsManager(secret.secretArn, { jsonField: 'user' }).unsafeUnwrap(),
  });
  new CfnOutput(stack, 'Value', { value: parameter.stringValue });

  const engine = await deploy(stack);

  const arn = onlyId(engine, 'Keys', 'AWS::SecretsManager::Secret');
  const text = engine.secrets.get(ENVIRONMENT, arn)!;
  const names = [...engine.stack('Keys')!.resources.values()]
    .filter(({ type }) => type === 'AWS::SNS::Topic')
    .map(({ given }) => given['DisplayName']);
  expect(names.sort()).toEqual([(JSON.parse(text) as { key: string }).key, 'ann'].sort());
  expect(outputs(engine, 'Keys')).toEqual({ Value: 'from the store' });
});

test('a custom resource is run by the function that its service token names', async () => {
  const stack = newStack('Custom');
  const fn = handler(stack);
  const custom = new CustomResource(stack, 'Resolver', {
    serviceToken: fn.functionArn,
    resourceType: 'Custom::Resolver',
    properties: { percent: 10 },
  });
  new CfnOutput(stack, 'Answer', { value: custom.getAttString('Answer') });
  const tokens: string[] = [];

  const engine = await deploy(stack, {
    invokeCustomResource: (token: string, event: { ResourceProperties: { percent: string } }) => {
      tokens.push(token);
      const Data = { Answer: `${event.ResourceProperties.percent} %` };
      return { Status: 'SUCCESS', PhysicalResourceId: 'x', Data };
    },
  });

  const name = onlyId(engine, 'Custom', 'AWS::Lambda::Function');
  expect(tokens).toEqual([`arn:aws:lambda:eu-west-1:111111111111:function:${name}`]);
  expect(outputs(engine, 'Custom')).toEqual({ Answer: '10 %' });
});

test('what has no behaviour here is listed, with its stack', async () => {
  const stack = newStack('Roles');
  new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
  const engine = await deploy(stack);
  expect(engine.ignored.map(({ source, type }) => `${source} ${type}`)).toEqual([
    'Roles AWS::IAM::Role',
  ]);
});

test('deploying the same app again does nothing', async () => {
  const stack = newStack('Shop', newApp(ASSETS));
  new RestApi(stack, 'Api').root.addMethod('GET', new LambdaIntegration(handler(stack)));
  new Topic(new NestedStack(stack, 'Inner'), 'Topic');
  const sources = sourcesOf(stack);
  const { engine } = await deployTemplates(sources, ENVIRONMENT);
  const { events } = await engine.deploy(structuredClone(sources));
  expect(events).toEqual([]);
});
