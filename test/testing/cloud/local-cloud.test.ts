import { Duration, Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  type CfnDeployment,
  type CfnRestApi,
  CognitoUserPoolsAuthorizer,
  LambdaIntegration,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { LocalCloud, testApp } from '../../../lib/testing';
import { mock, OK } from './_mock';

const INLINE = `exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: event.httpMethod + ' ' + event.path + ' ' + process.env.GREETING,
});`;

let cloud: LocalCloud;
afterEach(() => cloud?.destroy());

function mockStack(text = '{"ok": true}', stageName = 'prod'): Stack {
  const stack = new Stack(testApp(), 'Shop');
  const api = new RestApi(stack, 'Api', { deployOptions: { stageName }, cloudWatchRole: false });
  api.root.addResource('pets').addMethod('GET', mock(text), OK);
  return stack;
}

function inlineStack(): { stack: Stack; fn: LambdaFunction } {
  const stack = new Stack(testApp(), 'Shop');
  const fn = new LambdaFunction(stack, 'Orders', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(INLINE),
    environment: { GREETING: 'hello' },
  });
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  api.root.addResource('orders').addMethod('GET', new LambdaIntegration(fn));
  return { stack, fn };
}

describe('an API that needs nothing but aws-cdk-lib', () => {
  test('answers by a mock integration', async () => {
    cloud = await LocalCloud.deploy(mockStack());
    const res = await cloud.stage('prod').fetch('/pets');
    expect(res.status).toBe(200);
    expect(await res.json()).toEqual({ ok: true });
    expect(res.trace.route).toBe('GET /pets');
    expect(res.trace.steps.map(({ step }) => step)).toContain('integration');
    expect(res.trace.log()).toContain('Method completed with status: 200');
  });

  test('runs the inline code of its functions', async () => {
    cloud = await LocalCloud.deploy(inlineStack().stack);
    const res = await cloud.stage('prod').fetch('/orders');
    expect(await res.text()).toBe('GET /orders hello');
  });

  test.each(['Shop/Orders', 'Orders'])('takes a function given as %s', async (name) => {
    const functions = { [name]: () => ({ statusCode: 201, body: 'given' }) };
    cloud = await LocalCloud.deploy(inlineStack().stack, { functions });
    const res = await cloud.stage('prod').fetch('/orders');
    expect([res.status, await res.text()]).toEqual([201, 'given']);
  });

  test('takes a function given by its construct', async () => {
    const { stack, fn } = inlineStack();
    const functions = new Map([[fn, () => ({ statusCode: 202 })]]);
    cloud = await LocalCloud.deploy(stack, { functions });
    expect((await cloud.stage('prod').fetch('/orders')).status).toBe(202);
  });

  test('fails for a function that is not there, and says which are', async () => {
    const functions = { Order: () => ({}) };
    await expect(LocalCloud.deploy(inlineStack().stack, { functions })).rejects.toThrow(
      /FunctionName: .*got: "Order".*Shop\/Orders/,
    );
  });

  test('fails for a stage that is not there, and says which are', async () => {
    cloud = await LocalCloud.deploy(mockStack());
    expect(() => cloud.stage('dev')).toThrow(/got: "dev"; there are Shop\/Api\/prod/);
  });

  test('answers an unknown path as the service does', async () => {
    cloud = await LocalCloud.deploy(mockStack());
    const res = await cloud.stage('prod').fetch('/none');
    expect(res.status).toBe(403);
    expect(await res.json()).toEqual({ message: 'Missing Authentication Token' });
    expect(res.trace.route).toBeUndefined();
    expect(res.trace.gatewayResponse).toBe('MISSING_AUTHENTICATION_TOKEN');
  });
});

describe('a URL', () => {
  test('of the API leads to the stage that its path begins with', async () => {
    cloud = await LocalCloud.deploy(mockStack());
    const res = await cloud.fetch(`${cloud.stage('prod').url}pets`);
    expect(res.status).toBe(200);
    expect(res.trace.context()['path']).toBe('/prod/pets');
  });

  test('fails with Forbidden when its path begins with no stage', async () => {
    cloud = await LocalCloud.deploy(mockStack());
    const res = await cloud.fetch(cloud.stage('prod').url.replace('prod/', 'dev/pets'));
    expect([res.status, await res.json()]).toEqual([403, { message: 'Forbidden' }]);
  });

  test('fails when no API or domain has its host', async () => {
    cloud = await LocalCloud.deploy(mockStack());
    await expect(cloud.fetch('https://nobody.example.com/')).rejects.toThrow(
      /Address: .*execute-api/,
    );
  });
});

describe('an update', () => {
  test('says which changes are live', async () => {
    cloud = await LocalCloud.deploy(mockStack('{"version": 1}'));
    const { notLive, live } = await cloud.deploy(mockStack('{"version": 2}'));
    expect(notLive).toEqual([]);
    expect(live.map(({ name }) => name)).toContain('GET /pets');
    expect(await (await cloud.stage('prod').fetch('/pets')).json()).toEqual({ version: 2 });
  });

  // region not-live
  test('says which changes no deployment carries, and serves the snapshot', async () => {
    const pinned = (text: string): Stack => {
      const stack = mockStack(text);
      const api = stack.node.findChild('Api') as RestApi;
      const deployment = api.latestDeployment?.node.defaultChild as CfnDeployment;
      deployment.overrideLogicalId('PinnedDeployment');
      return stack;
    };
    cloud = await LocalCloud.deploy(pinned('{"version": 1}'));
    const { notLive } = await cloud.deploy(pinned('{"version": 2}'));
    expect(notLive.map(({ reason }) => reason).join()).toMatch(/`GET \/pets`.*`prod` still serves/);
    expect(await (await cloud.stage('prod').fetch('/pets')).json()).toEqual({ version: 1 });
  });
  // endregion
});

