import { Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  LambdaIntegration,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { type IUserPool, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { LocalCloud, testApp } from '../../../lib/testing';
import { mock, OK } from './_mock';

const ACCOUNT = '111111111111';
const ENV = { env: { account: ACCOUNT, region: 'eu-west-1' } };
const STOCK = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:stock`;

let cloud: LocalCloud;
afterEach(() => cloud.destroy());

/** An API before a function of another team. */
function stockStack(functionArn = STOCK, props: object = ENV): Stack {
  const stack = new Stack(testApp(), 'Shop', props);
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  const handler = LambdaFunction.fromFunctionArn(stack, 'Stock', functionArn);
  api.root.addMethod('GET', new LambdaIntegration(handler));
  return stack;
}

/** An API before which a user pool of another team stands. */
function memberStack(import_: (stack: Stack) => IUserPool) {
  const stack = new Stack(testApp(), 'Members', ENV);
  const pool = import_(stack);
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  const authorizer = new CognitoUserPoolsAuthorizer(stack, 'Guard', { cognitoUserPools: [pool] });
  const { COGNITO } = AuthorizationType;
  api.root.addMethod('GET', mock('"in"'), { ...OK, authorizer, authorizationType: COGNITO });
  return { stack, pool };
}

const POOL_ID = 'eu-west-1_AbCdEfGhI';
const POOL = `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/${POOL_ID}`;

describe('a function that no stack declares', () => {
  test.each([
    ['in the environment of the stack', STOCK, ENV],
    ['by an alias', `${STOCK}:live`, ENV],
    ['by a stack without an environment', STOCK, {}],
  ])('has a stand-in by its ARN: %s', async (_what, arn, props) => {
    const functions = { [arn]: () => ({ statusCode: 200, body: 'seven left' }) };
    cloud = await LocalCloud.deploy(stockStack(arn, props), { functions });
    expect(await (await cloud.stage('prod').fetch('/')).text()).toBe('seven left');
    await cloud.deploy(stockStack(arn, props), {
      functions: { [arn]: () => ({ statusCode: 200, body: 'sold out' }) },
    });
    expect(await (await cloud.stage('prod').fetch('/')).text()).toBe('sold out');
  });

  test('fails without one, and says how to give it', async () => {
    cloud = await LocalCloud.deploy(new Stack(testApp(), 'Empty'));
    await expect(cloud.deploy(stockStack())).rejects.toThrow(
      `Function not found: ${STOCK}; of one that no stack declares give a stand-in, \`functions: { [arn]: handler }\``,
    );
    const functions = { stock: () => ({}) };
    await expect(cloud.deploy(stockStack(), { functions })).rejects.toThrow(
      'of a function that no stack declares give the ARN',
    );
  });
});

describe('a user pool that no stack declares', () => {
  const byArn = (stack: Stack) => UserPool.fromUserPoolArn(stack, 'Pool', POOL);
  const byId = (stack: Stack) => UserPool.fromUserPoolId(stack, 'Pool', POOL_ID);

  test.each([
    ['its construct', byArn, (pool: IUserPool) => pool],
    ['its construct, imported by id', byId, (pool: IUserPool) => pool],
    ['its id', byArn, () => POOL_ID],
    ['its ARN', byId, () => POOL],
  ])('signs tokens, by %s', async (_what, imported, target) => {
    const { stack, pool } = memberStack(imported);
    cloud = await LocalCloud.deploy(stack);
    const call = (authorization: string) =>
      cloud.stage('prod').fetch('/', { headers: { authorization } });
    expect((await call('a.b.c')).status).toBe(401);
    const token = await cloud.userPool(target(pool)).token({ sub: 'ada' });
    expect(await (await call(token)).json()).toBe('in');
    expect((await call(`${token}x`)).status).toBe(401);
  });

  test.each(['eu-west-1_Another', 'Pool', POOL.replace('AbC', 'abc')])(
    'fails for %s, which no authorizer names',
    async (name) => {
      cloud = await LocalCloud.deploy(memberStack(byArn).stack);
      expect(() => cloud.userPool(name)).toThrow('NotDeployed');
    },
  );
});

// region outside
test('what another app owns stands in a stack of the test, or is given', async () => {
  const app = testApp();
  const others = new Stack(app, 'Others', ENV);
  new StringParameter(others, 'Name', { parameterName: '/shop/name', stringValue: 'Corner' });

  const shop = new Stack(app, 'Shop', ENV);
  shop.addStackDependency(others);
  const name = StringParameter.valueForStringParameter(shop, '/shop/name');
  const api = new RestApi(shop, 'Api', { deployOptions: { variables: { name } } });
  api.root.addMethod('GET', mock('{"shop": "$stageVariables.name"}'), OK);
  const stock = LambdaFunction.fromFunctionArn(shop, 'Stock', STOCK);
  api.root.addResource('stock').addMethod('GET', new LambdaIntegration(stock));

  cloud = await LocalCloud.deploy(app, {
    functions: { [STOCK]: async () => ({ statusCode: 200, body: 'seven left' }) },
  });
  expect(await (await cloud.stage('prod').fetch('/')).json()).toEqual({ shop: 'Corner' });
  expect(await (await cloud.stage('prod').fetch('/stock')).text()).toBe('seven left');
});
// endregion
