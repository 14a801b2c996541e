import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Deployment, type IStage, RestApi, Stage } from 'aws-cdk-lib/aws-apigateway';
import {
  routeCanary,
  routeImported,
  routeOrders,
  routeToLatest,
} from '../examples/snippets/stage-variable-lambda-router';
import { CanaryStage } from '../lib/canary';
import { StageVariableLambdaRouter } from '../lib/stage-variable-lambda-router';
import { newApp, newStack } from './_helpers/stacks';
import { aliasIn, apiIn, functionIn, pinned } from './canary/_constructs';

const STAGE = 'AWS::ApiGateway::Stage';
const PERMISSION = 'AWS::Lambda::Permission';

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => jest.restoreAllMocks());

/** An API with stage `prod`, whose `POST /` is routed to alias `live`. */
function routed() {
  const stack = newStack();
  const handler = functionIn(stack);
  const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
  const api = apiIn(stack, { deploy: true });
  api.root.addMethod('POST', router.integration());
  const live = aliasIn(stack, handler, 'live');
  router.addStage(api.deploymentStage, live);
  return { stack, handler, router, api, live };
}

const arn = (api: string, stage: string) => ({
  'Fn::Join': [
    '',
    [
      'arn:aws:execute-api:eu-west-1:111111111111:',
      { Ref: Match.stringLikeRegexp(`^${api}`) },
      `/${stage}/*/*`,
    ],
  ],
});

const alias = (name: string) => ({ Ref: Match.stringLikeRegexp(`^Alias${name}`) });

describe('the permission', () => {
  test('is for exactly the stage on exactly the alias, whatever the number of methods', () => {
    const { stack, router, api } = routed();
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      api.root.addMethod(method, router.integration());
    const template = Template.fromStack(stack);
    template.resourceCountIs(PERMISSION, 1);
    template.hasResourceProperties(PERMISSION, {
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      FunctionName: alias('live'),
      SourceArn: arn('Api', 'prod'),
    });
  });

  test('is there before the stage changes', () => {
    const template = Template.fromStack(routed().stack);
    const [permission] = Object.keys(template.findResources(PERMISSION));
    template.hasResource(STAGE, { DependsOn: [permission] });
  });

  test('is one for each stage, also of several APIs', () => {
    const { stack, handler, router, api } = routed();
    const deployment = new Deployment(stack, 'Deployment', { api });
    const dev = new Stage(stack, 'Dev', { deployment, stageName: 'dev' });
    const other = apiIn(stack, { deploy: true }, 'Other');
    other.root.addMethod('POST', router.integration());
    const beta = aliasIn(stack, handler, 'beta');
    router.addStage(dev, beta);
    router.addStage(other.deploymentStage, beta);
    const template = Template.fromStack(stack);
    template.resourceCountIs(PERMISSION, 3);
    for (const [name, api, stage] of [
      ['live', 'Api', 'prod'],
      ['beta', 'Api', 'dev'],
      ['beta', 'Other', 'prod'],
    ] as const) {
      template.hasResourceProperties(PERMISSION, {
        FunctionName: alias(name),
        SourceArn: arn(api, stage),
      });
    }
  });

  test('lets the console test a method only if asked', () => {
    const { stack, handler, router } = routed();
    const other = apiIn(stack, { deploy: true }, 'Other');
    const beta = aliasIn(stack, handler, 'beta');
    router.addStage(other.deploymentStage, beta, { allowTestInvoke: true });
    const template = Template.fromStack(stack);
    template.resourceCountIs(PERMISSION, 3);
    template.hasResourceProperties(PERMISSION, {
      FunctionName: alias('beta'),
      SourceArn: arn('Other', 'test-invoke-stage'),
    });
  });

  test('is given for an imported stage, whose variable is set elsewhere', () => {
    const { stack, router, live } = routed();
    const restApi = RestApi.fromRestApiId(stack, 'View', 'a1b2c3d4e5');
    const stage: IStage = Stage.fromStageAttributes(stack, 'Imported', {
      restApi,
      stageName: 'qa',
    });
    router.grantStage(stage, live);
    Template.fromStack(stack).hasResourceProperties(PERMISSION, {
      FunctionName: alias('live'),
      SourceArn: 'arn:aws:execute-api:eu-west-1:111111111111:a1b2c3d4e5/qa/*/*',
    });
  });

  test('belongs to the stack of the stage, and no stacks depend on each other', () => {
    const app = newApp();
    const [functions, apis, stages] = ['Functions', 'Apis', 'Stages'].map((id) =>
      newStack(id, app),
    ) as [Stack, Stack, Stack];
    const handler = functionIn(functions);
    const live = aliasIn(functions, handler, 'live');
    const router = new StageVariableLambdaRouter(functions, 'Router', { handler });
    const api = apiIn(apis);
    api.root.addMethod('POST', router.integration());
    const stage = new CanaryStage(stages, 'Prod', pinned(api));
    router.addStage(stage, live);
    Template.fromStack(functions).resourceCountIs(PERMISSION, 0);
    Template.fromStack(apis).resourceCountIs(PERMISSION, 0);
    Template.fromStack(stages).resourceCountIs(PERMISSION, 1);
    expect(functions.dependencies).toEqual([]);
    expect(apis.dependencies).toEqual([functions]);
    expect(new Set(stages.dependencies)).toEqual(new Set([functions, apis]));
  });
});

