import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { OrdersStack } from '../examples/orders/orders-stack';
import { shop } from '../examples/quickstart/shop';
import { StorefrontStack } from '../examples/storefront/storefront-stack';
import {
  expectApi,
  expectNoRedeploy,
  expectRedeploy,
  routeTable,
  synth,
  testApp,
} from '../lib/testing';
import { blocksOf, outputsOf } from './_helpers/docs';

const env = { account: '111111111111', region: 'eu-west-1' };

function storefront(): StorefrontStack {
  return new StorefrontStack(testApp(), 'Storefront', { env, stableVersion: '1' });
}

function orders(): OrdersStack {
  return new OrdersStack(testApp(), 'Orders', {
    domainName: 'orders.internal.example.com',
    certificateArn:
      'arn:aws:acm:eu-west-1:111111111111:certificate/0a1b2c3d-0000-4000-8000-000000000000',
  });
}

describe('the storefront', () => {
  const stack = storefront();

  test('asks for a key on every product route', () => {
    expectApi(stack).toRequireApiKey('GET /products');
    expectApi(stack).toRequireApiKey('GET /products/{id}');
  });

  test('sends the calls of prod to the alias live, which it may invoke', () => {
    expectApi(stack).toInvoke(stack.live, { route: 'GET /products', stage: 'prod' });
  });

  test('tries a changed API on a tenth of the calls', () => {
    expectApi(stack).toHaveCanary('prod', { percent: 10 });
  });

  test('sells two tiers', () => {
    expectApi(stack).toMeter('GET /products', { plan: 'trial', rateLimit: 5 });
    expectApi(stack).toMeter('GET /products', { plan: 'partner' });
  });

  test('answers preflight requests of any origin', () => {
    expectApi(stack).toAllowOrigin('https://partner.example.com', { route: 'GET /products' });
  });

  test('deploys again when a route is added, and not when a tag is', () => {
    const withRoute = storefront();
    withRoute.api.root.addResource('brands').addMethod('GET', undefined);
    expectRedeploy(storefront(), withRoute, 'prod');
    const tagged = storefront();
    tagged.tags.setTag('commit', 'abc');
    expectNoRedeploy(storefront(), tagged, 'prod');
  });
});

describe('the orders API', () => {
  const stack = orders();

  test('is reached through its own endpoint only', () => {
    const [endpoint] = stack.api.vpcEndpoints;
    if (!endpoint) throw new Error('the orders API has an endpoint');
    expectApi(stack).toBePrivateTo(endpoint);
  });

  test('answers signed requests only', () => {
    expectApi(stack).toRequireAuth();
    expectApi(stack).toHaveRoute('POST /orders', { auth: 'AWS_IAM', validates: { body: true } });
  });

  test('answers under its private domain', () => {
    expectApi(stack).toServeDomain('orders.internal.example.com', { stage: 'prod' });
  });
});

describe('an API of plain L2s', () => {
  test('is read and asserted alike', () => {
    const stack = new Stack(testApp(), 'Plain');
    const fn = new LambdaFunction(stack, 'Fn', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 })'),
    });
    const api = new RestApi(stack, 'Api');
    api.root.addResource('pets').addMethod('GET', new LambdaIntegration(fn));
    expectApi(api).toInvoke(fn, { route: 'GET /pets', stage: 'prod' });
    expect(() => expectApi(api).toHaveRoute('GET /pet')).toThrow(/GET\s+\/pets/);
  });
});

describe('the templates of the examples', () => {
  test.each([
    ['storefront', storefront],
    ['orders', orders],
  ])('have no finding of the validator of the CDK: %s', (_name, build) => {
    expect(synth(build()).validate()).toEqual([]);
  });
});

describe('the README', () => {
  test('shows the route table of its first example', () => {
    const [output] = outputsOf('README.md');
    expect(output?.file).toBe('examples/quickstart/shop.ts');
    expect(output?.text).toBe(routeTable(shop).trimEnd());
  });

  test.each([
    ['stack', 0, 12],
    ['test', 1, 10],
  ])('keeps its first %s short', (_what, index, most) => {
    const block = blocksOf('README.md').filter(({ language }) => language === 'ts')[index];
    const statements =
      block?.code.split('\n').filter((line) => line && !/^import /.test(line)) ?? [];
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.length).toBeLessThanOrEqual(most);
  });
});