describe('the control plane', () => {
  test('changes a stage at once', async () => {
    cloud = await LocalCloud.deploy(mockStack('{"v": "$stageVariables.v"}'));
    const prod = cloud.stage('prod');
    await cloud.control.send('UpdateStage', {
      restApiId: prod.apiId,
      stageName: 'prod',
      patchOperations: [{ op: 'replace', path: '/variables/v', value: 'two' }],
    });
    expect(await (await prod.fetch('/pets')).json()).toEqual({ v: 'two' });
  });
});

describe('callers', () => {
  function guarded(): { stack: Stack; reader: Role; pool: UserPool } {
    const stack = new Stack(testApp(), 'Shop', {
      env: { account: '111122223333', region: 'eu-west-1' },
    });
    const pool = new UserPool(stack, 'Users');
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const signed = api.root.addResource('signed');
    signed.addMethod('GET', mock('{"as": "$context.identity.userArn"}'), {
      ...OK,
      authorizationType: AuthorizationType.IAM,
    });
    api.root
      .addResource('users')
      .addMethod('GET', mock('{"sub": "$context.authorizer.claims.sub"}'), {
        ...OK,
        authorizationType: AuthorizationType.COGNITO,
        authorizer: new CognitoUserPoolsAuthorizer(stack, 'Auth', { cognitoUserPools: [pool] }),
      });
    const reader = new Role(stack, 'Reader', { assumedBy: new AccountPrincipal('111122223333') });
    reader.addToPolicy(
      new PolicyStatement({
        actions: ['execute-api:Invoke'],
        resources: [api.arnForExecuteApi('GET', '/signed', 'prod')],
      }),
    );
    return { stack, reader, pool };
  }

  test('sign by the role of a construct, with the policies that the stack attaches', async () => {
    const { stack, reader } = guarded();
    cloud = await LocalCloud.deploy(stack);
    const res = await cloud.as(reader).stage('prod').fetch('/signed?b=2&a=1');
    expect(res.status).toBe(200);
    expect(((await res.json()) as { as: string }).as).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\//,
    );
  });

  test('fail unsigned, and signed by a role without a policy', async () => {
    cloud = await LocalCloud.deploy(guarded().stack);
    const path = '/signed';
    expect((await cloud.stage('prod').fetch(path)).status).toBe(403);
    const stranger = cloud.as('arn:aws:iam::111122223333:role/Stranger');
    expect((await stranger.stage('prod').fetch(path)).status).toBe(403);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-condition-keys.html
  test.each([
    ['role', { Null: { 'aws:TokenIssueTime': 'true' } }, 200],
    ['user', { Null: { 'aws:TokenIssueTime': 'true' } }, 403],
    ['role', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, 403],
    ['user', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, 200],
  ])('of a %s have the condition keys of a session or not: %j', async (kind, condition, status) => {
    const statements = ['Allow', 'Deny'].map((effect) => ({
      Effect: effect,
      Principal: '*',
      Action: 'execute-api:Invoke',
      Resource: 'execute-api:/*',
      ...(effect === 'Deny' && { Condition: condition }),
    }));
    const { stack } = guarded();
    const api = stack.node.findChild('Api').node.defaultChild as CfnRestApi;
    api.policy = { Version: '2012-10-17', Statement: statements };
    cloud = await LocalCloud.deploy(stack);
    const caller = cloud.as(`arn:aws:iam::111122223333:${kind}/Stranger`);
    expect((await caller.stage('prod').fetch('/signed')).status).toBe(status);
  });

  test('sign anew for each request, by the clock of the cloud', async () => {
    const { stack, reader } = guarded();
    cloud = await LocalCloud.deploy(stack, { clock: '2026-01-01T00:00:00Z' });
    const prod = cloud.stage('prod');
    const first = await cloud.as(reader).stage('prod').fetch('/signed');
    expect(first.status).toBe(200);
    cloud.clock.advance(Duration.hours(1));
    expect((await cloud.as(reader).stage('prod').fetch('/signed')).status).toBe(200);
    expect(prod.metrics.Count).toBe(2);
  });

  test('carry tokens of a user pool', async () => {
    const { stack, pool } = guarded();
    cloud = await LocalCloud.deploy(stack, { clock: '2026-01-01T00:00:00Z' });
    const token = await cloud.userPool(pool).token({ sub: 'jane' });
    const call = () => cloud.stage('prod').fetch('/users', { headers: { Authorization: token } });
    expect(await (await call()).json()).toEqual({ sub: 'jane' });
    cloud.clock.advance(Duration.hours(2));
    expect((await call()).status).toBe(401);
  });
});

test('a secret can be read as it was generated', async () => {
  const stack = new Stack(testApp(), 'Shop');
  const secret = new Secret(stack, 'Password');
  cloud = await LocalCloud.deploy(stack);
  expect(cloud.secret(secret)).toHaveLength(32);
  expect(cloud.secret('Shop/Password')).toBe(cloud.secret(secret));
});
