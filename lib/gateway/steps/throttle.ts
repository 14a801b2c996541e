import type { LiveExchange } from '../live-exchange';
import { Refusal } from '../refusal';
import type { KnownKey, PlanAtStage } from '../stage-runtime';
import type { Rate, TokenBucket } from '../token-bucket';

/** A limit that a request has to keep, and what it is called in the trace. */
type Limit = readonly [level: string, bucket: TokenBucket];

/**
 * Throttles a request and counts it against the quota of its key: first the limits of the key's
 * plan on the method, then those of the plan, of the stage on the method, and of the account. A
 * request takes its tokens only when every limit lets it through, and so do requests that count
 * against the quota.
 *
 * Whether the service throttles before or after an authorizer is not documented; here it is after,
 * where the key is known.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function throttle(exchange: LiveExchange): undefined {
  const now = exchange.startedAt;
  const { apiKey } = exchange;
  const limits: Limit[] = [];
  if (apiKey?.plan !== undefined) addPlanLimits(limits, exchange, apiKey, apiKey.plan);
  addStageLimits(limits, exchange);
  const exceeded = limits.find(([, bucket]) => !bucket.has(now));
  if (exceeded !== undefined) throw throttled(exchange, exceeded[0]);
  countQuota(exchange);
  for (const [, bucket] of limits) bucket.take();
}

function addPlanLimits(
  limits: Limit[],
  { state, route, snapshot, stage }: LiveExchange,
  key: KnownKey,
  plan: PlanAtStage,
): void {
  const { meters } = state;
  const { apiId } = snapshot.identity;
  const ofMethod = plan.methods.get(`${route.path}/${route.method}`);
  if (isLimit(ofMethod)) {
    const name = `plan ${plan.planId} ${key.id} ${apiId}/${stage.name} ${route.method} ${route.path}`;
    limits.push(['usage plan, method', meters.bucket(name, ofMethod)]);
  }
  if (isLimit(plan.throttle)) {
    limits.push(['usage plan', meters.bucket(`plan ${plan.planId} ${key.id}`, plan.throttle)]);
  }
}

function addStageLimits(limits: Limit[], exchange: LiveExchange): void {
  const { state, routed, request, world } = exchange;
  const bucket = state.throttleOf(routed, request.method);
  if (bucket !== undefined) limits.push(['stage', bucket]);
  limits.push(['account', state.meters.bucket('account', world.accountThrottle)]);
}

function isLimit(rate: Rate | undefined): rate is Rate {
  return rate !== undefined && (rate.rateLimit !== undefined || rate.burstLimit !== undefined);
}

function countQuota(exchange: LiveExchange): void {
  const { apiKey, state } = exchange;
  if (apiKey?.plan?.quota === undefined) return;
  const { planId, quota } = apiKey.plan;
  if (!state.meters.hasQuota(planId, apiKey.id, quota)) {
    exchange.trace.decide('quota', 'exceeded', { planId, quota });
    throw new Refusal('QUOTA_EXCEEDED', { message: 'Limit Exceeded' });
  }
  state.meters.count(planId, apiKey.id, quota);
}

function throttled(exchange: LiveExchange, level: string): Refusal {
  exchange.trace.decide('throttle', 'exceeded', { level });
  return new Refusal('THROTTLED', { message: 'Too Many Requests' });
}
