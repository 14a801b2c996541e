import { App } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { routeTable, synth, testApp } from '../../../lib/testing';
import { PetstoreStack } from '../../_fixtures/plain-app/petstore-stack';
import { ReleaseStack } from '../../_fixtures/plain-app/release-stack';
import { StorefrontStack } from '../../_fixtures/plain-app/storefront-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const text = (...lines: string[]) => `${lines.join('\n')}\n`;

test('a REST API with all that belongs to it', () => {
  const cors = 'MOCK, allows https://app.example.com https://admin.example.com';
  expect(routeTable(new StorefrontStack(testApp(), 'Shop'))).toBe(
    text(
      'REST API Shop/Api REGIONAL',
      '  route                      auth                                          key  validates   integration',
      `  OPTIONS /                  -                                             -    -           ${cors}`,
      '  GET     /health            -                                             -    -           MOCK',
      `  OPTIONS /health            -                                             -    -           ${cors}`,
      '  GET     /orders            AWS_IAM                                       -    parameters  Shop/Orders',
      '  POST    /orders            COGNITO_USER_POOLS Shop/Users [orders/write]  key  body Order  Shop/Orders:live',
      `  OPTIONS /orders            -                                             -    -           ${cors}`,
      '  GET     /orders/{id}       -                                             key  -           Shop/Orders:live',
      `  OPTIONS /orders/{id}       -                                             -    -           ${cors}`,
      `  OPTIONS /partner           -                                             -    -           ${cors}`,
      `  OPTIONS /partner/{proxy+}  -                                             -    -           ${cors}`,
      '  ANY     /partner/{proxy+}  -                                             -    -           HTTP_PROXY GET https://partner.example.com/api',
      '  stage prod            Shop/Api/Deployment',
      '    variables           table=orders',
      '    limit every route   100/s, burst 200',
      '    limit POST /orders  10/s, burst 20',
      '    tracing             on',
      '  plan gold on prod     50/s, burst 60; 10000 a MONTH; keys Shop/Api/Acme',
      '    limit POST /orders  5/s, burst 6',
    ),
  );
});

test('an HTTP API and a WebSocket API', () => {
  expect(routeTable(new V2Stack(testApp(), 'V2'))).toBe(
    text(
      'WEBSOCKET API V2/Chat',
      '  route        auth  key  validates  integration',
      '  $connect     -     -    -          V2/Fn',
      '  sendMessage  -     -    -          V2/Fn',
      '  stage live  deployed automatically',
      '',
      'HTTP API V2/Http',
      '  route                      auth     key  validates  integration',
      '  GET     /orders/{id}       AWS_IAM  -    -          V2/Fn',
      '  DELETE  /orders/{id}       AWS_IAM  -    -          V2/Fn',
      '  ANY     /partner/{proxy+}  -        -    -          HTTP_PROXY ANY https://partner.example.com/{proxy}',
      '  stage live           deployed automatically',
      '    limit every route  20/s, burst 40',
      '  domain api.example.com/shop  stage live',
    ),
  );
});

test('stages with variables and a canary', () => {
  expect(routeTable(new ReleaseStack(testApp(), 'Release').api)).toBe(
    text(
      'REST API Release/Api EDGE',
      '  route      auth  key  validates  integration',
      '  GET     /  -     -    -          Release/Fn:${stageVariables.alias}',
      '  stage dev    Release/First',
      '    variables  alias=next',
      '  stage prod   Release/First',
      '    variables  alias=stable',
      '    canary     10 % on Release/Second, alias=next',
    ),
  );
});

test('an API out of an OpenAPI document', () => {
  expect(routeTable(PetstoreStack)).toContain(
    '  GET     /pets  -        key  -          HTTP_PROXY GET https://pets.example.com/pets\n',
  );
});

test.each([
  ['the code of a function', () => new StorefrontStack(testApp(), 'Shop', { code: 'x' })],
  ['the folder that it is synthesized to', () => new StorefrontStack(testApp(), 'Shop')],
  [
    'metadata in the templates',
    () =>
      new StorefrontStack(testApp({ context: { 'aws:cdk:enable-path-metadata': true } }), 'Shop'),
  ],
])('is the same whatever %s', (_, other) => {
  expect(routeTable(other())).toBe(routeTable(new StorefrontStack(testApp(), 'Shop')));
});

test('is the same read from disk', () => {
  const stack = new StorefrontStack(testApp(), 'Shop');
  expect(routeTable(synth(stack).directory)).toBe(routeTable(stack));
});

test('holds no hash', () => {
  const tables = [StorefrontStack, V2Stack, ReleaseStack, PetstoreStack].map((each) =>
    routeTable(each),
  );
  expect(tables.join('')).not.toMatch(/[0-9A-F]{8}|[0-9a-f]{32}/);
});

test('routes stand in the order that people look for them', () => {
  const app = testApp();
  const stack = new PetstoreStack(app, 'Pets');
  const api = new apigateway.RestApi(stack, 'Mixed');
  for (const path of ['{proxy+}', 'b/{id}', 'b/last', 'a', 'b']) {
    const resource = api.root.resourceForPath(path);
    for (const method of ['ANY', 'DELETE', 'GET']) {
      resource.addMethod(method, new apigateway.MockIntegration());
    }
  }
  const keys = routeTable(api)
    .split('\n')
    .flatMap((line) => /^ {2}(GET|DELETE|ANY) +(\S+)/.exec(line)?.slice(1).join(' ') ?? []);
  expect(keys).toEqual(
    ['/a', '/b', '/b/last', '/b/{id}', '/{proxy+}'].flatMap((path) =>
      ['GET', 'DELETE', 'ANY'].map((method) => `${method} ${path}`),
    ),
  );
});

test('an API of a literal id goes by that id', () => {
  const stack = new PetstoreStack(testApp(), 'Pets');
  const api = apigateway.RestApi.fromRestApiAttributes(stack, 'Foreign', {
    restApiId: 'abc123',
    rootResourceId: 'root',
  });
  api.root.addMethod('GET', new apigateway.MockIntegration());
  expect(routeTable(api)).toMatch(/^REST API abc123/);
  expect(routeTable(api)).toContain('  GET     /');
});

test('an app without an API has an empty table', () => {
  expect(routeTable(new App())).toBe('');
});
