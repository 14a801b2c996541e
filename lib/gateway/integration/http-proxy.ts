import type { Exchange, MethodResponse, RunIntegration } from '../exchange';
import { headerValues } from '../headers';
import { convertResponse, payloadBytes } from './content-handling';
import { callEndpoint } from './endpoint-call';
import { compileMethod, endpointRequest } from './endpoint-request';
import { HeaderList } from './header-list';
import { compileHttpAddress, compileSender } from './http-endpoint';
import type { IntegrationSource } from './integration-source';
import { HTTP_HEADER_RULES } from './mapped-header-rules';
import { type BinaryMediaTypes, DEFAULT_MEDIA_TYPE, mediaTypeOf } from './media-types';
import { MethodRequest } from './method-request';
import { compileConversion } from './request-body';
import { compileRequestParameters, type IntegrationParameters } from './request-parameters';
import { clientHeaderName } from './response-headers';
import type { EndpointResponse } from './response-mapping';
import { withQuery, withRawQuery } from './uri-template';

/**
 * Headers of the method request that stop here, as recorded on AWS on 2024-07-17; one that overrides
 * the verb stops too, unless it is mapped.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const DROPPED: ReadonlySet<string> = new Set([
  'content-encoding',
  'host',
  'via',
  'x-http-method-override',
]);

/**
 * Compiles an HTTP proxy integration: headers, query and body pass in both directions; request
 * parameters are added. A response that is to be streamed passes when it is complete.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function compileHttpProxy(source: IntegrationSource): RunIntegration {
  const convert = compileConversion(source);
  const mapParameters = compileRequestParameters(
    source.requestParameters,
    HTTP_HEADER_RULES,
    source.path,
  );
  const methodOf = compileMethod(source);
  const addressOf = compileHttpAddress(source);
  const senderOf = compileSender(source);
  return (exchange) => {
    const request = new MethodRequest(exchange);
    const parameters = mapParameters(request, undefined);
    const { url, host } = addressOf(exchange, parameters.path);
    const backendRequest = endpointRequest(exchange, {
      method: methodOf(exchange),
      url: passQuery(url, exchange, parameters),
      host,
      headers: passHeaders(request, parameters),
      payload: convert(request, mediaTypeOf(exchange.headerValues('Content-Type')[0])),
      timeoutMs: source.timeoutMs,
    });
    exchange.trace.decide('integration', 'HTTP_PROXY', { url: backendRequest.url });
    return callEndpoint(exchange, backendRequest, senderOf(exchange), (answer) =>
      passResponse(exchange, answer, source.binaryMediaTypes),
    );
  };
}

function passHeaders(request: MethodRequest, { headers: mapped }: IntegrationParameters) {
  const headers = new HeaderList();
  for (const [name, value] of request.headers) {
    if (!DROPPED.has(name.toLowerCase()) && !mapped.has(name)) headers.add(name, value);
  }
  for (const [name, value] of mapped.pairs()) headers.add(name, value);
  return headers;
}

function passQuery(
  url: string,
  { request, query }: Exchange,
  { querystring }: IntegrationParameters,
): string {
  if (querystring.size === 0) return withRawQuery(url, request.query.replaceAll(';', '&'));
  return withQuery(url, new Map([...query, ...querystring]));
}

function passResponse(
  exchange: Exchange,
  { status, headers, body }: EndpointResponse,
  binaryMediaTypes: BinaryMediaTypes,
): MethodResponse {
  const passed = new HeaderList();
  for (const [name, value] of headers) {
    const seen = clientHeaderName(name);
    if (seen !== undefined) passed.add(seen, value);
  }
  passed.setDefault('Content-Type', DEFAULT_MEDIA_TYPE);
  const payload = convertResponse(body, {
    binary: binaryMediaTypes.includes(mediaTypeOf(headerValues(headers, 'Content-Type')[0])),
    accepted: binaryMediaTypes.includes(mediaTypeOf(exchange.headerValues('Accept')[0])),
    handling: undefined,
  });
  return { status, headers: passed.pairs(), body: payloadBytes(payload) };
}
