import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { hasRoute, type RouteExpectation, testApp } from '../../../lib/testing';
import { PetstoreStack } from '../../_fixtures/plain-app/petstore-stack';
import { ReleaseStack } from '../../_fixtures/plain-app/release-stack';
import { splitApp } from '../../_fixtures/plain-app/split-app';
import { APP_ORIGIN, StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const shop = new StorefrontStack(testApp(), 'Shop');

describe('a route', () => {
  test.each(['GET /orders/{id}', 'get /orders/{id}/', '  GET   /orders/{id} '])(
    'is found by the key %j',
    (key) => {
      expect(hasRoute(shop.api, key).pass).toBe(true);
    },
  );

  test.each([
    ['POST /orderz', 'there is no route POST /orderz; the nearest is POST /orders'],
    [
      'GET /orders/{orderId}',
      'there is no route GET /orders/{orderId}; the nearest is GET /orders/{id}',
    ],
    ['DELETE /partner/{proxy+}', 'the nearest is ANY /partner/{proxy+}'],
  ])('fails for the key %s, and says what is near', (key, message) => {
    const result = hasRoute(shop.api, key);
    expect(result.pass).toBe(false);
    expect(result.message).toContain(message);
  });

  test('fails with the route table of the API', () => {
    const { message } = hasRoute(shop.api, 'PUT /orders');
    expect(message).toMatch(/^expected Shop\/Api to have route PUT \/orders, but\n- /);
    expect(message).toContain('\n\nREST API Shop/Api REGIONAL\n  route ');
  });

  test('of an HTTP API and of a WebSocket API is found', () => {
    const { http, chat } = new V2Stack(testApp(), 'V2');
    expect(hasRoute(http, 'GET /orders/{id}', { auth: 'IAM', deployedTo: 'live' }).pass).toBe(true);
    expect(hasRoute(chat, 'sendMessage', { auth: 'NONE', deployedTo: 'live' }).pass).toBe(true);
    expect(hasRoute(chat, 'sendMesage').message).toContain('the nearest is sendMessage');
  });

  test('of an OpenAPI document is found', () => {
    const { api } = new PetstoreStack(testApp(), 'Pets');
    const expected = { integration: 'MOCK', auth: 'IAM', deployedTo: 'prod' };
    expect(hasRoute(api, 'POST /pets', expected).pass).toBe(true);
  });
});

describe('what a route is expected to be', () => {
  test.each<[string, RouteExpectation]>([
    ['GET /orders', { auth: 'IAM' }],
    ['GET /orders', { auth: 'AWS_IAM', apiKey: false }],
    ['GET /orders', { validates: { parameters: true, body: false } }],
    ['GET /orders', { validates: { parameters: ['querystring.page'] } }],
    ['POST /orders', { auth: 'COGNITO', apiKey: true, scopes: ['orders/write'] }],
    ['POST /orders', { auth: 'COGNITO_USER_POOLS', authorizer: shop.users }],
    ['POST /orders', { authorizer: shop.users.authorizerId }],
    ['POST /orders', { validates: { body: true } }],
    ['POST /orders', { validates: { body: 'Order', parameters: false } }],
    ['GET /health', { auth: 'PUBLIC', cors: true }],
    ['GET /health', { auth: 'NONE', cors: APP_ORIGIN, deployedTo: 'prod' }],
  ])('%s is %j', (key, expected) => {
    expect(hasRoute(shop.api, key, expected)).toMatchObject({ pass: true });
  });

  test.each<[string, RouteExpectation, string]>([
    ['GET /orders', { auth: 'NONE' }, 'its auth is AWS_IAM, not NONE'],
    ['GET /orders', { auth: 'LAMBDA' }, 'its auth is AWS_IAM, not CUSTOM'],
    ['GET /orders', { apiKey: true }, 'it needs no API key'],
    ['POST /orders', { apiKey: false }, 'it needs an API key'],
    ['POST /orders', { scopes: [] }, 'its scopes are orders/write, not none'],
    [
      'POST /orders',
      { scopes: ['orders/write', 'x'] },
      'its scopes are orders/write, not orders/write x',
    ],
    ['GET /orders', { authorizer: shop.users }, 'its authorizer is none, not Shop/Users'],
    ['GET /orders', { validates: { body: true } }, 'it does not validate the body'],
    ['POST /orders', { validates: { body: false } }, 'it validates the body'],
    ['POST /orders', { validates: { body: 'Basket' } }, 'against Order, not Basket'],
    ['POST /orders', { validates: { parameters: true } }, 'it does not require parameters'],
    ['GET /orders', { validates: { parameters: false } }, 'it requires parameters'],
    [
      'GET /orders',
      { validates: { parameters: ['querystring.size'] } },
      'it does not require querystring.size',
    ],
    ['GET /orders', { cors: false }, 'its preflight is answered'],
    [
      'GET /orders',
      { cors: 'https://evil.example.com' },
      'its preflight allows https://app.example.com',
    ],
  ])('fails when %s is not %j', (key, expected, problem) => {
    const result = hasRoute(shop.api, key, expected);
    expect(result.pass).toBe(false);
    expect(result.message).toContain(problem);
  });

  test('fails with every problem at once', () => {
    const { message } = hasRoute(shop.api, 'GET /orders', { auth: 'NONE', apiKey: true });
    expect(message).toContain('- its auth is AWS_IAM, not NONE\n- it needs no API key\n');
  });

  test('a validator without a model or a required parameter validates nothing', () => {
    const stack = new Stack(testApp(), 'Idle');
    const api = new apigateway.RestApi(stack, 'Api');
    api.root.addMethod('POST', new apigateway.MockIntegration(), {
      requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
    });
    const validates = { body: false, parameters: false };
    expect(hasRoute(api, 'POST /', { validates }).pass).toBe(true);
  });
});

describe('the integration of a route', () => {
  const stack = new Stack(testApp(), 'Queues');
  const queue = new sqs.Queue(stack, 'Queue');
  const other = new sqs.Queue(stack, 'Other');
  const api = new apigateway.RestApi(stack, 'Api');
  api.root.addMethod(
    'POST',
    new apigateway.AwsIntegration({ service: 'sqs', path: queue.queueName }),
  );
  api.root.addMethod('PUT', new apigateway.AwsIntegration({ service: 'sns', action: 'Publish' }));
  const imported = lambda.Function.fromFunctionAttributes(stack, 'Imported', {
    functionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:billing',
    sameEnvironment: true,
  });
  api.root.addMethod('PATCH', new apigateway.LambdaIntegration(imported));

  test.each([
    ['a function', 'GET /orders', shop.orders],
    ['an alias', 'POST /orders', shop.live],
    ['the function behind an alias', 'POST /orders', shop.orders],
    ['the ARN token of a function', 'GET /orders', shop.orders.functionArn],
    ['a resolved ARN', 'GET /orders', shop.resolve(shop.orders.functionArn)],
    ['a type', 'GET /health', 'MOCK'],
    ['a URL', 'ANY /partner/{proxy+}', 'https://partner.example.com/api'],
    ['its line in the table', 'POST /orders', 'Shop/Orders:live'],
  ])('is recognised by %s', (_, key, integration) => {
    expect(hasRoute(shop.api, key, { integration })).toMatchObject({ pass: true });
  });

  test.each([
    ['a queue', 'POST /', queue],
    ['an action', 'PUT /', 'sns:Publish'],
    ['an imported function', 'PATCH /', imported],
    [
      'the literal ARN of a function',
      'PATCH /',
      'arn:aws:lambda:eu-west-1:111111111111:function:billing',
    ],
    ['the name of a function', 'PATCH /', 'billing'],
  ])('is recognised by %s', (_, key, integration) => {
    expect(hasRoute(api, key, { integration })).toMatchObject({ pass: true });
  });

  test.each([
    ['another queue', 'POST /', other, 'not Queues/Other'],
    ['another action', 'PUT /', 'sns:Subscribe', 'not sns:Subscribe'],
    ['another name', 'PATCH /', 'bill', 'its integration is billing, not bill'],
  ])('fails for %s', (_, key, integration, problem) => {
    const result = hasRoute(api, key, { integration });
    expect(result).toMatchObject({ pass: false, message: expect.stringContaining(problem) });
  });

  test('fails for an alias where the function itself is invoked', () => {
    const result = hasRoute(shop.api, 'GET /orders', { integration: shop.live });
    expect(result.pass).toBe(false);
    expect(result.message).toContain('its integration is Shop/Orders, not Shop/Live');
  });

  test('fails for a construct of another app', () => {
    const elsewhere = new StorefrontStack(testApp(), 'Elsewhere');
    expect(() => hasRoute(shop.api, 'GET /orders', { integration: elsewhere.orders })).toThrow(
      'ConstructIdentity at Elsewhere: must stand in the app under test, which has the stacks Shop',
    );
  });
});

describe('the deployment of a route', () => {
  test('holds what it depends on, in nested stacks too', () => {
    const { api, fn } = splitApp(testApp());
    const expected = { integration: fn, deployedTo: 'prod' };
    expect(hasRoute(api, 'GET /', expected)).toMatchObject({ pass: true });
  });

  test('fails to hold a route that another stack adds later', () => {
    const { api } = splitApp(testApp());
    const result = hasRoute(api, 'GET /more', { deployedTo: 'prod' });
    expect(result.pass).toBe(false);
    expect(result.message).toContain(
      'nothing makes CloudFormation create Test/More/Imported/Default/more/GET before Test/Base/Api/Deployment',
    );
  });

  test('fails to hold a method that an L1 adds without a dependency', () => {
    const stack = new StorefrontStack(testApp(), 'Shop');
    new apigateway.CfnMethod(stack, 'Late', {
      restApiId: stack.api.restApiId,
      resourceId: stack.api.root.resourceId,
      httpMethod: 'GET',
      authorizationType: 'NONE',
      integration: { type: 'MOCK' },
    });
    expect(hasRoute(stack.api, 'GET /', { deployedTo: 'prod' }).pass).toBe(false);
  });

  test('fails on a stage that is not there', () => {
    const { api } = new ReleaseStack(testApp(), 'Release');
    expect(() => hasRoute(api, 'GET /', { deployedTo: 'production' })).toThrow(
      'AssertionStage at Release/Api: the stage must be one of dev, prod, got: "production"',
    );
  });
});
