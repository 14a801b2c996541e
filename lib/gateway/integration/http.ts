import type { RunIntegration } from '../exchange';
import { callEndpoint } from './endpoint-call';
import { compileMethod, endpointRequest } from './endpoint-request';
import { compileHttpAddress, compileSender } from './http-endpoint';
import type { IntegrationSource } from './integration-source';
import { HTTP_HEADER_RULES } from './mapped-header-rules';
import { MethodRequest } from './method-request';
import { compileRequestBody } from './request-body';
import { compileRequestParameters } from './request-parameters';
import { compileResponses } from './response-mapping';
import { withQuery } from './uri-template';

/**
 * Compiles an HTTP integration: what reaches the endpoint is what mappings make of the request.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function compileHttp(source: IntegrationSource): RunIntegration {
  const transform = compileRequestBody(source);
  const mapParameters = compileRequestParameters(
    source.requestParameters,
    HTTP_HEADER_RULES,
    source.path,
  );
  const methodOf = compileMethod(source);
  const addressOf = compileHttpAddress(source);
  const senderOf = compileSender(source);
  const respond = compileResponses(source, ({ traceId }) => traceId);
  return (exchange) => {
    const request = new MethodRequest(exchange);
    const { payload, overrides } = transform(request);
    const { path, querystring, headers } = mapParameters(request, overrides);
    const { url, host } = addressOf(exchange, path);
    const backendRequest = endpointRequest(exchange, {
      method: methodOf(exchange),
      url: withQuery(url, querystring),
      host,
      headers,
      payload,
      timeoutMs: source.timeoutMs,
    });
    exchange.trace.decide('integration', 'HTTP', { url: backendRequest.url });
    return callEndpoint(exchange, backendRequest, senderOf(exchange), (answer) =>
      respond(request, answer, overrides),
    );
  };
}
