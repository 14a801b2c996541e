import { Stack } from 'aws-cdk-lib';
import {
  ApiKey,
  ApiKeySourceType,
  CfnStage,
  type IStage,
  MockIntegration,
  Period,
  RestApi,
  Stage,
  UsagePlan,
} from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpStage,
  type IWebSocketStage,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import {
  MeteredApi,
  type MeteredApiProps,
  type MeteredConsumerOptions,
} from '../../lib/metered-api';
import type { MeteredTier } from '../../lib/metered-tier';
import type { Rejection } from '../_helpers/rejections';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest';
const PLANS = `${GUIDE}/api-gateway-api-usage-plans.html`;
const QUOTA = `${CLOUDFORMATION}/TemplateReference/aws-properties-apigateway-usageplan-quotasettings.html`;
const THROTTLE = `${CLOUDFORMATION}/TemplateReference/aws-properties-apigateway-usageplan-throttlesettings.html`;
const API_STAGE = `${CLOUDFORMATION}/TemplateReference/aws-properties-apigateway-usageplan-apistage.html`;
const QUOTAS = `${GUIDE}/api-gateway-execution-service-limits-table.html`;
const CONNECT = `${GUIDE}/websocket-api-setup-api-keys.html`;
const KINDS = `${GUIDE}/http-api-vs-rest.html`;
const LOGICAL_IDS = `${CLOUDFORMATION}/UserGuide/using-cfn-updating-stacks-update-behaviors.html`;

/** An API with `GET /` that may require a key, and its stage `prod`. */
function apiIn(stack: Stack, apiKeyRequired = true): RestApi {
  const api = new RestApi(stack, 'Api', { apiKeySourceType: ApiKeySourceType.HEADER });
  api.root.addMethod('GET', new MockIntegration(), { apiKeyRequired });
  return api;
}

/** A metered API that is right but for what is given. */
function metered(stack: Stack, props: MeteredApiProps = {}): MeteredApi {
  const stages = props.stages ?? [apiIn(stack).deploymentStage];
  return new MeteredApi(stack, 'Metered', { tiers: { pro: {} }, ...props, stages });
}

function rejection(
  code: string,
  when: string,
  see: string,
  build: (stack: Stack) => void,
): Rejection {
  return { code, when, see, build };
}

function tier(code: string, when: string, see: string, pro: MeteredTier): Rejection {
  return rejection(code, when, see, (stack) => metered(stack, { tiers: { pro } }));
}

function methodThrottle(...methods: string[]): MeteredTier {
  const throttle = { rateLimit: 1, burstLimit: 1 };
  return { methodThrottle: Object.fromEntries(methods.map((method) => [method, throttle])) };
}

function quota(limit: number, period: Period, offset = 0): MeteredTier {
  return { quota: { limit, period, offset } };
}

function throttle(rateLimit: number, burstLimit: number): MeteredTier {
  return { throttle: { rateLimit, burstLimit } };
}

function consumer(
  code: string,
  when: string,
  see: string,
  options: Partial<MeteredConsumerOptions>,
  name = 'acme',
): Rejection {
  const full = { tier: 'pro', ...options };
  return rejection(code, when, see, (stack) => metered(stack).addConsumer(name, full));
}

/** A tier as a JavaScript caller may write it. */
function untyped(members: object): MeteredTier {
  return members as MeteredTier;
}

function imported(stack: Stack, id = 'Imported'): IStage {
  const restApi = RestApi.fromRestApiId(stack, `${id}Api`, 'a1b2c3d4e5');
  return Stage.fromStageAttributes(stack, id, { restApi, stageName: 'prod' });
}

function httpStage(stack: Stack): HttpStage {
  const httpApi = new HttpApi(stack, 'Http');
  return new HttpStage(stack, 'Stage', { httpApi, stageName: 'prod' });
}

