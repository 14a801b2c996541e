import type { GatewayResponse } from './request';
import type { RequestIds } from './request-ids';

const BODY = new TextEncoder().encode('{"message":"Forbidden"}');

/** What stands for the ids of a request. */
type Ids = Pick<RequestIds, 'requestId'> & { readonly extendedRequestId: string };

/**
 * The answer to an address that leads to no stage: its first segment names none, or the API does
 * not answer at this domain. No gateway response shapes it.
 */
export function forbidden({ requestId, extendedRequestId }: Ids): GatewayResponse {
  return {
    status: 403,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(BODY.length)],
      ['x-amzn-RequestId', requestId],
      ['x-amzn-ErrorType', 'ForbiddenException'],
      ['x-amz-apigw-id', extendedRequestId],
    ],
    body: BODY,
  };
}

/** As {@link forbidden}, for a request that no stage has seen. */
export function unknownStage(ids: RequestIds): GatewayResponse {
  return forbidden({ requestId: ids.requestId, extendedRequestId: ids.extendedRequestId() });
}
