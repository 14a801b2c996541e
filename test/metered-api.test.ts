import { Stage as AppStage, NestedStack, Stack, Token, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  ApiKey,
  CfnStage,
  Deployment,
  type IRestApi,
  MockIntegration,
  Period,
  RestApi,
  Stage,
  UsagePlan,
} from 'aws-cdk-lib/aws-apigateway';
import { WebSocketApi, WebSocketRoute, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AwsSolutionsChecks } from 'cdk-nag';
import { MeteredApi, type MeteredApiProps } from '../lib/metered-api';
import { cfn, FAST, importedStage, KEYED, ordersApi, SLOW, stagesOf } from './_helpers/metered';
import { rejectionTests } from './_helpers/rejections';
import { newApp, newStack } from './_helpers/stacks';
import { meteredApiRejections } from './rejections/metered-api.rejections';

describe('a metered API', () => {
  test('makes a usage plan of each tier, with all limits', () => {
    const stack = newStack();
    const quota = { limit: 1000, period: Period.WEEK, offset: 2 };
    new MeteredApi(stack, 'Metered', {
      stages: [ordersApi(stack).deploymentStage],
      tiers: {
        free: { throttle: SLOW, quota, planName: 'Free', description: 'For trying out' },
        pro: { throttle: FAST },
      },
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::ApiGateway::UsagePlan', 2);
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      UsagePlanName: 'Free',
      Description: 'For trying out',
      Throttle: cfn(SLOW),
      Quota: { Limit: 1000, Period: 'WEEK', Offset: 2 },
    });
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: cfn(FAST),
      Quota: Match.absent(),
    });
  });

  test('has every stage of every API in each plan', () => {
    const stack = newStack();
    const apis = [ordersApi(stack, 'B'), ordersApi(stack, 'A')];
    const stages = apis.map((api) => api.deploymentStage);
    new MeteredApi(stack, 'Metered', { stages, tiers: { free: {}, pro: {} } });
    const [b, a] = stages.map((stage) => ({
      ApiId: stack.resolve(stage.restApi.restApiId),
      Stage: stack.resolve(stage.stageName),
    }));
    Template.fromStack(stack).allResourcesProperties('AWS::ApiGateway::UsagePlan', {
      ApiStages: [a, b],
    });
  });

  test('has the stages of other stacks, which know nothing of it', () => {
    const app = newApp();
    const apis = newStack('Apis', app);
    const stack = newStack('Plans', app);
    const { deploymentStage: stage } = ordersApi(apis);
    new MeteredApi(stack, 'Metered', { stages: [stage], tiers: { pro: {} } });
    Template.fromStack(apis).resourceCountIs('AWS::ApiGateway::UsagePlan', 0);
    const ApiId = stack.resolve(stage.restApi.restApiId);
    expect(stagesOf(stack)).toEqual([{ ApiId, Stage: stack.resolve(stage.stageName) }]);
    expect(ApiId).toHaveProperty(['Fn::GetStackOutput', 'StackName'], 'Apis');
  });

  test('has imported stages', () => {
    const stack = newStack();
    new MeteredApi(stack, 'Metered', { stages: [importedStage(stack)], tiers: { pro: {} } });
    expect(stagesOf(stack)).toEqual([{ ApiId: 'a1b2c3d4e5', Stage: 'prod' }]);
  });

  test('has a stage once, however often it is added', () => {
    const stack = newStack();
    const { deploymentStage } = ordersApi(stack);
    const metered = new MeteredApi(stack, 'Metered', { stages: [deploymentStage] });
    metered.addStage(deploymentStage);
    metered.addTier('pro', {});
    expect(stagesOf(stack)).toHaveLength(1);
  });

  test('takes stages and tiers one by one, in any order', () => {
    const stack = newStack();
    const metered = new MeteredApi(stack, 'Metered');
    metered.addTier('pro', {});
    metered.addStage(ordersApi(stack).deploymentStage);
    expect(stagesOf(stack)).toHaveLength(1);
  });

  test('takes limits and names that are known at deployment', () => {
    const stack = newStack();
    const rateLimit = Token.asNumber({ Ref: 'Rate' });
    new MeteredApi(stack, 'Metered', {
      stages: [importedStage(stack)],
      tiers: { pro: { throttle: { rateLimit, burstLimit: 1 } } },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: { RateLimit: { Ref: 'Rate' }, BurstLimit: 1 },
    });
  });

  test('has the stage of a WebSocket API whose clients connect with a key', () => {
    const stack = newStack();
    const webSocketApi = new WebSocketApi(stack, 'Api');
    const integration = new WebSocketMockIntegration('Connect');
    const connect = { webSocketApi, routeKey: '$connect', integration, apiKeyRequired: true };
    new WebSocketRoute(stack, 'Connect', connect);
    const stage = new WebSocketStage(stack, 'Stage', { webSocketApi, stageName: 'prod' });
    const metered = new MeteredApi(stack, 'Metered', { tiers: { pro: {} } });
    metered.addWebSocketStage(stage);
    expect(stagesOf(stack)).toEqual([
      { ApiId: stack.resolve(webSocketApi.apiId), Stage: stack.resolve(stage.stageName) },
    ]);
  });

  test('shows the plan of a tier', () => {
    const stack = newStack();
    const metered = new MeteredApi(stack, 'Metered', { tiers: { pro: {} } });
    expect(metered.plan('pro')).toBeInstanceOf(UsagePlan);
    expect(metered.addTier('free', {})).toBe(metered.plan('free'));
  });
});