const tierRejections: Rejection[] = [
  tier('MeteredThrottle', 'a rate is 0', THROTTLE, throttle(0, 1)),
  tier('MeteredThrottle', 'a rate is not a number', THROTTLE, throttle(Number.NaN, 1)),
  tier('MeteredThrottle', 'a burst is 0', THROTTLE, throttle(1, 0)),
  tier('MeteredThrottle', 'a burst is not whole', THROTTLE, throttle(1, 1.5)),
  tier('MeteredThrottle', 'a burst is left out', THROTTLE, untyped({ throttle: { rateLimit: 1 } })),
  tier('MeteredThrottle', 'the rate of a method is negative', THROTTLE, {
    methodThrottle: { 'GET /': { rateLimit: -1, burstLimit: 1 } },
  }),
  tier('MeteredQuota', 'a quota is 0', QUOTA, quota(0, Period.DAY)),
  tier('MeteredQuota', 'a quota is not whole', QUOTA, quota(0.5, Period.DAY)),
  tier('MeteredQuota', 'a quota has no period', QUOTA, untyped({ quota: { limit: 1 } })),
  tier('MeteredQuota', 'the offset of a day is 1', QUOTA, quota(1, Period.DAY, 1)),
  tier('MeteredQuota', 'the offset of a week is 7', QUOTA, quota(1, Period.WEEK, 7)),
  tier('MeteredQuota', 'the offset of a month is 28', QUOTA, quota(1, Period.MONTH, 28)),
  tier('MeteredPlanName', 'the name of a plan is empty', PLANS, { planName: '' }),
  tier(
    'MeteredMethodName',
    'the throttle of a method is keyed as the plan spells it',
    API_STAGE,
    methodThrottle('/orders/POST'),
  ),
  tier(
    'MeteredMethodName',
    'a throttle has a wildcard within its path',
    API_STAGE,
    methodThrottle('GET /*/items'),
  ),
  tier(
    'MeteredMethodUnknown',
    'a throttle names a path that the API does not have',
    API_STAGE,
    methodThrottle('GET /orders'),
  ),
  tier(
    'MeteredMethodUnknown',
    'a throttle names a verb that the path does not have',
    API_STAGE,
    methodThrottle('POST /'),
  ),
  tier(
    'MeteredMethodUnknown',
    'a throttle has a wildcard that nothing fits',
    API_STAGE,
    methodThrottle('* /orders/*'),
  ),
  rejection(
    'MeteredMethodUnknown',
    'a throttle has a wildcard and the methods are not known',
    API_STAGE,
    (stack) =>
      metered(stack, { stages: [imported(stack)], tiers: { pro: methodThrottle('* /*') } }),
  ),
  rejection(
    'MeteredMethodWithoutKey',
    'a throttle names a method that requires no key',
    PLANS,
    (stack) => {
      const api = apiIn(stack);
      api.root.addMethod('POST', new MockIntegration());
      metered(stack, { stages: [api.deploymentStage], tiers: { pro: methodThrottle('POST /') } });
    },
  ),
  rejection('MeteredTierName', 'the name of a tier has a slash', LOGICAL_IDS, (stack) =>
    metered(stack, { tiers: { 'pro/eu': {} } }),
  ),
  rejection('MeteredTierName', 'the name of a tier is a token', LOGICAL_IDS, (stack) =>
    metered(stack).addTier(stack.stackId, {}),
  ),
  rejection('MeteredTierName', 'a tier is added twice', LOGICAL_IDS, (stack) =>
    metered(stack).addTier('pro', {}),
  ),
];

