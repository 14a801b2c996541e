import type { BackendAnswer, BackendRequest } from '../backends';
import type { Exchange } from '../exchange';
import { javaMap } from '../execution-log';
import { isPromise } from '../promises';
import type { HeaderPair } from '../request';
import { type Payload, payloadText } from './content-handling';
import { integrationTimeout, invalidEndpoint, networkError, untrustedEndpoint } from './failures';
import type { EndpointResponse } from './response-mapping';

/** Hands a request to what stands behind the gateway. */
export type SendRequest = (request: BackendRequest) => BackendAnswer | Promise<BackendAnswer>;

type Answered = Extract<BackendAnswer, { readonly kind: 'answered' }>;

/**
 * Sends a request to an HTTP endpoint or an AWS service, with its lines of the execution log.
 *
 * @param finish what is done with the answer
 * @throws Refusal when none comes: 500 for an address that is none, 504 otherwise
 */
export function callEndpoint<T>(
  exchange: Exchange,
  request: BackendRequest,
  send: SendRequest,
  finish: (answer: EndpointResponse) => T,
): T | Promise<T> {
  logRequest(exchange, request);
  const sentAt = exchange.world.clock.now();
  const receive = (answer: BackendAnswer): T => {
    exchange.measured.integrationLatencyMs = exchange.world.clock.now() - sentAt;
    const { status, headers, body } = answered(answer, exchange);
    exchange.measured.integrationStatus = status;
    const response = { status, headers, body, selection: String(status) };
    logResponse(exchange, status, () => headers, body);
    return finish(response);
  };
  const answer = send(request);
  return isPromise(answer) ? answer.then(receive) : receive(answer);
}

const UNREACHABLE = {
  refused: networkError,
  dns: invalidEndpoint,
  tls: untrustedEndpoint,
  other: networkError,
} as const;

function answered(answer: BackendAnswer, { trace }: Exchange): Answered {
  if (answer.kind === 'answered') return answer;
  if (answer.kind === 'timeout') throw integrationTimeout();
  const { reason, detail } = answer;
  trace.decide('integration', 'unreachable', { reason, detail });
  throw UNREACHABLE[reason](detail);
}

function logRequest({ log }: Exchange, { url, headers, body }: BackendRequest): void {
  log.line(`Endpoint request URI: ${url}`);
  log.line(() => `Endpoint request headers: ${javaMap(headers)}`);
  log.line(() => `Endpoint request body after transformations: ${payloadText(body)}`);
  log.line(`Sending request to ${url}`);
}

/** Writes the lines about an endpoint's answer. */
export function logResponse(
  { log, measured }: Exchange,
  status: number,
  headersOf: () => readonly HeaderPair[],
  body: Payload,
): void {
  const latency = measured.integrationLatencyMs ?? 0;
  log.line(() => `Received response. Status: ${status}, Integration latency: ${latency} ms`);
  log.line(() => `Endpoint response headers: ${javaMap(headersOf())}`);
  log.line(() => `Endpoint response body before transformations: ${payloadText(body)}`);
}