describe('an imported consumer', () => {
  test('has a place in the plan, and nothing else', () => {
    const stack = newStack();
    const metered = new MeteredApi(stack, 'Metered', {
      stages: [importedStage(stack)],
      tiers: { pro: {} },
    });
    const apiKey = ApiKey.fromApiKeyId(stack, 'Key', 'k1');
    metered.addImportedConsumer('acme', { tier: 'pro', apiKey });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::ApiGateway::ApiKey', 0);
    template.hasResourceProperties('AWS::ApiGateway::UsagePlanKey', {
      KeyId: 'k1',
      KeyType: 'API_KEY',
      UsagePlanId: stack.resolve(metered.plan('pro').usagePlanId),
    });
  });

  test('may be in plans of different stages with one key', () => {
    const stack = newStack();
    const apiKey = ApiKey.fromApiKeyId(stack, 'Key', 'k1');
    for (const id of ['One', 'Two']) {
      const stages = [ordersApi(stack, `${id}Api`).deploymentStage];
      const metered = new MeteredApi(stack, id, { stages, tiers: { pro: {} } });
      metered.addImportedConsumer('acme', { tier: 'pro', apiKey });
    }
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::UsagePlanKey', 2);
  });

  test('may be in 10 plans with one key', () => {
    const stack = newStack();
    const stages = [importedStage(stack)];
    const metered = new MeteredApi(stack, 'Metered', { stages, tiers: { pro: {} } });
    const { key } = metered.addConsumer('acme', { tier: 'pro' });
    for (let index = 0; index < 9; index += 1) new UsagePlan(stack, `P${index}`).addApiKey(key);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('may be in 11 plans once the quota is raised', () => {
    const stack = newStack();
    const stages = [importedStage(stack)];
    const metered = new MeteredApi(stack, 'Metered', {
      stages,
      tiers: { pro: {} },
      plansPerKey: 11,
    });
    const { key } = metered.addConsumer('acme', { tier: 'pro' });
    for (let index = 0; index < 10; index += 1) new UsagePlan(stack, `P${index}`).addApiKey(key);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

describe('the stages of a metered API', () => {
  /** An API with the stages `prod`, which is metered, and `beta`. */
  function withBeta(props: MeteredApiProps = {}): { stack: Stack; beta: CfnStage } {
    const stack = newStack();
    const api = ordersApi(stack);
    const { deploymentId } = new Deployment(stack, 'BetaDeployment', { api: api as IRestApi });
    const { restApiId } = api;
    const beta = new CfnStage(stack, 'Beta', { restApiId, deploymentId, stageName: 'beta' });
    new MeteredApi(stack, 'Metered', {
      stages: [api.deploymentStage],
      tiers: { pro: {} },
      ...props,
    });
    return { stack, beta };
  }

  test('may leave one out by name', () => {
    const { stack } = withBeta({ allowUnmeteredStages: true });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('may be in different metered APIs', () => {
    const { stack, beta } = withBeta();
    new MeteredApi(stack, 'BetaMetered', { stages: [beta], tiers: { beta: {} } });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('may be in a plan that knows the stage by its name', () => {
    const { stack, beta } = withBeta();
    const restApi = RestApi.fromRestApiId(stack, 'Same', beta.restApiId);
    const stage = Stage.fromStageAttributes(stack, 'SameBeta', { restApi, stageName: 'beta' });
    new MeteredApi(stack, 'BetaMetered', { stages: [stage], tiers: { beta: {} } });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('may be of a stack that has another name than its construct', () => {
    const app = newApp();
    const apis = new Stack(new AppStage(app, 'Prod'), 'Apis', { stackName: 'the-apis' });
    const stack = new Stack(apis.node.scope as AppStage, 'Plans');
    new MeteredApi(stack, 'Metered', {
      stages: [ordersApi(apis).deploymentStage],
      tiers: { pro: {} },
    });
    expect(() => app.synth()).not.toThrow();
  });

  test('may be of an API whose methods are in a nested stack', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { deploy: false });
    api.root.addResource('health').addMethod('GET');
    const nested = new NestedStack(stack, 'Nested');
    const { restApiId, restApiRootResourceId: rootResourceId } = api;
    const same = RestApi.fromRestApiAttributes(nested, 'Same', { restApiId, rootResourceId });
    const method = same.root.addMethod('GET', new MockIntegration(), KEYED);
    const deployment = new Deployment(stack, 'Deployment', { api: api as IRestApi });
    deployment.node.addDependency(method);
    const stages = [new Stage(stack, 'Prod', { deployment })];
    const methodThrottle = { 'GET /': SLOW };
    new MeteredApi(stack, 'Metered', {
      stages,
      tiers: { pro: { throttle: FAST, methodThrottle } },
    });
    expect(stagesOf(stack)[0]?.Throttle).toEqual({ '//GET': cfn(SLOW) });
  });

  test('may be of an API whose methods nobody knows', () => {
    const stack = newStack();
    new MeteredApi(stack, 'Metered', { stages: [importedStage(stack)], tiers: { pro: {} } });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('may be of a stack whose region is not known', () => {
    const stack = new Stack(newApp(), 'Anywhere');
    new MeteredApi(stack, 'Metered', {
      stages: [ordersApi(stack).deploymentStage],
      tiers: { pro: {} },
    });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('fails with the name of the method that would answer 403', () => {
    const { stack } = withBeta();
    expect(() => Template.fromStack(stack)).toThrow(
      'KeyProtectedStageWithoutTier at Stack/Metered: `POST /` requires an API key, but no usage plan has the stage Stack/Beta',
    );
  });
});

describe('the resources of a metered API', () => {
  test('give no cause for a finding of the AWS Solutions rules', () => {
    const app = newApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const stack = newStack('Stack', app);
    const stages = [importedStage(stack)];
    const metered = new MeteredApi(stack, 'Metered', { stages, tiers: { pro: {} } });
    metered.addConsumer('acme', { tier: 'pro', rotation: { current: 1, next: 2 } });
    expect(() => app.synth()).not.toThrow();
  });

  test('keep their keys out of the outputs', () => {
    const app = newApp();
    const stack = newStack('Stack', app);
    const stages = [importedStage(stack)];
    const metered = new MeteredApi(stack, 'Metered', { stages, tiers: { pro: {} } });
    metered.addConsumer('acme', { tier: 'pro' });
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
  });
});

describe('what a metered API refuses', () => {
  rejectionTests(meteredApiRejections);
});
