import { CfnOutput, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import {
  AssetApiDefinition,
  Deployment,
  RestApi,
  SpecRestApi,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { LocalCloud, testApp } from '../../../lib/testing';
import { mock, OK } from './_mock';

let cloud: LocalCloud;
afterEach(() => cloud.destroy());

function addApi(scope: Construct, text = '{}', variables = {}): RestApi {
  const api = new RestApi(scope, 'Api', { cloudWatchRole: false, deployOptions: { variables } });
  api.root.addMethod('GET', mock(text), OK);
  return api;
}

async function rootOf(stage: string): Promise<unknown> {
  return (await cloud.stage(stage).fetch('/')).json();
}

test('the API of a nested stack is deployed with the stack that holds it', async () => {
  const stack = new Stack(testApp(), 'Shop');
  addApi(new NestedStack(stack, 'Inner'), '{"nested": true}');
  cloud = await LocalCloud.deploy(stack);
  expect(await rootOf('prod')).toEqual({ nested: true });
});

test('a stack brings those along that it imports from', async () => {
  const app = testApp();
  const base = new Stack(app, 'Base');
  const name = new StringParameter(base, 'Name', { stringValue: 'shared' });
  const shop = new Stack(app, 'Shop');
  addApi(shop, '{"from": "$stageVariables.base"}', { base: name.parameterName });
  cloud = await LocalCloud.deploy(shop);
  expect(await rootOf('prod')).toEqual({ from: expect.stringMatching(/^(CFN-)?Name|Base/) });
});

test.each([
  [{ Word: 'bare' }, 'bare'],
  [{ 'Shop/Word': 'own', Word: 'bare' }, 'own'],
  [{}, 'default'],
])('parameters %j give %s', async (parameters, word) => {
  const stack = new Stack(testApp(), 'Shop');
  const parameter = new CfnParameter(stack, 'Word', { default: 'default' });
  addApi(stack, '{"word": "$stageVariables.word"}', { word: parameter.valueAsString });
  cloud = await LocalCloud.deploy(stack, { parameters });
  expect(await rootOf('prod')).toEqual({ word });
});

test.each([
  ['a deployment', true],
  ['a stage of its own', false],
])('a change waits for a deployment where %s makes the stage', async (_what, byDeployment) => {
  const make = (text: string): Stack => {
    const stack = new Stack(testApp(), 'Shop');
    const api = new RestApi(stack, 'Api', { deploy: false, cloudWatchRole: false });
    const method = api.root.addMethod('GET', mock(text), OK);
    const props = byDeployment ? { api, stageName: 'live' } : { api };
    const deployment = new Deployment(stack, 'Deployment', props);
    deployment.node.addDependency(method);
    if (!byDeployment) new Stage(stack, 'Stage', { deployment, stageName: 'live' });
    return stack;
  };
  cloud = await LocalCloud.deploy(make('{"version": 1}'));
  const { live, notLive } = await cloud.deploy(make('{"version": 2}'));
  expect(live).toEqual([]);
  expect(notLive.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/`GET \/`.*, but `live` still serves the deployment from before/),
  ]);
  expect(await rootOf('live')).toEqual({ version: 1 });
});

test('stages of one name are told apart by their APIs', async () => {
  const app = testApp();
  addApi(new Stack(app, 'One'), '{"api": 1}');
  const two = addApi(new Stack(app, 'Two'), '{"api": 2}');
  cloud = await LocalCloud.deploy(app);
  expect(() => cloud.stage('prod')).toThrow(/StageName: .*One\/Api\/prod, Two\/Api\/prod/);
  expect(await rootOf('One/Api/prod')).toEqual({ api: 1 });
  expect(await (await cloud.api(two).stage().fetch('/')).json()).toEqual({ api: 2 });
  expect(await (await cloud.stage(two.deploymentStage).fetch('/')).json()).toEqual({ api: 2 });
});

test('stacks of several regions have their own APIs', async () => {
  const app = testApp();
  for (const region of ['eu-west-1', 'us-east-1']) {
    addApi(new Stack(app, `Shop-${region}`, { env: { account: '111111111111', region } }));
  }
  cloud = await LocalCloud.deploy(app);
  const { url } = cloud.api('Shop-eu-west-1/Api').stage();
  expect(url).toContain('.execute-api.eu-west-1.');
  expect((await cloud.fetch(url)).status).toBe(200);
});

test('a document that is an asset is read from the assembly', async () => {
  const stack = new Stack(testApp(), 'Shop');
  const path = require.resolve('../../_fixtures/plain-app/petstore.json');
  const api = new SpecRestApi(stack, 'Api', { apiDefinition: new AssetApiDefinition(path) });
  new CfnOutput(stack, 'Id', { value: api.restApiId });
  cloud = await LocalCloud.deploy(stack);
  expect((await cloud.stage('prod').fetch('/no-such-path')).status).toBe(403);
});
