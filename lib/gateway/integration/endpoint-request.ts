import type { BackendRequest } from '../backends';
import type { Exchange } from '../exchange';
import { type Payload, payloadBytes } from './content-handling';
import type { HeaderList } from './header-list';
import type { IntegrationSource } from './integration-source';
import { DEFAULT_MEDIA_TYPE } from './media-types';
import { traceHeader } from './trace-header';
import { UnsupportedIntegration } from './unsupported-integration';

/** Methods whose requests say that they have no body. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** The verb of the request to an endpoint; `ANY` stands for the client's own. */
export type EndpointMethod = (exchange: Exchange) => string;

/**
 * Compiles the verb of an integration.
 *
 * @throws {@link UnsupportedIntegration} when there is none
 */
export function compileMethod({ httpMethod, path }: IntegrationSource): EndpointMethod {
  if (httpMethod === undefined) {
    throw new UnsupportedIntegration(
      `${path}/IntegrationHttpMethod`,
      'Enumeration value for HttpMethod must be non-empty',
    );
  }
  return httpMethod === 'ANY' ? ({ request }) => request.method : () => httpMethod;
}

/** What a request to an endpoint is made of. */
export interface EndpointRequestParts {
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly headers: HeaderList;
  readonly payload: Payload;
  readonly timeoutMs: number;
}

/**
 * Completes a request with the headers that the gateway sets by itself.
 *
 * @param parts its headers are those of the client and of mappings; they win, but for
 * `Content-Length` and the one about the gateway
 */
export function endpointRequest(exchange: Exchange, parts: EndpointRequestParts): BackendRequest {
  const { method, url, host, headers, payload, timeoutMs } = parts;
  const { apiId } = exchange.snapshot.identity;
  const body = payloadBytes(payload);
  headers.set('x-amzn-apigateway-api-id', apiId);
  headers.setDefault('Accept', DEFAULT_MEDIA_TYPE);
  headers.setDefault('User-Agent', `AmazonAPIGateway_${apiId}`);
  headers.setDefault('Host', host);
  headers.setDefault('X-Amzn-Trace-Id', traceHeader(exchange));
  if (body.length > 0) {
    headers.setDefault('Content-Type', contentType(exchange));
  }
  if (body.length > 0 || WITH_BODY.has(method)) headers.set('Content-Length', String(body.length));
  return { method, url, headers: headers.pairs(), body, timeoutMs };
}

function contentType(exchange: Exchange): string {
  return exchange.headerValues('Content-Type')[0] ?? DEFAULT_MEDIA_TYPE;
}
