import { dayOf } from '../../../gateway/usage-meters';
import { readPatchOperations } from '../registry/patch-operation';
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
  if (quota === undefined) throw notFound('Usage Plan does not have quota settings');
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
