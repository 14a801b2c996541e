import type { BackendAnswer, ServiceCall } from '../../../gateway/backends';
import type { CalledAction, Members } from '../decoded-call';
import type { ServiceError } from '../service-error';

/** How a service is spoken to over HTTP. */
export interface WireProtocol {
  /** @throws ServiceError for a request that the service would not understand */
  decode(call: ServiceCall): CalledAction;
  /** @param requestId id that the answer carries */
  encode(call: ServiceCall, action: string, output: Members, requestId: string): BackendAnswer;
  /** @param requestId id that the answer carries */
  encodeError(call: ServiceCall, error: ServiceError, requestId: string): BackendAnswer;
}

/** Value of the first header of a name in any case. */
export function header({ request }: ServiceCall, name: string): string | undefined {
  return request.headers.find(([own]) => own.toLowerCase() === name)?.[1];
}

/** The body as UTF-8. */
export function bodyText({ request }: ServiceCall): string {
  return Buffer.from(request.body).toString('utf8');
}

/** The query string, without the question mark. */
export function queryText({ request }: ServiceCall): string {
  const at = request.url.indexOf('?');
  return at < 0 ? '' : request.url.slice(at + 1);
}

/** The path as it was sent. */
export function pathText({ request }: ServiceCall): string {
  return /^[a-z]+:\/\/[^/?]*([^?]*)/i.exec(request.url)?.[1] ?? '';
}
