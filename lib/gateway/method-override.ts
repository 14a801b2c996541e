import { VERBS } from '../model/openapi/verbs';
import { headerValues } from './headers';
import type { GatewayRequest } from './request';

/** Verbs that a request can have and a method of an API, too. */
const SENT_VERBS: ReadonlySet<string> = new Set(
  Object.values(VERBS).filter((verb) => verb !== 'ANY'),
);

/**
 * The request with the verb that its `X-HTTP-Method-Override` header names. A header that names
 * none has no effect.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function withMethodOverride(request: GatewayRequest): GatewayRequest {
  const [named] = headerValues(request.headers, 'x-http-method-override');
  const method = named?.trim().toUpperCase();
  if (method === undefined || method === request.method || !SENT_VERBS.has(method)) return request;
  return { ...request, method, sentMethod: request.method };
}
