import type { GatewayResponse } from './request';
import type { RequestIds } from './request-ids';

const FORBIDDEN = { type: 'ForbiddenException', body: '{"message":"Forbidden"}' };
const UTF8 = new TextEncoder();

/** What stands for the ids of a request. */
type Ids = Pick<RequestIds, 'requestId'> & { readonly extendedRequestId: string };

/**
 * The answer to an address that leads to no stage: its first segment names none, or the API does
 * not answer at this domain. No gateway response shapes it.
 */
export function forbidden(ids: Ids): GatewayResponse {
  return refusal(ids, FORBIDDEN);
}

function refusal(
  { requestId, extendedRequestId }: Ids,
  { type, body }: typeof FORBIDDEN,
): GatewayResponse {
  const bytes = UTF8.encode(body);
  return {
    status: 403,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(bytes.length)],
      ['x-amzn-RequestId', requestId],
      ['x-amzn-ErrorType', type],
      ['x-amz-apigw-id', extendedRequestId],
    ],
    body: bytes,
  };
}

/** As {@link forbidden}, for a request that no stage has seen. */
export function unknownStage(ids: RequestIds): GatewayResponse {
  return forbidden(strayIds(ids));
}

/** The answer to a request that a policy in front of the API denies. */
export function deniedBefore(ids: RequestIds, message: string): GatewayResponse {
  const body = JSON.stringify({ Message: message });
  return refusal(strayIds(ids), { type: 'AccessDeniedException', body });
}

function strayIds(ids: RequestIds): Ids {
  return { requestId: ids.requestId, extendedRequestId: ids.extendedRequestId() };
}
