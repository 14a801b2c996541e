import { Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { diffApis, synth, testApp } from '../../../lib/testing';
import { type Changes, ChangingStack } from '../../_fixtures/plain-app/changing-stack';
import { PetstoreStack } from '../../_fixtures/plain-app/petstore-stack';
import { ReleaseStack } from '../../_fixtures/plain-app/release-stack';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const stack = (changes?: Changes) => new ChangingStack(testApp(), 'Shop', changes);

// What needs a deployment: "Updates to a REST API that require redeployment" of the developer guide.
test.each<[string, Changes, object]>([
  [
    'a method',
    { addMethod: true },
    { kind: 'route', name: 'DELETE /orders', property: '', carriedBy: 'deployment' },
  ],
  [
    'an integration',
    { swapFunction: true },
    { kind: 'route', name: 'GET /orders', property: 'integration.uri', carriedBy: 'deployment' },
  ],
  [
    'whether a key is needed',
    { overrideKey: true },
    { property: 'apiKeyRequired', before: false, after: true, carriedBy: 'deployment' },
  ],
  [
    'a policy',
    { policy: true },
    { kind: 'api', name: '', property: 'policy', carriedBy: 'deployment' },
  ],
  [
    'a gateway response',
    { errorStatus: '404' },
    {
      kind: 'gateway response',
      name: 'ACCESS_DENIED',
      property: 'statusCode',
      before: '403',
      after: '404',
      carriedBy: 'deployment',
    },
  ],
  [
    'a model',
    { required: 'amount' },
    { kind: 'model', name: 'Order', property: 'schema.required', carriedBy: 'deployment' },
  ],
  [
    'a stage variable',
    { variable: 'books' },
    {
      kind: 'stage',
      name: 'prod',
      property: 'variables.table',
      before: 'orders',
      after: 'books',
      carriedBy: 'update',
    },
  ],
  [
    'a description',
    { description: 'Books' },
    {
      kind: 'api',
      property: 'description',
      before: 'Orders',
      after: 'Books',
      carriedBy: 'nothing',
    },
  ],
])('%s is one difference', (_, changes, change) => {
  expect(diffApis(stack(), stack(changes))).toEqual([
    expect.objectContaining({ api: 'Shop/Api', ...change }),
  ]);
});

test.each<[string, Changes]>([
  ['nothing', {}],
  ['the code behind $LATEST', { code: 'exports.handler = async () => 1;' }],
  ['a tag', { tag: 'abc123' }],
  ['the deployment alone', { ownDeployment: false }],
])('%s is no difference', (_, changes) => {
  expect(diffApis(stack(), stack(changes))).toEqual([]);
});

test('two spellings of one API do not differ', () => {
  const pets = (file: string) => new PetstoreStack(testApp(), 'Pets', { file });
  expect(diffApis(pets('petstore.yaml'), pets('petstore.json'))).toEqual([]);
});

test('a synthesis on disk and one in memory do not differ', () => {
  expect(diffApis(synth(ReleaseStack).directory, ReleaseStack)).toEqual([]);
});

test('a change of a canary is one of its stage', () => {
  const after = new ReleaseStack(testApp(), 'ReleaseStack');
  const prod = after.node.findChild('Stage-prod').node.defaultChild as apigateway.CfnStage;
  prod.addPropertyOverride('CanarySetting.PercentTraffic', 50);
  expect(diffApis(ReleaseStack, after)).toEqual([
    expect.objectContaining({
      property: 'canary.percentTraffic',
      carriedBy: 'update',
      text: 'stage prod has another canary.percentTraffic: 10 became 50',
    }),
  ]);
});

test('CORS of an HTTP API is in effect at once, its routes by a deployment', () => {
  const after = new V2Stack(testApp(), 'V2Stack');
  const api = after.http.node.defaultChild as apigatewayv2.CfnApi;
  api.addPropertyOverride('CorsConfiguration.AllowOrigins', ['https://other.example.com']);
  const [route] = after.http.node.findAll().filter((node) => node instanceof apigatewayv2.CfnRoute);
  (route as apigatewayv2.CfnRoute).authorizationType = 'NONE';
  const changes = diffApis(V2Stack, after).map(({ kind, carriedBy }) => `${kind} ${carriedBy}`);
  expect(changes.sort()).toEqual(['api update', 'route deployment']);
});

test('an API that comes or goes is one difference', () => {
  const empty = () => new Stack(testApp(), 'Shop');
  expect(diffApis(empty(), stack()).map(({ text }) => text)).toEqual(['the API Shop/Api is new']);
  expect(diffApis(stack(), empty()).map(({ text }) => text)).toEqual(['the API Shop/Api is gone']);
});

test('long values are cut in sentences', () => {
  const [change] = diffApis(stack(), stack({ policy: true }));
  expect(change?.text.length).toBeLessThan(200);
});
