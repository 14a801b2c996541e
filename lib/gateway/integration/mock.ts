import type { RunIntegration } from '../exchange';
import { type Payload, payloadText } from './content-handling';
import { configurationError } from './failures';
import type { IntegrationSource } from './integration-source';
import { documentOf, MethodRequest } from './method-request';
import { compileRequestBody } from './request-body';
import { compileResponses } from './response-mapping';

/**
 * Compiles a MOCK integration: what the request template makes says the status that selects the
 * integration response.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function compileMock(source: IntegrationSource): RunIntegration {
  const transform = compileRequestBody(source);
  const respond = compileResponses(source, undefined);
  const readStatus = rememberingLast(statusIn);
  return (exchange) => {
    const request = new MethodRequest(exchange);
    const { payload, overrides } = transform(request);
    const status = readStatus(payload);
    exchange.measured.integrationStatus = status;
    exchange.measured.integrationLatencyMs = 0;
    exchange.trace.decide('integration', 'MOCK');
    return respond(
      request,
      { status, headers: [], body: '', selection: String(status) },
      overrides,
    );
  };
}

/** Mostly one text comes again and again. */
function rememberingLast(read: (text: string) => number): (payload: Payload) => number {
  let last: string | undefined;
  let result = 0;
  return (payload) => {
    const text = payloadText(payload);
    if (text !== last) {
      result = read(text);
      last = text;
    }
    return result;
  };
}

// Any integer will do: it selects a response, and is none itself. A text is no integer.
function statusIn(text: string): number {
  const document = documentOf(text);
  const status = document instanceof Map ? document.get('statusCode') : undefined;
  if (typeof status !== 'number' || !Number.isInteger(status)) {
    throw configurationError(
      'Unable to parse statusCode. It should be an integer that is defined in the request template.',
    );
  }
  return status;
}
