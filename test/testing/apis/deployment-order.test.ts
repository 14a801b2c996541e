import { NestedStack, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { hasRoute, testApp } from '../../../lib/testing';

const isDeployed = (api: apigateway.IRestApi) =>
  hasRoute(api, 'GET /', { deployedTo: 'prod' }).pass;

function restApi(scope: Stack): apigateway.RestApi {
  const api = new apigateway.RestApi(scope, 'Api', { deploy: false });
  api.root.addMethod('GET', new apigateway.MockIntegration());
  return api;
}

test('a deployment in a stack that follows the one of the routes holds them', () => {
  const app = testApp();
  const [routes, later] = [new Stack(app, 'Routes'), new Stack(app, 'Later')];
  const api = restApi(routes);
  const deployment = new apigateway.CfnDeployment(later, 'Deployment', {
    restApiId: api.restApiId,
  });
  new apigateway.CfnStage(later, 'Prod', {
    restApiId: api.restApiId,
    deploymentId: deployment.attrDeploymentId,
    stageName: 'prod',
  });
  later.addStackDependency(routes);
  expect(isDeployed(api)).toBe(true);
});

test('a deployment holds the routes that it depends on over another resource', () => {
  const stack = new Stack(testApp(), 'Shop');
  const api = restApi(stack);
  const method = api.methods[0]?.node.defaultChild as apigateway.CfnMethod;
  const between = new apigateway.CfnModel(stack, 'Between', { restApiId: api.restApiId });
  const deployment = new apigateway.CfnDeployment(stack, 'Deployment', {
    restApiId: api.restApiId,
  });
  new apigateway.CfnStage(stack, 'Prod', {
    restApiId: api.restApiId,
    deploymentId: deployment.ref,
    stageName: 'prod',
  });
  deployment.addResourceDependency(between);
  between.addResourceDependency(method);
  expect(isDeployed(api)).toBe(true);
});

test.each([
  ['holds', true],
  ['may come before', false],
])('a deployment %s the routes of a nested stack where it depends on it: %s', (_, depends) => {
  const stack = new Stack(testApp(), 'Shop');
  const api = new apigateway.RestApi(stack, 'Api', { deploy: false });
  api.root.addResource('own').addMethod('GET', new apigateway.MockIntegration());
  const nested = new NestedStack(stack, 'Routes');
  const root = { restApiId: api.restApiId, rootResourceId: api.root.resourceId };
  const imported = apigateway.RestApi.fromRestApiAttributes(nested, 'Imported', root);
  imported.root.addMethod('GET', new apigateway.MockIntegration());
  const deployment = new apigateway.Deployment(stack, 'Deployment', { api });
  new apigateway.Stage(stack, 'Prod', { deployment, stageName: 'prod' });
  if (depends) deployment.node.addDependency(nested);
  expect(isDeployed(api)).toBe(depends);
});

test('a deployment that only the API is before may come too early', () => {
  const stack = new Stack(testApp(), 'Shop');
  const api = restApi(stack);
  const deployment = new apigateway.CfnDeployment(stack, 'Deployment', {
    restApiId: api.restApiId,
  });
  new apigateway.CfnStage(stack, 'Prod', {
    restApiId: api.restApiId,
    deploymentId: deployment.ref,
    stageName: 'prod',
  });
  expect(isDeployed(api)).toBe(false);
});

test('fails to say that a deployment from outside of the app holds a route', () => {
  const stack = new Stack(testApp(), 'Shop');
  const api = restApi(stack);
  new apigateway.CfnStage(stack, 'Prod', {
    restApiId: api.restApiId,
    deploymentId: 'abc123',
    stageName: 'prod',
  });
  expect(hasRoute(api, 'GET /', { deployedTo: 'prod' }).message).toContain(
    '- stage prod serves a deployment from outside of the app\n',
  );
});
