import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { requiresApiKey, requiresAuth, testApp } from '../../../lib/testing';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const shop = new StorefrontStack(testApp(), 'Shop');

function closedApi(): apigateway.RestApi {
  const api = new apigateway.RestApi(new Stack(testApp(), 'Closed'), 'Api', {
    defaultCorsPreflightOptions: { allowOrigins: ['*'] },
    defaultMethodOptions: {
      apiKeyRequired: true,
      authorizationType: apigateway.AuthorizationType.IAM,
    },
  });
  api.root.addMethod('GET', new apigateway.MockIntegration());
  return api;
}

test('a route that needs a key', () => {
  expect(requiresApiKey(shop.api, 'POST /orders').pass).toBe(true);
});

test('an API whose routes, preflights apart, need a key and authentication', () => {
  const api = closedApi();
  expect(requiresApiKey(api).pass).toBe(true);
  expect(requiresAuth(api).pass).toBe(true);
});

test('fails when some route needs no key, and names it', () => {
  const { pass, message } = requiresApiKey(shop.api);
  expect(pass).toBe(false);
  expect(message).toContain('- GET /health needs none\n- GET /orders needs none\n');
  expect(message).not.toContain('- OPTIONS');
});

test.each(['GET /orders', 'POST /orders'])('%s needs authentication', (route) => {
  expect(requiresAuth(shop.api, route).pass).toBe(true);
});

test('fails when some route is public, and names it', () => {
  const { pass, message } = requiresAuth(shop.api);
  expect(pass).toBe(false);
  expect(message).toContain('- GET /health is public\n- GET /orders/{id} is public\n');
});

test.each([requiresApiKey, requiresAuth])('fails on a route that is not there', (assertion) => {
  expect(() => assertion(shop.api, 'GET /ordes')).toThrow(
    /AssertionRoute at Shop\/Api: there is no route GET \/ordes; the nearest is GET \/orders\n\nREST API/,
  );
});

describe('a WebSocket API', () => {
  test('requires authentication when $connect does', () => {
    const { fn, ...stack } = new V2Stack(testApp(), 'V2');
    const integration = new WebSocketLambdaIntegration('Other', fn);
    const chat = new apigatewayv2.WebSocketApi(stack.chat.stack, 'Closed', {
      connectRouteOptions: { integration, authorizer: new WebSocketIamAuthorizer() },
      defaultRouteOptions: { integration },
    });
    expect(requiresAuth(chat)).toMatchObject({ pass: true });
  });

  test('fails to require authentication when $connect does not', () => {
    const { pass, message } = requiresAuth(new V2Stack(testApp(), 'V2').chat);
    expect(pass).toBe(false);
    expect(message).toContain('- $connect is public');
  });
});
