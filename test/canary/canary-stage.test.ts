import { type App, CfnParameter, Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  ApiDefinition,
  type CfnMethod,
  type CfnStage,
  Deployment,
  type IRestApi,
  MockIntegration,
  RestApi,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import {
  CanaryAction,
  CanaryRollout,
  CanaryStage,
  type CanaryStageProps,
  CanaryState,
} from '../../lib/canary';
import { rejectionTests } from '../_helpers/rejections';
import { newApp, newStack } from '../_helpers/stacks';
import { canaryStageRejections } from '../rejections/canary-stage.rejections';
import { apiIn, onlyId, onlyOne, pinned } from './_constructs';

const STAGE = 'AWS::ApiGateway::Stage';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

/** The template of an API with one canary stage. */
function stageTemplate(props: Partial<CanaryStageProps> = {}): Template {
  const stack = newStack();
  new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), ...props });
  return Template.fromStack(stack);
}

const canaryOf = (template: Template): unknown =>
  onlyOne(template, STAGE)['Properties']?.['CanarySetting'];

afterEach(() => jest.restoreAllMocks());

rejectionTests(canaryStageRejections);

describe('the pointers of the stage', () => {
  const pointers = (template: Template): readonly unknown[] => {
    const properties = onlyOne(template, STAGE)['Properties'];
    const canary = properties?.['CanarySetting'] as Record<string, unknown>;
    const fresh = { Ref: onlyId(template, DEPLOYMENT) };
    const name = (id: unknown): unknown =>
      JSON.stringify(id) === JSON.stringify(fresh) ? 'new' : id;
    return [
      name(properties?.['DeploymentId']),
      name(canary['DeploymentId']),
      canary['PercentTraffic'],
    ];
  };

  test.each([
    ['start', CanaryAction.START, ['a1b2c3', 'new', 10]],
    ['retry', CanaryAction.RETRY, ['a1b2c3', 'new', 10]],
    ['promote', CanaryAction.PROMOTE, ['new', 'new', 0]],
    ['abort', CanaryAction.ABORT, ['a1b2c3', 'a1b2c3', 0]],
    ['direct', CanaryAction.DIRECT, ['new', 'new', 0]],
  ])('follow the action %s', (_name, action, expected) => {
    expect(pointers(stageTemplate({ action }))).toEqual(expected);
  });

  test('are those of an idle canary in the first deploy', () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    expect(pointers(stageTemplate({ state: CanaryState.pinned() }))).toEqual(['new', 'new', 0]);
  });

  test('wait for the complete API where the ledger knows fingerprints', () => {
    const stack = newStack();
    const api = apiIn(stack);
    const state = CanaryState.pinned({ file: 'test/canary/ledgers/running.txt' });
    new CanaryStage(stack, 'Prod', pinned(api, { state }));
    api.root.addMethod('PUT', new MockIntegration());
    expect(pointers(Template.fromStack(stack))).toEqual(['a1b2c3', 'new', 10]);
  });

  test('leave production alone where the validation that refuses a promotion is skipped', () => {
    const stack = newStack();
    const state = CanaryState.pinned({ file: 'test/canary/ledgers/running.txt' });
    const action = CanaryAction.PROMOTE;
    new CanaryStage(stack, 'Prod', pinned(apiIn(stack), { state, action }));
    const assembly = (stack.node.root as App).synth({ skipValidation: true });
    const template = Template.fromJSON(assembly.getStackByName('Stack').template);
    expect(pointers(template)).toEqual(['a1b2c3', 'a1b2c3', 0]);
  });

  test('take the id of production from a parameter', () => {
    const stack = newStack();
    const { valueAsString } = new CfnParameter(stack, 'Stable');
    const state = CanaryState.pinned({ stableDeploymentId: valueAsString });
    new CanaryStage(stack, 'Prod', pinned(apiIn(stack), { state }));
    expect(pointers(Template.fromStack(stack))[0]).toEqual({ Ref: 'Stable' });
  });

  test('take the percentage from a parameter', () => {
    const stack = newStack();
    const percent = new CfnParameter(stack, 'Percent', { type: 'Number' }).valueAsNumber;
    const rollout = CanaryRollout.manual({ percent });
    new CanaryStage(stack, 'Prod', pinned(apiIn(stack), { rollout }));
    expect(pointers(Template.fromStack(stack))[2]).toEqual({ Ref: 'Percent' });
  });

  test.each([0, 0.5, 100])('accept %s percent', (percent) => {
    const rollout = CanaryRollout.manual({ percent });
    expect(pointers(stageTemplate({ rollout }))[2]).toBe(percent);
  });
});

