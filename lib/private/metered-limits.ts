import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { MeteredQuota, MeteredThrottle, MeteredTier } from '../metered-tier';
import { type CheckContext, checkLength, checkRange, refuse } from './checks';
import { parseMethodRule } from './metered-throttle';

const QUOTAS_PAGE =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html';

/** Largest number that the service takes where its API says Integer. */
const MAX_INTEGER = 2_147_483_647;

/** Longest name of a key; plans are held to the same length. */
const MAX_NAME = 1024;

/** Days by which the first period of a quota can be shifted. */
const MAX_OFFSET: Readonly<Record<string, number>> = { DAY: 0, WEEK: 6, MONTH: 27 };

/** Refuses a tier that API Gateway would refuse, or that lets nobody call. */
export function checkTier(scope: IConstruct, name: string, tier: MeteredTier): void {
  const prop = `tiers.${name}`;
  checkPlanName(scope, `${prop}.planName`, tier.planName);
  if (tier.throttle) checkThrottle(scope, `${prop}.throttle`, tier.throttle);
  if (tier.quota) checkQuota(scope, `${prop}.quota`, tier.quota);
  for (const [method, throttle] of Object.entries(tier.methodThrottle ?? {})) {
    checkMethodName(scope, `${prop}.methodThrottle`, method);
    checkThrottle(scope, `${prop}.methodThrottle['${method}']`, throttle);
  }
}

/** Refuses the name of a key or plan that is empty or too long; tokens pass. */
export function checkDisplayName(
  scope: IConstruct,
  code: string,
  prop: string,
  name: string | undefined,
): void {
  const context = { scope, code, prop, change: 'use a shorter name, or leave it out' };
  checkLength(context, name, { min: 1, max: MAX_NAME });
}

function checkPlanName(scope: IConstruct, prop: string, name: string | undefined): void {
  checkDisplayName(scope, 'MeteredPlanName', prop, name);
}

function checkThrottle(scope: IConstruct, prop: string, throttle: MeteredThrottle): void {
  const code = 'MeteredThrottle';
  const change = 'to let nobody call, leave the tier out';
  const rate = { scope, code, prop: `${prop}.rateLimit`, change };
  required(rate, throttle.rateLimit, 'a number above 0');
  if (!Token.isUnresolved(throttle.rateLimit) && !isPositive(throttle.rateLimit)) {
    refuse(rate, 'must be a number above 0', String(throttle.rateLimit));
  }
  const burst = { scope, code, prop: `${prop}.burstLimit`, change };
  required(burst, throttle.burstLimit, 'a whole number from 1');
  checkRange(burst, throttle.burstLimit, { min: 1, max: MAX_INTEGER, integer: true });
}

function checkQuota(scope: IConstruct, prop: string, quota: MeteredQuota): void {
  const change = 'for no quota at all, leave `quota` out';
  const context = { scope, code: 'MeteredQuota', change };
  const limit = { ...context, prop: `${prop}.limit` };
  required(limit, quota.limit, 'a whole number from 1');
  checkRange(limit, quota.limit, { min: 1, max: MAX_INTEGER, integer: true });
  if (Token.isUnresolved(quota.period)) return;
  const max = MAX_OFFSET[quota.period];
  if (max === undefined) {
    refuse({ ...context, prop: `${prop}.period` }, 'must be DAY, WEEK or MONTH', quota.period);
  }
  const offset = { ...context, prop: `${prop}.offset`, change: `see ${QUOTAS_PAGE}` };
  checkRange(offset, quota.offset, { min: 0, max, integer: true, unit: `in a ${quota.period}` });
}

function checkMethodName(scope: IConstruct, prop: string, method: string): void {
  if (parseMethodRule(method)) return;
  const change = 'write a method as `POST /orders/{id}`';
  const allowed = 'must be keyed by a verb (or ANY, or *), a blank and a path that starts with /';
  refuse({ scope, code: 'MeteredMethodName', prop, change }, allowed, method);
}

/** JavaScript callers can leave out what TypeScript requires. */
function required(context: CheckContext, value: unknown, allowed: string): void {
  if (value === undefined) {
    refuse(context, `must be ${allowed}`, 'nothing');
  }
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}