describe('a canary stage', () => {
  function canary(canaryVariables: Record<string, string> = {}) {
    const stack = newStack();
    const handler = functionIn(stack);
    const api = apiIn(stack);
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    api.root.addMethod('POST', router.integration());
    const stage = new CanaryStage(stack, 'Prod', pinned(api, { canaryVariables }));
    router.addStage(stage, aliasIn(stack, handler, 'live'));
    return { stack, handler, router, stage };
  }

  test('has the variable for production and for the canary', () => {
    Template.fromStack(canary().stack).hasResourceProperties(STAGE, {
      Variables: { lambdaAlias: 'live' },
      CanarySetting: { StageVariableOverrides: { lambdaAlias: 'live' } },
    });
  });

  test('may name another alias for the canary that it may invoke', () => {
    const { stack, handler, router, stage } = canary({ lambdaAlias: 'beta' });
    router.grantStage(stage, aliasIn(stack, handler, 'beta'));
    const template = Template.fromStack(stack);
    template.resourceCountIs(PERMISSION, 2);
    template.hasResourceProperties(STAGE, {
      Variables: { lambdaAlias: 'live' },
      CanarySetting: { StageVariableOverrides: { lambdaAlias: 'beta' } },
    });
  });
});

describe('the examples of the page', () => {
  function shop(stack: Stack) {
    const api = apiIn(stack);
    const deployment = new Deployment(stack, 'Deployment', { api });
    const [dev, prod] = ['dev', 'prod'].map(
      (stageName) => new Stage(stack, stageName, { deployment, stageName }),
    ) as [Stage, Stage];
    const fn = functionIn(stack);
    return {
      api,
      dev,
      prod,
      fn,
      beta: aliasIn(stack, fn, 'beta'),
      live: aliasIn(stack, fn, 'live'),
    };
  }

  test('route two stages', () => {
    const stack = newStack();
    routeOrders(stack, shop(stack));
    const template = Template.fromStack(stack);
    template.hasResourceProperties(STAGE, { StageName: 'dev', Variables: { lambdaAlias: 'beta' } });
    template.hasResourceProperties(STAGE, {
      StageName: 'prod',
      Variables: { lambdaAlias: 'live' },
    });
    template.resourceCountIs(PERMISSION, 2);
  });

  test('route one stage under another name', () => {
    const stack = newStack();
    const fn = functionIn(stack);
    const api = apiIn(stack, { deploy: true });
    const beta = aliasIn(stack, fn, 'beta', { version: fn.latestVersion });
    routeToLatest(stack, { api, dev: api.deploymentStage, fn, beta });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(STAGE, { Variables: { ordersAlias: 'beta' } });
    template.resourceCountIs(PERMISSION, 2);
  });

  test('allow an imported stage', () => {
    const stack = newStack();
    const restApi = RestApi.fromRestApiId(stack, 'View', 'a1b2c3d4e5');
    const stage = Stage.fromStageAttributes(stack, 'Imported', { restApi, stageName: 'qa' });
    routeImported(stack, shop(stack), stage);
    Template.fromStack(stack).resourceCountIs(PERMISSION, 1);
  });

  test('route the canary to an alias of its own', () => {
    const stack = newStack();
    const fn = functionIn(stack);
    const { api, state, rollout } = pinned(apiIn(stack));
    const aliases = { beta: aliasIn(stack, fn, 'beta'), live: aliasIn(stack, fn, 'live') };
    routeCanary(stack, { api, fn, ...aliases }, { state, rollout });
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      Variables: { lambdaAlias: 'live' },
      CanarySetting: { StageVariableOverrides: { lambdaAlias: 'beta' } },
    });
  });
});