describe('the canary settings', () => {
  test.each([
    ['running', CanaryAction.START],
    ['idle', CanaryAction.ABORT],
  ])('are all there when the canary is %s', (_name, action) => {
    expect(canaryOf(stageTemplate({ action }))).toEqual({
      DeploymentId: expect.anything(),
      PercentTraffic: expect.any(Number),
      StageVariableOverrides: {},
      UseStageCache: false,
    });
  });

  test('repeat every variable of the stage under those of the canary', () => {
    const variables = { tableName: 'orders', flag: 'off' };
    const template = stageTemplate({ variables, canaryVariables: { flag: 'on', build: '7' } });
    template.hasResourceProperties(STAGE, {
      Variables: variables,
      CanarySetting: { StageVariableOverrides: { tableName: 'orders', flag: 'on', build: '7' } },
    });
  });

  test('repeat variables that the stage gets later', () => {
    const stack = newStack();
    const prod = new CanaryStage(stack, 'Prod', pinned(apiIn(stack)));
    (prod.node.defaultChild as CfnStage).variables = { late: 'yes' };
    Template.fromStack(stack).hasResourceProperties(STAGE, {
      CanarySetting: { StageVariableOverrides: { late: 'yes' } },
    });
  });

  test('accept 100 variables of stage and canary', () => {
    const many = (count: number, prefix: string): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, 'x']));
    const template = stageTemplate({ variables: many(50, 'a'), canaryVariables: many(50, 'b') });
    const settings = canaryOf(template) as Record<string, object>;
    expect(Object.keys(settings['StageVariableOverrides'] ?? {})).toHaveLength(100);
  });

  test('let the canary use the cache of the stage', () => {
    const template = stageTemplate({ useStageCache: true, cacheClusterEnabled: true });
    template.hasResourceProperties(STAGE, { CanarySetting: { UseStageCache: true } });
  });

  test('accept answers that are cached for an hour', () => {
    stageTemplate({ cachingEnabled: true, cacheTtl: Duration.hours(1) }).hasResourceProperties(
      STAGE,
      { MethodSettings: [Match.objectLike({ CacheTtlInSeconds: 3600 })] },
    );
  });

  test('accept a stage name of 128 characters', () => {
    const stageName = 'p'.repeat(128);
    stageTemplate({ stageName }).hasResourceProperties(STAGE, { StageName: stageName });
  });
});

test('fails at once on the name of the stage that the API made, and names the way out', () => {
  const stack = newStack();
  const api = apiIn(stack, { deploy: true });
  expect(() => new CanaryStage(stack, 'Prod', pinned(api))).toThrow(
    /^CanaryStageName at Stack: `stageName` .*got: "prod"; use CanaryStage\.adopt/,
  );
});

