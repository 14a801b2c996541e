import type { MethodResponse } from '../exchange';
import type { ResolvedRoute } from '../frozen-api';
import type { LiveExchange } from '../live-exchange';
import { isPromise } from '../promises';
import { Refusal } from '../refusal';
import type { HeaderPair } from '../request';
import { literal, optionalLiteral } from '../resolved';
import { isAllowedByPolicy, maskAccount } from './resource-policy';
import { compileValue } from './substitution';

/** Bytes that a cached answer may have. */
export const MAX_CACHED_BYTES = 1_048_576;

/** `Warning` header of an answer to a caller who may not invalidate the cache. */
const IGNORED = '199 Cache-control headers were ignored because the caller was unauthorized.';

const INTEGRATION_PARAMETER = /^integration\.request\./;
const INVALIDATES = /(?:^|[\s,])max-age\s*=\s*"?0+"?(?:$|[\s,;])/i;

/**
 * Prepares the key that tells one cached answer of a method from another: the values of its cache
 * key parameters and nothing else, so that without such a parameter all requests share one answer.
 *
 * @param namespace id of the resource, unless the integration names another
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function compileCacheKey(
  route: ResolvedRoute,
  namespace: string,
): (exchange: LiveExchange) => string {
  const { integration } = route;
  const space = optionalLiteral(integration?.cacheNamespace) ?? namespace;
  const values = (integration?.cacheKeyParameters ?? []).map((parameter) => {
    const name = literal(parameter);
    const mapped = integration?.requestParameters[name];
    const isMapped = INTEGRATION_PARAMETER.test(name) && mapped !== undefined;
    return compileValue(isMapped ? literal(mapped) : name);
  });
  return (exchange) =>
    JSON.stringify([
      exchange.snapshot.deploymentId,
      space,
      exchange.request.method,
      ...values.map((read) => read(exchange) ?? null),
    ]);
}

/**
 * Answers from the stage's cache, or runs the method and keeps its answer. Errors and streams are
 * not kept.
 *
 * @param run the method's integration
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function answerFromCache(
  exchange: LiveExchange,
  run: (exchange: LiveExchange) => MethodResponse | Promise<MethodResponse>,
): MethodResponse | Promise<MethodResponse> {
  const { state, routed, request } = exchange;
  const { cache } = state.settingsOf(routed, request.method);
  if (cache === undefined || !mayUseCache(exchange)) return run(exchange);
  const key = routed.cacheKey(exchange);
  const renew = invalidates(exchange) && mayInvalidate(exchange);
  const known = renew ? undefined : state.responses.get(key);
  const metrics = exchange.isCanary ? state.canaryMetrics : state.metrics;
  metrics.countCache(known !== undefined);
  exchange.trace.decide('cache', known === undefined ? 'miss' : 'hit', { key });
  if (known !== undefined) return withWarning(exchange, withOwnTrace(exchange, known));
  const keep = (response: MethodResponse): MethodResponse => {
    if (isCacheable(response)) state.responses.set(key, response, cache.ttlSeconds);
    return withWarning(exchange, response);
  };
  const response = run(exchange);
  return isPromise(response) ? response.then(keep) : keep(response);
}

function mayUseCache({ isCanary, stage }: LiveExchange): boolean {
  return !isCanary || stage.canary?.useStageCache === true;
}

function invalidates(exchange: LiveExchange): boolean {
  return exchange.headerValues('cache-control').some((value) => INVALIDATES.test(value));
}

function mayInvalidate(exchange: LiveExchange): boolean {
  const { cache } = exchange.state.settingsOf(exchange.routed, exchange.request.method);
  if (cache?.requireAuthorization !== true) return true;
  if (isAllowedByPolicy(exchange, 'execute-api:InvalidateCache')) return true;
  exchange.trace.decide('cache', 'invalidation not authorized', { strategy: cache.unauthorized });
  if (cache.unauthorized === 'FAIL_WITH_403') {
    const arn = maskAccount(exchange.methodArn);
    throw new Refusal('ACCESS_DENIED', {
      message: `User is not authorized to perform: execute-api:InvalidateCache on resource: ${arn}`,
    });
  }
  exchange.ignoredCacheControl = cache.unauthorized;
  return false;
}

/** A cached answer is an answer to this request: it names its trace, where it names one. */
function withOwnTrace({ traceId }: LiveExchange, response: MethodResponse): MethodResponse {
  const headers = response.headers.map(([name, value]): HeaderPair => {
    return name.toLowerCase() === 'x-amzn-trace-id' ? [name, traceId] : [name, value];
  });
  return { ...response, headers };
}

function withWarning(exchange: LiveExchange, response: MethodResponse): MethodResponse {
  if (exchange.ignoredCacheControl !== 'SUCCEED_WITH_RESPONSE_HEADER') return response;
  return { ...response, headers: [...response.headers, ['Warning', IGNORED]] };
}

function isCacheable({ status, body }: MethodResponse): boolean {
  return status < 400 && body instanceof Uint8Array && body.length <= MAX_CACHED_BYTES;
}
