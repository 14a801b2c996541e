import { Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { expectNoRedeploy, expectRedeploy, testApp } from '../../../lib/testing';
import { type Changes, ChangingStack } from '../../_fixtures/plain-app/changing-stack';
import { ReleaseStack } from '../../_fixtures/plain-app/release-stack';
import { splitApp } from '../../_fixtures/plain-app/split-app';
import { V2Stack } from '../../_fixtures/plain-app/v2-stack';

const stack = (changes?: Changes) => new ChangingStack(testApp(), 'Shop', changes);

describe('a change that the CDK makes a new deployment for', () => {
  test.each<[string, Changes]>([
    ['a method', { addMethod: true }],
    ['the function of an integration', { swapFunction: true }],
    ['the resource policy', { policy: true }],
    ['a gateway response', { errorStatus: '404' }],
    ['a model', { required: 'amount' }],
    ['the TTL of an authorizer, with its feature flag', { authorizerTtl: Duration.minutes(1) }],
  ])('is live: %s', (_, changes) => {
    expect(() => expectRedeploy(stack(), stack(changes))).not.toThrow();
    expect(() => expectRedeploy(stack(), stack(changes), 'prod')).not.toThrow();
  });

  test('is live: a document that is inline', () => {
    const spec = (path: string) => {
      const stack = new Stack(testApp(), 'Spec');
      const get = { 'x-amazon-apigateway-integration': { type: 'mock' } };
      const apiDefinition = apigateway.ApiDefinition.fromInline({
        openapi: '3.0.1',
        info: { title: 'Spec', version: '1' },
        paths: { [path]: { get } },
      });
      return new apigateway.SpecRestApi(stack, 'Api', { apiDefinition });
    };
    expect(() => expectRedeploy(spec('/a'), spec('/b'))).not.toThrow();
    expect(() => expectNoRedeploy(spec('/a'), spec('/a'))).not.toThrow();
  });

  test('fails where no deployment is expected, and says what it is for', () => {
    const run = () => expectNoRedeploy(stack(), stack({ addMethod: true }));
    expect(run).toThrow('stage prod of Shop/Api is redeployed for `DELETE /orders` is new');
  });
});

describe('a change that needs no deployment', () => {
  test.each<[string, Changes]>([
    ['a stage variable', { variable: 'orders-2' }],
    ['code behind $LATEST', { code: 'exports.handler = async () => 1;' }],
    ['none at all', {}],
  ])('makes none: %s', (_, changes) => {
    expect(() => expectNoRedeploy(stack(), stack(changes))).not.toThrow();
  });

  test('fails where a deployment is expected, and says what did change', () => {
    const run = () => expectRedeploy(stack(), stack({ variable: 'orders-2' }));
    expect(run).toThrow(
      'no deployment is needed for what changed: stage prod has another variables.table: orders became orders-2',
    );
    expect(() => expectRedeploy(stack(), stack())).toThrow('nothing in the APIs changed');
  });
});

describe('a change that no deployment carries', () => {
  test.each<[string, Changes, Changes, string]>([
    ['a method made by CfnMethod', {}, { addMethodByL1: true }, '`DELETE /orders` is new'],
    ['a property override', {}, { overrideKey: true }, '`GET /orders` now needs an API key'],
    [
      'a method beside a Deployment of one’s own',
      { ownDeployment: true },
      { ownDeployment: true, addMethod: true },
      '`DELETE /orders` is new',
    ],
  ])('fails as not live: %s', (_, before, after, change) => {
    const run = () => expectRedeploy(stack(before), stack(after));
    expect(run).toThrow(`${change}, but stage prod keeps deployment Shop/`);
    expect(run).toThrow('not live');
    expect(() => expectNoRedeploy(stack(before), stack(after))).not.toThrow();
  });

  test('fails as not live when another stack adds a route', () => {
    const before = splitApp(testApp());
    const after = splitApp(testApp());
    const imported = after.more.node.findChild('Imported') as apigateway.IRestApi & {
      root: apigateway.IResource;
    };
    imported.root.addResource('late').addMethod('GET', new apigateway.MockIntegration());
    const run = () => expectRedeploy(before.stage, after.stage);
    expect(run).toThrow(
      '`GET /late` is new, but stage prod keeps deployment Test/Base/Api/Deployment',
    );
  });
});

describe('a needless deployment', () => {
  test.each<[string, Changes, string]>([
    ['a tag', { tag: 'abc123' }, 'Tags of Shop/Api'],
    ['a description', { description: 'All orders' }, 'Description of Shop/Api'],
  ])('fails and names its cause: %s', (_, changes, cause) => {
    const run = () => expectNoRedeploy(stack(), stack(changes));
    expect(run).toThrow('needlessly: no request can tell a difference');
    expect(run).toThrow(cause);
  });
});

test('stages that deploy themselves carry every change', () => {
  const after = new V2Stack(testApp(), 'V2');
  after.http.addRoutes({
    path: '/late',
    integration: new HttpUrlIntegration('Late', 'https://late.example.com'),
  });
  expect(() => expectRedeploy(new V2Stack(testApp(), 'V2'), after)).not.toThrow();
  expect(() =>
    expectNoRedeploy(new V2Stack(testApp(), 'V2'), new V2Stack(testApp(), 'V2')),
  ).not.toThrow();
});

test('a new stage of an API counts as deployed, not as redeployed', () => {
  const after = stack();
  new apigateway.Stage(after, 'Beta', {
    deployment: after.api.latestDeployment as apigateway.Deployment,
    stageName: 'beta',
  });
  expect(() => expectRedeploy(stack(), after, 'beta')).not.toThrow();
  expect(() => expectNoRedeploy(stack(), after)).not.toThrow();
});

test('a new deployment of the canary alone carries a change too', () => {
  const before = new ReleaseStack(testApp(), 'Release');
  const after = new ReleaseStack(testApp(), 'Release');
  const third = new apigateway.Deployment(after, 'Third', { api: after.api });
  const prod = after.node.findChild('Stage-prod').node.defaultChild as apigateway.CfnStage;
  prod.addPropertyOverride('CanarySetting.DeploymentId', after.resolve(third.deploymentId));
  expect(() => expectRedeploy(before, after, 'prod')).not.toThrow();
  expect(() => expectNoRedeploy(before, after, 'dev')).not.toThrow();
  expect(() => expectNoRedeploy(before, after)).toThrow('stage prod of Release/Api is redeployed');
});

test('a stage that a deployment makes by itself is redeployed with it', () => {
  const make = (salt: string) => {
    const shop = new Stack(testApp(), 'Shop');
    const api = new apigateway.RestApi(shop, 'Api', { deploy: false });
    api.root.addMethod('GET', new apigateway.MockIntegration(), { apiKeyRequired: salt === 'two' });
    const deployment = new apigateway.Deployment(shop, 'Deployment', { api, stageName: 'live' });
    deployment.addToLogicalId(salt);
    return shop;
  };
  expect(() => expectRedeploy(make('one'), make('two'), 'live')).not.toThrow();
  expect(() => expectNoRedeploy(make('one'), make('two'))).toThrow(
    'stage live of Shop/Api is redeployed',
  );
});

test('fails on a stage that no API has, whichever way it is asked', () => {
  for (const ask of [expectRedeploy, expectNoRedeploy]) {
    expect(() => ask(stack(), stack({ addMethod: true }), 'production')).toThrow(
      'AssertionStage: the stage must be one of prod, got: "production"',
    );
  }
});