describe('the deployment', () => {
  test('is retained when a newer one follows, and not when its own deploy fails', () => {
    stageTemplate().hasResource(DEPLOYMENT, {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  const idWith = (change: (api: RestApi) => void): string => {
    const stack = newStack();
    const api = apiIn(stack);
    new CanaryStage(stack, 'Prod', pinned(api));
    change(api);
    return onlyId(Template.fromStack(stack), DEPLOYMENT);
  };

  test('is a new one when a method is added', () => {
    const added = idWith((api) => api.root.addMethod('PUT', new MockIntegration()));
    expect(added).not.toBe(idWith(() => {}));
  });

  test('is a new one when a method is overridden', () => {
    const overridden = idWith((api) => {
      const method = api.root.node.findChild('GET').node.defaultChild as CfnMethod;
      method.addPropertyOverride('OperationName', 'list');
    });
    expect(overridden).not.toBe(idWith(() => {}));
  });

  test('stays the same when nothing changes', () => {
    expect(idWith(() => {})).toBe(idWith(() => {}));
  });

  test('waits for everything in the API', () => {
    const stack = newStack();
    const api = apiIn(stack);
    new CanaryStage(stack, 'Prod', pinned(api));
    api.root.addResource('orders').addMethod('GET', new MockIntegration());
    api.addModel('Order', { schema: {} });
    const template = Template.fromStack(stack);
    const parts = ['Method', 'Resource', 'Model'].flatMap((type) =>
      Object.keys(template.findResources(`AWS::ApiGateway::${type}`)),
    );
    expect(onlyOne(template, DEPLOYMENT)['DependsOn']).toEqual(expect.arrayContaining(parts));
  });

  test('is that of an API which deploys itself', () => {
    const stack = newStack();
    const api = apiIn(stack, { deploy: true, deployOptions: { stageName: 'dev' } });
    const prod = new CanaryStage(stack, 'Prod', pinned(api));
    const template = Template.fromStack(stack);
    expect(prod.deployment).toBe(api.latestDeployment);
    template.resourceCountIs(DEPLOYMENT, 1);
    template.hasResource(DEPLOYMENT, { DeletionPolicy: 'RetainExceptOnCreate' });
  });

  test('follows the body of an API from a definition', () => {
    const idOf = (path: string): string => {
      const stack = newStack();
      const definition = { openapi: '3.0.1', paths: { [path]: {} } };
      const apiDefinition = ApiDefinition.fromInline(definition);
      const api = new SpecRestApi(stack, 'Api', { apiDefinition, deploy: false });
      new CanaryStage(stack, 'Prod', pinned(api as SpecRestApi & IRestApi));
      return onlyId(Template.fromStack(stack), DEPLOYMENT);
    };
    expect(idOf('/orders')).not.toBe(idOf('/customers'));
    expect(idOf('/orders')).toBe(idOf('/orders'));
  });

  test('closes no circle with the role of the account', () => {
    const stack = newStack();
    new CanaryStage(stack, 'Prod', pinned(apiIn(stack, { cloudWatchRole: true })));
    const template = Template.fromStack(stack);
    const account = onlyId(template, 'AWS::ApiGateway::Account');
    expect(onlyOne(template, STAGE)['DependsOn']).toEqual(expect.arrayContaining([account]));
  });

  test('may be given, for an imported API', () => {
    const stack = newStack();
    const api = RestApi.fromRestApiId(stack, 'Imported', 'a1b2c3d4e5');
    const deployment = new Deployment(stack, 'Deployment', { api });
    new CanaryStage(stack, 'Prod', { ...pinned(api), deployment });
    Template.fromStack(stack).hasResource(DEPLOYMENT, {
      Properties: { RestApiId: 'a1b2c3d4e5' },
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('of a stage in another stack follows the API', () => {
    const build = (change: (api: RestApi) => void): Template => {
      const app = newApp();
      const api = apiIn(newStack('Api', app));
      const stack = newStack('Stages', app);
      new CanaryStage(stack, 'Prod', pinned(api));
      change(api);
      return Template.fromStack(stack);
    };
    const one = onlyId(
      build(() => {}),
      DEPLOYMENT,
    );
    const other = onlyId(
      build((api) => api.root.addMethod('PUT', new MockIntegration())),
      DEPLOYMENT,
    );
    expect(one).not.toBe(other);
    expect(
      onlyId(
        build(() => {}),
        DEPLOYMENT,
      ),
    ).toBe(one);
  });
});
