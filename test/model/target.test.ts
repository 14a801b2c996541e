import { NestedStack, Stack } from 'aws-cdk-lib';
import {
  CfnResource,
  CfnUsagePlan,
  type IRestApi,
  MockIntegration,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import {
  type ApiModel,
  readApiModel,
  resolveTarget,
  routeKey,
  sameTarget,
  type TemplateSource,
} from '../../lib/model';
import { newApp, newStack } from '../_helpers/stacks';
import { inS, readApp, readResources } from './read-app';

function routesOf(model: ApiModel): string[][] {
  return model.restApis.map(({ routes }) => routes.map(routeKey));
}

function imported(stack: Stack, api: IRestApi): IRestApi {
  return RestApi.fromRestApiAttributes(stack, 'Imported', {
    restApiId: api.restApiId,
    rootResourceId: api.root.resourceId,
  });
}

function sharedApi(stack: Stack): RestApi {
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

describe('routes of one API from several stacks', () => {
  test.each(['strong', 'weak'])('are joined over %s references of the CDK', (strength) => {
    const app = newApp({ '@aws-cdk/core:defaultCrossStackReferences': strength });
    const api = sharedApi(newStack('Shop', app));
    const orders = imported(newStack('Orders', app), api).root.addResource('orders');
    orders.addMethod('POST', new MockIntegration());

    const model = readApp(app);
    expect(routesOf(model)).toEqual([['GET /', 'POST /orders']]);
    expect(model.restApis[0]!.target).toMatchObject({ id: { source: 'Shop' } });
    expect(model.unread).toEqual([]);
  });

  test.each(['strong', 'weak'])('are joined over %s references to another region', (strength) => {
    const app = newApp({ '@aws-cdk/core:defaultCrossStackReferences': strength });
    const at = (id: string, region: string) =>
      new Stack(app, id, { env: { account: '111111111111', region }, crossRegionReferences: true });
    const api = sharedApi(at('Shop', 'eu-west-1'));
    new CfnUsagePlan(at('Plans', 'us-east-1'), 'Plan', {
      apiStages: [{ apiId: api.restApiId, stage: api.deploymentStage.stageName }],
    });

    const model = readApp(app);
    const [planned] = model.usagePlans[0]!.stages;
    expect(sameTarget(planned!.api, model.restApis[0]!.target)).toBe(true);
    expect(planned!.stage).toMatchObject({
      kind: 'resource',
      id: { logicalId: model.restApis[0]!.stages[0]!.origin.logicalId },
    });
  });

  test('are joined over parameters and outputs of nested stacks', () => {
    // Tells where the templates of nested stacks are, as the CLI has it told.
    const stack = newStack('Shop', newApp({ 'aws:cdk:enable-asset-metadata': true }));
    const api = sharedApi(stack);
    const outer = new NestedStack(stack, 'Outer');
    const inner = new NestedStack(outer, 'Inner');
    const items = imported(inner, api).root.addResource('items');
    items.addMethod('GET', new MockIntegration());
    new CfnResource(stack, 'Below', {
      restApiId: api.restApiId,
      parentId: items.resourceId,
      pathPart: '{id}',
    });

    const model = readApp(stack);
    expect(routesOf(model)).toEqual([['GET /', 'GET /items']]);
    expect(model.restApis[0]!.resources.map(({ path }) => path)).toEqual([
      '/',
      '/items',
      '/items/{id}',
    ]);
    expect(model.unread).toEqual([]);
  });

  test('are held by an external API when it lives outside of the app', () => {
    const app = newApp();
    const routes = (id: string, path: string) => {
      const api = RestApi.fromRestApiAttributes(newStack(id, app), 'Api', {
        restApiId: 'a1b2c3',
        rootResourceId: 'r00t',
      });
      api.root.addResource(path).addMethod('GET', new MockIntegration());
    };
    routes('A', 'a');
    routes('B', 'b');

    const model = readApp(app);
    expect(routesOf(model)).toEqual([['GET /a', 'GET /b']]);
    expect(model.restApis[0]).toMatchObject({ target: { kind: 'external', value: 'a1b2c3' } });
    expect(model.restApis[0]).not.toHaveProperty('origin');
    expect(model.unread).toEqual([]);
  });

  test('say so when an external API has parents of unknown path', () => {
    const part = (parent: string) => ({
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: 'api', ParentId: parent, PathPart: 'x' },
    });
    const { unread, restApis } = readResources({ A: part('p1'), B: part('p2') });
    expect(restApis[0]!.resources).toHaveLength(2);
    expect(unread.map(({ origin, property }) => `${origin.logicalId} ${property}`)).toEqual([
      'A ParentId',
      'B ParentId',
    ]);
  });
});

describe('resolveTarget', () => {
  const sources: TemplateSource[] = [
    {
      name: 'S',
      template: {
        Resources: {
          Api: { Type: 'AWS::ApiGateway::RestApi' },
          Stage: { Type: 'AWS::ApiGateway::Stage' },
          Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { P: 'lit' } } },
        },
        Outputs: {
          Plain: { Value: { Ref: 'Api' } },
          Exported: { Value: { Ref: 'Api' }, Export: { Name: { 'Fn::Sub': '${Env}-api' } } },
        },
      },
    },
    {
      name: 'S/Nested',
      template: { Parameters: { P: {} }, Outputs: { O: { Value: { Ref: 'P' } } } },
      parent: { source: 'S', logicalId: 'Nested' },
    },
    { name: 'Other', stackName: 'other-stack', template: { Outputs: { O: { Value: 'there' } } } },
  ];

  test.each([
    ['a Ref', { Ref: 'Api' }],
    ['the attribute that is the id', { 'Fn::GetAtt': ['Api', 'RestApiId'] }],
    ['an attribute written as one text', { 'Fn::GetAtt': 'Api.RestApiId' }],
    ['a Sub of one reference', { 'Fn::Sub': '${Api}' }],
    ['a Sub of a variable', { 'Fn::Sub': ['${x}', { x: { Ref: 'Api' } }] }],
    ['a Join of one reference', { 'Fn::Join': ['', [{ Ref: 'Api' }]] }],
    [
      'an import by a name that is an intrinsic',
      { 'Fn::ImportValue': { 'Fn::Sub': '${Env}-api' } },
    ],
    ['an output of the stack', { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'Plain' } }],
  ])('follows %s to the resource', (_what, value) => {
    expect(resolveTarget(sources, 'S', value)).toEqual(inS('Api'));
  });

  test('tells which attribute is meant', () => {
    const value = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
    expect(resolveTarget(sources, 'S', value)).toEqual({
      ...inS('Api'),
      attribute: 'RootResourceId',
    });
  });

  test.each([
    ['a literal', 'S', 'abc', 'abc'],
    ['a literal by way of a nested stack', 'S', { 'Fn::GetAtt': ['Nested', 'Outputs.O'] }, 'lit'],
    ['a literal in another stack', 'S', stackOutput('other-stack'), 'there'],
    [
      'an output by the artifact id, which is not the name',
      'S',
      stackOutput('Other'),
      stackOutput('Other'),
    ],
    ['a parameter of the user', 'Other', { Ref: 'Param' }, { Ref: 'Param' }],
    ['a pseudo parameter', 'S', { Ref: 'AWS::Region' }, { Ref: 'AWS::Region' }],
    ['an unknown import', 'S', { 'Fn::ImportValue': 'no' }, { 'Fn::ImportValue': 'no' }],
    ['a conditional value', 'S', { 'Fn::If': ['C', 'a', 'b'] }, { 'Fn::If': ['C', 'a', 'b'] }],
    ['a member of the prototype', 'S', { Ref: 'constructor' }, { Ref: 'constructor' }],
    ['a source that is not there', 'Nowhere', { Ref: 'Api' }, { Ref: 'Api' }],
  ])('takes %s for external', (_what, source, value, expected) => {
    expect(resolveTarget(sources, source, value)).toEqual({ kind: 'external', value: expected });
  });

  test('ends when exports lead in a circle', () => {
    const circle = (name: string, other: string) => ({
      name,
      template: { Outputs: { O: { Value: { 'Fn::ImportValue': other }, Export: { Name: name } } } },
    });
    const target = resolveTarget([circle('A', 'B'), circle('B', 'A')], 'A', {
      'Fn::ImportValue': 'B',
    });
    expect(target.kind).toBe('external');
  });

  test('knows the same element whichever way it was reached', () => {
    const byRef = resolveTarget(sources, 'S', { Ref: 'Api' });
    const byImport = resolveTarget(sources, 'Other', stackOutput('S', 'Plain'));
    expect(sameTarget(byRef, byImport)).toBe(true);
    expect(sameTarget(byRef, resolveTarget(sources, 'S', { Ref: 'Stage' }))).toBe(false);
    expect(sameTarget(byRef, resolveTarget(sources, 'S', 'Api'))).toBe(false);
  });

  function stackOutput(stack: string, output = 'O') {
    return { 'Fn::GetStackOutput': { StackName: stack, OutputName: output } };
  }
});

describe('conditions', () => {
  test('are part of the origin', () => {
    const model = readResources({
      Api: { Type: 'AWS::ApiGateway::RestApi', Condition: 'IsProd', Properties: { Name: 'a' } },
    });
    expect(model.restApis[0]!.origin).toEqual({
      source: 'S',
      logicalId: 'Api',
      condition: 'IsProd',
    });
  });
});

test('an app without templates has an empty model', () => {
  expect(Object.values(readApiModel([])).flat()).toEqual([]);
});
