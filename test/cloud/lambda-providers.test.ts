import { Cloud } from '../../lib/cloud';
import type { CfnResource } from '../../lib/model';
import { source } from './_templates';
import { call as callIn } from './lambda-resources/_shop';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
const METHOD = 'arn:aws:execute-api:us-east-1:123456789012:api1/prod/GET/orders';

let cloud: Cloud;
afterEach(() => cloud.close());

function orders(more: object = {}): Record<string, CfnResource> {
  return {
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'orders',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: 'exports.handler = async () => process.env.BUILD ?? "none";' },
        ...more,
      },
    },
  };
}

const build = (text: string) => ({ Environment: { Variables: { BUILD: text } } });

function version(name: string, more: object = {}): Record<string, CfnResource> {
  const Properties = { FunctionName: { Ref: 'Fn' } };
  return { [name]: { Type: 'AWS::Lambda::Version', Properties, ...more } };
}

function alias(functionVersion: unknown, weights?: object): Record<string, CfnResource> {
  return {
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'Fn' },
        FunctionVersion: functionVersion,
        Name: 'live',
        ...(weights && { RoutingConfig: { AdditionalVersionWeights: [weights] } }),
      },
    },
  };
}

function deploy(...resources: Record<string, CfnResource>[]) {
  return cloud.deploy({ sources: [source(Object.assign({}, ...resources))] });
}

const call = (functionArn: string, sourceArn?: string) => callIn(cloud, functionArn, sourceArn);

const NUMBER = (name: string) => ({ 'Fn::GetAtt': [name, 'Version'] });
const RETAINED = { DeletionPolicy: 'Retain' };

test('an update changes the function, and its versions stay what they are', async () => {
  cloud = new Cloud();
  await deploy(orders(build('one')), version('V1', RETAINED), alias(NUMBER('V1')));
  await deploy(orders(build('two')), version('V2'), alias(NUMBER('V2')));
  expect(await call(ARN)).toBe('two');
  expect(await call(`${ARN}:1`)).toBe('one');
  expect(await call(`${ARN}:live`)).toBe('two');
});

test('a version that is not retained goes with its resource', async () => {
  cloud = new Cloud();
  await deploy(orders(build('one')), version('V1'));
  await deploy(orders(build('two')), version('V2'));
  expect(await call(`${ARN}:1`)).toBe('missing');
});

test('a weighted alias divides its calls', async () => {
  cloud = new Cloud({ canarySplit: 'exact' });
  await deploy(orders(build('one')), version('V1', RETAINED));
  const weights = { FunctionVersion: NUMBER('V2'), FunctionWeight: 0.25 };
  await deploy(orders(build('two')), version('V2'), alias('1', weights));
  const answers: unknown[] = [];
  for (let time = 0; time < 8; time += 1) answers.push(await call(`${ARN}:live`));
  expect(answers.filter((answer) => answer === 'two')).toHaveLength(2);
});

test('API Gateway may call what a permission names, until it is gone', async () => {
  const permission: Record<string, CfnResource> = {
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: 'arn:aws:execute-api:us-east-1:123456789012:api1/*/GET/orders',
      },
    },
  };
  cloud = new Cloud();
  await deploy(orders(), permission);
  expect(await call(ARN, METHOD)).toBe('none');
  expect(await call(ARN, METHOD.replace('GET', 'PUT'))).toBe('forbidden');
  await deploy(orders());
  expect(await call(ARN, METHOD)).toBe('forbidden');
});

test('a deleted stack takes its functions along', async () => {
  cloud = new Cloud();
  await deploy(orders(), version('V1'), alias(NUMBER('V1')));
  await cloud.engine.delete();
  expect(await call(ARN)).toBe('missing');
});

test('a given function can be exchanged without a change of the template', async () => {
  cloud = new Cloud();
  const sources = [source(orders())];
  await cloud.deploy({ sources, functions: { Fn: () => 'first' } });
  await cloud.deploy({ sources, functions: { Fn: () => 'second' } });
  expect(await call(ARN)).toBe('second');
});

test('fails to call code that is not on this machine, and says what to do', async () => {
  cloud = new Cloud();
  await deploy(orders({ Code: { S3Bucket: 'elsewhere', S3Key: 'code.zip' } }));
  expect(() =>
    cloud.lambda.invoke({
      functionArn: ARN,
      payload: '{}',
      invocationType: 'RequestResponse',
      timeoutMs: 1000,
    }),
  ).toThrow(/FunctionCode at Shop\/Fn: .*give a function for it/);
});

test('a failed event is tried again as often as its settings say, until they are gone', async () => {
  const calls: number[] = [];
  const functions = {
    Fn: () => {
      calls.push(cloud.clock.now());
      throw new Error('no');
    },
  };
  const settings: Record<string, CfnResource> = {
    Settings: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Fn' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
    },
  };
  cloud = new Cloud({ clock: '2026-01-01T00:00:00Z' });
  const send = async (): Promise<number> => {
    const before = calls.length;
    await cloud.lambda.invoke({
      functionArn: ARN,
      payload: '{}',
      invocationType: 'Event',
      timeoutMs: 1000,
    });
    for (const minutes of [0, 1, 2]) {
      cloud.clock.advance(minutes * 60_000);
      await cloud.settle();
    }
    return calls.length - before;
  };
  await cloud.deploy({ sources: [source({ ...orders(), ...settings })], functions });
  expect(await send()).toBe(1);
  await cloud.deploy({ sources: [source(orders())], functions });
  expect(await send()).toBe(3);
});
