import { readPatchOperations } from '../registry/patch-operation';
import type { Registry } from '../registry/registry';
import { patchUsagePlan } from '../registry/usage-plan-patch';
import type { ApiKeyRecord } from '../registry/usage-registry';
import { notFound, ServiceError } from '../service-error';
import {
  type Input,
  type OperationTable,
  optionalFlag,
  optionalText,
  pageOf,
  requiredText,
} from './input';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads API keys and usage plans, and what keys have used of them. */
export const USAGE_OPERATIONS: OperationTable = {
  GetApiKey: ({ usage }, input) =>
    keyOutput(usage.key(requiredText(input, 'apiKey')), optionalFlag(input, 'includeValue')),
  GetApiKeys: ({ usage }, input) => {
    const name = optionalText(input, 'nameQuery') ?? '';
    const customer = optionalText(input, 'customerId');
    const keys = [...usage.keys.values()].filter(
      (key) =>
        (key.name ?? '').startsWith(name) &&
        (customer === undefined || key.customerId === customer),
    );
    const page = pageOf(keys, input);
    const withValue = optionalFlag(input, 'includeValues');
    return { ...page, items: page.items.map((key) => keyOutput(key, withValue)) };
  },
  GetUsagePlan: ({ usage }, input) => usage.plan(requiredText(input, 'usagePlanId')),
  GetUsagePlans: ({ usage }, input) => {
    const keyId = optionalText(input, 'keyId');
    const plans = [...usage.plans.values()].filter(
      ({ id }) => keyId === undefined || usage.keyIdsOf(id).includes(keyId),
    );
    return pageOf(plans, input);
  },
  // A plan that does not exist has no keys, and is no error.
  GetUsagePlanKeys: ({ usage }, input) => {
    const name = optionalText(input, 'nameQuery') ?? '';
    const keys = usage
      .keyIdsOf(requiredText(input, 'usagePlanId'))
      .map((keyId) => usage.key(keyId))
      .filter((key) => (key.name ?? '').startsWith(name));
    const page = pageOf(keys, input);
    return { ...page, items: page.items.map(planKeyOutput) };
  },
  UpdateUsagePlan: (registry, input) => {
    const operations = readPatchOperations(input['patchOperations'], 'updateUsagePlanInput');
    const plan = registry.usage.plan(requiredText(input, 'usagePlanId'));
    const patched = patchUsagePlan(plan, operations, {
      hasStage: (apiId, stage) => registry.restApis.get(apiId)?.stages.has(stage) === true,
    });
    registry.usage.putPlan(patched);
    return patched;
  },
  GetUsage: getUsage,
};

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
function keyOutput({ value, ...key }: ApiKeyRecord, withValue: boolean | undefined) {
  return { ...key, stageKeys: [], ...(withValue === true && { value }) };
}

function planKeyOutput({ id, name, value }: ApiKeyRecord) {
  return { id, type: 'API_KEY', value, ...(name !== undefined && { name }) };
}

/**
 * What keys have used of a plan's quota in the current period, and what is left of it; the offset
 * of a quota counts as used. Days that are over are not kept, so both dates have to be today's.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html
 */
function getUsage(registry: Registry, input: Input) {
  const { usage, meters } = registry;
  const plan = usage.plan(requiredText(input, 'usagePlanId'));
  const [startDate, endDate] = [requiredText(input, 'startDate'), requiredText(input, 'endDate')];
  refuseOtherDays(registry, [startDate, endDate]);
  const { quota } = plan;
  if (quota === undefined) throw notFound('Usage Plan does not have quota settings');
  const wanted = optionalText(input, 'keyId');
  const keys = usage.keyIdsOf(plan.id).filter((id) => wanted === undefined || id === wanted);
  const items = keys.map((keyId) => {
    const remaining = meters.remaining(plan.id, keyId, quota);
    return [keyId, [[quota.limit - remaining, remaining]]];
  });
  return { usagePlanId: plan.id, startDate, endDate, items: Object.fromEntries(items) };
}

function refuseOtherDays(registry: Registry, days: readonly string[]): void {
  const today = registry.now().toISOString().slice(0, 10);
  if (days.every((day) => day === today)) return;
  const code = days.every((day) => DAY.test(day))
    ? 'NotImplementedException'
    : 'BadRequestException';
  throw new ServiceError(
    code,
    `startDate and endDate must be ${today}, the day of the clock: other days are not kept ` +
      `locally, got: ${JSON.stringify(days)}`,
  );
}
