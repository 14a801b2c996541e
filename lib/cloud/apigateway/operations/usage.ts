import { dayOf } from '../../../gateway/usage-meters';
import {
  invalidOperation,
  numberOf,
  type PatchOperation,
  readPatchOperations,
} from '../registry/patch-operation';
import type { Registry } from '../registry/registry';
import { patchUsagePlan } from '../registry/usage-plan-patch';
import type { ApiKeyRecord } from '../registry/usage-registry';
import { badRequest, notFound } from '../service-error';
import {
  type Input,
  MAX_LIMIT,
  type OperationTable,
  optionalFlag,
  optionalNumber,
  optionalText,
  type Page,
  pageOf,
  requiredText,
} from './input';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** Days that one answer may be about: more than the service keeps. */
const MAX_DAYS = 400;

const WITHOUT_QUOTA = 'Usage Plan does not have quota settings';

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
    const page = pageOf(plans, input);
    return { ...page, items: page.items.map(({ tags: _unlisted, ...plan }) => plan) };
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
  UpdateUsage: updateUsage,
};

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
function keyOutput({ value, ...key }: ApiKeyRecord, withValue: boolean | undefined) {
  return { ...key, stageKeys: [], ...(withValue === true && { value }) };
}

function planKeyOutput({ id, name, value }: ApiKeyRecord) {
  return { id, type: 'API_KEY', value, ...(name !== undefined && { name }) };
}

/**
 * What keys have used of a plan's quota on each day, and what was left of the period at its end: of
 * the first period the offset of the quota is gone from the start.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html
 */
function getUsage({ usage, meters }: Registry, input: Input) {
  const plan = usage.plan(requiredText(input, 'usagePlanId'));
  const [startDate, endDate] = [requiredText(input, 'startDate'), requiredText(input, 'endDate')];
  const days = daysOf(startDate, endDate);
  const { quota } = plan;
  if (quota === undefined) throw notFound(WITHOUT_QUOTA);
  const wanted = optionalText(input, 'keyId');
  const keys = usage.keyIdsOf(plan.id).filter((id) => wanted === undefined || id === wanted);
  const { items: shown, ...page } = usagePage(keys, input);
  const items = shown.map((keyId) => {
    const pairs = days.map((day) => [
      meters.usedOn(plan.id, keyId, quota, day),
      meters.remaining(plan.id, keyId, quota, day),
    ]);
    return [keyId, pairs];
  });
  return { usagePlanId: plan.id, startDate, endDate, ...page, items: Object.fromEntries(items) };
}

/**
 * Grants a key another number of requests for the rest of the current period of a plan's quota:
 * `replace` of `/remaining`, the one patch that the service has here.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateUsage.html
 */
function updateUsage(registry: Registry, input: Input) {
  const operations = readPatchOperations(input['patchOperations'], 'updateUsageInput');
  const { usage, meters } = registry;
  const plan = usage.plan(requiredText(input, 'usagePlanId'));
  const key = usage.key(requiredText(input, 'keyId'));
  if (!usage.keyIdsOf(plan.id).includes(key.id)) {
    throw notFound(`Invalid API Key identifier specified: ${key.id} is no key of plan ${plan.id}`);
  }
  const { quota } = plan;
  if (quota === undefined) throw notFound(WITHOUT_QUOTA);
  const granted = operations.map(remainingOf);
  for (const requests of granted) meters.extend(plan.id, key.id, quota, requests);
  const today = registry.now().toISOString().slice(0, 'yyyy-mm-dd'.length);
  return getUsage(registry, { ...input, startDate: today, endDate: today });
}

function remainingOf(operation: PatchOperation): number {
  if (operation.op !== 'replace' || operation.path !== '/remaining') {
    throw invalidOperation(operation);
  }
  const requests = numberOf(operation, [0, Number.POSITIVE_INFINITY]);
  if (Number.isSafeInteger(requests)) return requests;
  throw badRequest(`a patch of /remaining must have a whole number, got: ${requests}`);
}

/** @throws ServiceError for what are no two dates, the later one last */
function daysOf(startDate: string, endDate: string): number[] {
  const [start, end] = [dayAt(startDate, 'startDate'), dayAt(endDate, 'endDate')];
  if (end < start) throw badRequest('Usage end date must be after start date');
  if (end - start >= MAX_DAYS) {
    throw badRequest(
      `startDate and endDate must be less than ${MAX_DAYS} days apart, got: ${startDate} and ${endDate}`,
    );
  }
  return Array.from({ length: end - start + 1 }, (_, index) => start + index);
}

function dayAt(date: string, name: string): number {
  const time = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time)) return dayOf(time);
  throw badRequest(`${name} must be a date such as 2026-01-31, got: ${JSON.stringify(date)}`);
}

/** Of this list, any limit is taken; it has no more than its pages may have all the same. */
function usagePage(keys: readonly string[], input: Input): Page<string> {
  const limit = Math.min(optionalNumber(input, 'limit') ?? 0, MAX_LIMIT);
  const position = optionalText(input, 'position') ?? '0';
  if (!/^\d{1,9}$/.test(position) || Number(position) > keys.length) {
    throw badRequest('Invalid position parameter');
  }
  return pageOf(keys, { limit, position });
}
