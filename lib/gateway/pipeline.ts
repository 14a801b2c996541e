import { RESPONSE_DEFAULTS } from './error-types';
import type { MethodResponse } from './exchange';
import { javaMap, redacted } from './execution-log';
import { hasHeader } from './headers';
import { BinaryMediaTypes, mediaTypeOf } from './integration/media-types';
import type { LiveExchange } from './live-exchange';
import { isPromise } from './promises';
import { Refusal } from './refusal';
import type { GatewayResponse } from './request';
import { literal } from './resolved';
import type { Step } from './step';
import { compress, decompressed } from './steps/compression';
import { answerFromCache } from './steps/response-cache';
import { refuseBadAuthorization } from './steps/signature';

/**
 * Answers a request that has passed the front door: finds the method, makes its checks, runs it,
 * and shapes what comes of it. A refusal of any step is answered by a gateway response.
 *
 * Nothing waits that need not: the answer is a promise only if a step is one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html
 */
export function answer(exchange: LiveExchange): GatewayResponse | Promise<GatewayResponse> {
  return settle(
    exchange,
    () => {
      findRoute(exchange);
      const checked = runSteps(exchange, exchange.routed.checks, 0);
      return isPromise(checked) ? checked.then(() => runMethod(exchange)) : runMethod(exchange);
    },
    complete,
  );
}

/** Gives what a run comes to, or the gateway's own answer to its refusal. */
export function settle(
  exchange: LiveExchange,
  run: () => MethodResponse | Promise<MethodResponse>,
  finish: (exchange: LiveExchange, response: MethodResponse) => GatewayResponse,
): GatewayResponse | Promise<GatewayResponse> {
  try {
    const response = run();
    if (!isPromise(response)) return finish(exchange, response);
    return response.then(
      (result) => finish(exchange, result),
      (error: unknown) => finish(exchange, refuse(exchange, error)),
    );
  } catch (error) {
    return finish(exchange, refuse(exchange, error));
  }
}

/** What is not in the tree is answered as if it were not signed, or as if its signature were bad. */
function findRoute(exchange: LiveExchange): void {
  const { path, method } = exchange.request;
  const match = exchange.deployment.router.find(path, method);
  if (match === undefined) {
    exchange.trace.decide('route', 'none');
    throw (
      refuseBadAuthorization(exchange) ??
      new Refusal('MISSING_AUTHENTICATION_TOKEN', { message: 'Missing Authentication Token' })
    );
  }
  exchange.frozenRoute = match.route;
  exchange.pathParameters = match.pathParameters;
  exchange.trace.decide('route', match.route.key);
}

function runSteps(
  exchange: LiveExchange,
  steps: readonly Step[],
  from: number,
): undefined | Promise<undefined> {
  for (let index = from; index < steps.length; index += 1) {
    const waiting = steps[index]?.(exchange);
    if (waiting !== undefined) return waiting.then(() => runSteps(exchange, steps, index + 1));
  }
  return undefined;
}

/** Runs the method: validation, cache, integration. */
export function runMethod(exchange: LiveExchange): MethodResponse | Promise<MethodResponse> {
  exchange.started = true;
  exchange.request = decompressed(exchange);
  logRequest(exchange);
  exchange.routed.validation?.(exchange);
  const response = answerFromCache(exchange, callIntegration);
  return isPromise(response)
    ? response.then((result) => compress(exchange, methodResponse(exchange, result)))
    : compress(exchange, methodResponse(exchange, response));
}

function callIntegration(exchange: LiveExchange): MethodResponse | Promise<MethodResponse> {
  const startedAt = exchange.world.clock.now();
  const response = exchange.routed.run(exchange);
  if (!isPromise(response)) return measured(exchange, startedAt, response);
  return response.then((result) => measured(exchange, startedAt, result));
}

function measured(
  exchange: LiveExchange,
  startedAt: number,
  response: MethodResponse,
): MethodResponse {
  exchange.measured.integrationLatencyMs ??= exchange.world.clock.now() - startedAt;
  exchange.trace.decide('integration', 'answered');
  return response;
}

function methodResponse(exchange: LiveExchange, response: MethodResponse): MethodResponse {
  const { status, headers, body } = response;
  exchange.log.block(() => [
    `Method response body after transformations: ${bodyText(body)}`,
    `Method response headers: ${javaMap(headers)}`,
    'Successfully completed execution',
    `Method completed with status: ${status}`,
  ]);
  return response;
}

/**
 * The gateway's own answer to a refused request.
 *
 * @throws what is no refusal: a fault of this program, which nothing may hide
 */
export function refuse(exchange: LiveExchange, error: unknown): MethodResponse {
  if (!(error instanceof Refusal)) throw error;
  exchange.refusal = error;
  exchange.forgetContext();
  const response = exchange.deployment.gatewayResponses.answer(error, exchange);
  exchange.trace.decide('gateway response', error.type, { status: response.status });
  for (const line of error.detail.log ?? []) exchange.log.line(line);
  if (exchange.started) exchange.log.line(`Method completed with status: ${response.status}`);
  return response;
}

/** The answer as the caller gets it, with the ids of the request. */
function complete(exchange: LiveExchange, response: MethodResponse): GatewayResponse {
  const { status, body } = response;
  const headers = [...response.headers];
  const length = body instanceof Uint8Array ? body.length : 0;
  if (body instanceof Uint8Array && !hasHeader(headers, 'content-length')) {
    headers.push(['Content-Length', String(length)]);
  }
  headers.push(['x-amzn-RequestId', exchange.requestId]);
  const errorType = errorTypeOf(exchange);
  if (errorType !== undefined) headers.push(['x-amzn-ErrorType', errorType]);
  headers.push(['x-amz-apigw-id', exchange.extendedRequestId]);
  exchange.answered = { status, length };
  count(exchange, status);
  return { status, headers, body };
}

/** `x-amzn-ErrorType` of a refused request. */
export function errorTypeOf({ refusal }: LiveExchange): string | undefined {
  return refusal && (refusal.detail.errorType ?? RESPONSE_DEFAULTS[refusal.type].errorType);
}

function count(exchange: LiveExchange, status: number): void {
  const { state, isCanary, startedAt, world, measured: of } = exchange;
  const metrics = isCanary ? state.canaryMetrics : state.metrics;
  metrics.countAnswer(status, world.clock.now() - startedAt, of.integrationLatencyMs);
}

function logRequest(exchange: LiveExchange): void {
  const { log, request, pathParameters } = exchange;
  log.block(() => [
    `Starting execution for request: ${exchange.requestId}`,
    `HTTP Method: ${request.method}, Resource Path: ${request.path}`,
    `Method request path: ${javaMap(pathParameters)}`,
    `Method request query string: ${javaMap(lastValues(exchange.query))}`,
    `Method request headers: ${javaMap(redacted(request.headers))}`,
    `Method request body before transformations: ${requestBodyText(exchange)}`,
  ]);
}

function lastValues(values: ReadonlyMap<string, readonly string[]>): [string, string][] {
  return Array.from(values, ([name, list]) => [name, list.at(-1) ?? '']);
}

function requestBodyText(exchange: LiveExchange): string {
  const { request, snapshot } = exchange;
  const binary = new BinaryMediaTypes(snapshot.api.binaryMediaTypes.map(literal));
  const mediaType = mediaTypeOf(exchange.headerValues('content-type')[0]);
  return binary.includes(mediaType) ? '[Binary Data]' : bodyText(request.body);
}

function bodyText(body: MethodResponse['body']): string {
  return body instanceof Uint8Array ? Buffer.from(body).toString() : '[stream]';
}