const stageRejections: Rejection[] = [
  rejection('MeteredApiWithoutTier', 'there is no tier', PLANS, (stack) =>
    metered(stack, { tiers: {} }),
  ),
  rejection('MeteredApiWithoutStage', 'there is no stage', PLANS, (stack) =>
    metered(stack, { stages: [] }),
  ),
  rejection('MeteredStageWithoutKey', 'no method of a stage requires a key', PLANS, (stack) =>
    metered(stack, { stages: [apiIn(stack, false).deploymentStage] }),
  ),
  rejection(
    'MeteredStageWithoutKey',
    'a WebSocket API connects without a key',
    CONNECT,
    (stack) => {
      const webSocketApi = new WebSocketApi(stack, 'Chat');
      webSocketApi.addRoute('$connect', { integration: new WebSocketMockIntegration('Connect') });
      const stage = new WebSocketStage(stack, 'Stage', { webSocketApi, stageName: 'prod' });
      metered(stack).addWebSocketStage(stage);
    },
  ),
  rejection(
    'MeteredStageKind',
    'a stage of a WebSocket API is added as a REST one',
    CONNECT,
    (stack) => {
      const webSocketApi = new WebSocketApi(stack, 'Chat');
      const stage = new WebSocketStage(stack, 'Stage', { webSocketApi, stageName: 'prod' });
      metered(stack).addStage(stage as unknown as IStage);
    },
  ),
  rejection(
    'KeyProtectedStageWithoutTier',
    'another stage of the same API is in no plan',
    PLANS,
    (stack) => {
      const api = apiIn(stack);
      const deploymentId = api.latestDeployment?.deploymentId ?? '';
      new CfnStage(stack, 'Beta', { restApiId: api.restApiId, deploymentId, stageName: 'beta' });
      metered(stack, { stages: [api.deploymentStage] });
    },
  ),
  rejection('MeteredStageKind', 'a stage is one of an HTTP API', KINDS, (stack) =>
    metered(stack).addStage(httpStage(stack) as unknown as IStage),
  ),
  rejection(
    'MeteredStageKind',
    'a stage of an HTTP API is added as a WebSocket one',
    KINDS,
    (stack) => metered(stack).addWebSocketStage(httpStage(stack) as unknown as IWebSocketStage),
  ),
  rejection('MeteredStageEnvironment', 'a stage is in another region', PLANS, (stack) => {
    const env = { account: '111111111111', region: 'us-east-1' };
    metered(stack).addStage(imported(new Stack(stack.node.root, 'Far', { env })));
  }),
];

const consumerRejections: Rejection[] = [
  consumer('MeteredTierUnknown', 'a consumer has a tier that there is not', PLANS, {
    tier: 'gold',
  }),
  consumer('MeteredTierUnknown', 'a consumer has a next tier that there is not', PLANS, {
    nextTier: 'gold',
    rotation: { current: 1, next: 2 },
  }),
  consumer('MeteredNextTier', 'a consumer has a next tier without a next generation', PLANS, {
    nextTier: 'pro',
  }),
  consumer('MeteredConsumerName', 'the name of a consumer is empty', LOGICAL_IDS, {}, ''),
  consumer(
    'MeteredConsumerName',
    'the name of a consumer has 129 characters',
    LOGICAL_IDS,
    {},
    'a'.repeat(129),
  ),
  rejection('MeteredConsumerName', 'a consumer is added twice', LOGICAL_IDS, (stack) => {
    const api = metered(stack);
    api.addConsumer('acme', { tier: 'pro' });
    api.addConsumer('acme', { tier: 'pro' });
  }),
  rejection(
    'MeteredConsumerName',
    'an imported consumer has the name of another',
    LOGICAL_IDS,
    (stack) => {
      const api = metered(stack);
      api.addConsumer('acme', { tier: 'pro' });
      api.addImportedConsumer('acme', {
        tier: 'pro',
        apiKey: ApiKey.fromApiKeyId(stack, 'K', 'k'),
      });
    },
  ),
  rejection('ApiKeyInTwoPlans', 'one key is in two tiers of the same stages', PLANS, (stack) => {
    const api = metered(stack, { tiers: { free: {}, pro: {} } });
    const apiKey = ApiKey.fromApiKeyId(stack, 'Key', 'k1');
    api.addImportedConsumer('acme', { tier: 'free', apiKey });
    api.addImportedConsumer('acme again', { tier: 'pro', apiKey });
  }),
  rejection('ApiKeyInTwoPlans', 'a key is in another plan of the same stage', PLANS, (stack) => {
    const { deploymentStage: stage } = apiIn(stack);
    const { key } = metered(stack, { stages: [stage] }).addConsumer('acme', { tier: 'pro' });
    new UsagePlan(stack, 'Plan', { apiStages: [{ stage }] }).addApiKey(key);
  }),
  rejection('ApiKeyPlanCount', 'one key is in 11 plans', QUOTAS, (stack) => {
    const { key } = metered(stack).addConsumer('acme', { tier: 'pro' });
    for (let index = 0; index < 10; index += 1) new UsagePlan(stack, `P${index}`).addApiKey(key);
  }),
];

export const meteredApiRejections: Rejection[] = [
  ...tierRejections,
  ...stageRejections,
  ...consumerRejections,
];
