import { compact } from '../../../model/value';
import { quotaPeriod, quotaProblem } from '../../../rules';
import { badRequest, notFound } from '../service-error';
import { numberOf, type PatchOperation, textOf } from './patch-operation';
import { patchStageThrottle } from './stage-throttle-patch';
import type { UsagePlanRecord } from './usage-registry';

/** What a patch has to know beside the plan. */
export interface PlanWorld {
  hasStage(apiId: string, stage: string): boolean;
}

type Handler = (
  plan: UsagePlanRecord,
  operation: PatchOperation,
  world: PlanWorld,
) => UsagePlanRecord;

type Quota = NonNullable<UsagePlanRecord['quota']>;

const COUNT: readonly [number, number] = [0, Number.POSITIVE_INFINITY];
const NEW_QUOTA: Quota = { limit: 0, offset: 0, period: 'DAY' };

const HANDLERS: Readonly<Record<string, Handler>> = {
  'replace /name': (plan, operation) => ({ ...plan, name: textOf(operation) }),
  'replace /description': (plan, operation) => ({ ...plan, description: textOf(operation) }),
  'replace /throttle/rateLimit': (plan, operation) => ({
    ...plan,
    throttle: { ...plan.throttle, rateLimit: numberOf(operation, COUNT) },
  }),
  'replace /throttle/burstLimit': (plan, operation) => ({
    ...plan,
    throttle: { ...plan.throttle, burstLimit: numberOf(operation, COUNT) },
  }),
  'remove /throttle': ({ throttle: _removed, ...plan }) => plan,
  'replace /quota/limit': (plan, operation) =>
    withQuota(plan, { limit: Number(textOf(operation)) }),
  'replace /quota/offset': (plan, operation) =>
    withQuota(plan, { offset: numberOf(operation, COUNT) }),
  'replace /quota/period': (plan, operation) => withQuota(plan, { period: periodOf(operation) }),
  'remove /quota': ({ quota: _removed, ...plan }) => plan,
  'add /apiStages': addStage,
  'remove /apiStages': removeStage,
};

/**
 * A usage plan with patches applied in the order given: all of them, or none.
 *
 * @throws ServiceError for an operation that the service, or the local gateway, does not have
 * @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export function patchUsagePlan(
  plan: UsagePlanRecord,
  operations: readonly PatchOperation[],
  world: PlanWorld,
): UsagePlanRecord {
  const result = operations.reduce((patched, operation) => {
    const name = `${operation.op} ${operation.path}`;
    const handle = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
    return compact((handle ?? patchStageThrottle)(patched, operation, world));
  }, plan);
  // Operations that follow one another may each be out of range until all of them are done.
  const { quota } = result;
  const problem = quota === plan.quota || quota === undefined ? undefined : quotaProblem(quota);
  if (problem !== undefined) throw badRequest(problem.refusal ?? problem.message);
  return result;
}

function withQuota(plan: UsagePlanRecord, change: Partial<Quota>): UsagePlanRecord {
  return { ...plan, quota: { ...NEW_QUOTA, ...plan.quota, ...change } };
}

function periodOf(operation: PatchOperation): Quota['period'] {
  const text = textOf(operation);
  const period = quotaPeriod(text);
  if (period !== undefined) return period;
  const problem = quotaProblem({ limit: 1, period: text });
  throw badRequest(problem?.refusal ?? text);
}

function addStage(
  plan: UsagePlanRecord,
  operation: PatchOperation,
  world: PlanWorld,
): UsagePlanRecord {
  const { apiId, stage } = stageIn(operation);
  if (!world.hasStage(apiId, stage)) throw notFound(`API Stage not found: ${apiId}:${stage}`);
  const { apiStages } = plan;
  const isThere = apiStages.some((one) => one.apiId === apiId && one.stage === stage);
  return isThere ? plan : { ...plan, apiStages: [...apiStages, { apiId, stage }] };
}

function removeStage(plan: UsagePlanRecord, operation: PatchOperation): UsagePlanRecord {
  const { apiId, stage } = stageIn(operation);
  const apiStages = plan.apiStages.filter((one) => one.apiId !== apiId || one.stage !== stage);
  if (apiStages.length === plan.apiStages.length) {
    throw notFound(
      `Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${plan.id}`,
    );
  }
  return { ...plan, apiStages };
}

/** `a1b2c3d4e5:prod` */
function stageIn({ value = '' }: PatchOperation): {
  readonly apiId: string;
  readonly stage: string;
} {
  const [, apiId, stage] = /^([^:]+):([^:]+)$/.exec(value) ?? [];
  if (apiId === undefined || stage === undefined) throw badRequest('Invalid API Stage specified');
  return { apiId, stage };
}
