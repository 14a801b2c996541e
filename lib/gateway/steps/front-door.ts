import type { GatewayRequest, GatewayResponse } from '../request';

/** Bytes that a request body may have. */
export const MAX_BODY_BYTES = 10_485_760;

/** Bytes that the request line and the headers may have together. */
export const MAX_HEADER_BYTES = 10_240;

const UTF8 = new TextEncoder();

// A path as RFC 3986 allows it, and what browsers send unescaped beside. In a query the pipe and the
// curly braces must be escaped.
const PATH = /^\/(?:[^%\p{Cc}\p{Surrogate} ]|%[0-9A-Fa-f]{2})*$/u;
const QUERY = /^[^\p{Cc}\p{Surrogate} |{}]*$/u;

/**
 * What never reaches an API: a request that is too large or has no valid address.
 *
 * These answers are made in front of the API: no gateway response shapes them, and they carry no
 * request id. Only the answer to a large body and the status 400 are recorded; status 431 is what
 * the HTTP specification says.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function refuseAtFrontDoor(request: GatewayRequest): GatewayResponse | undefined {
  if (request.body.length > MAX_BODY_BYTES) {
    return plain(
      413,
      'text; charset=utf-8',
      `HTTP content length exceeded ${MAX_BODY_BYTES} bytes.`,
    );
  }
  if (headerBytes(request) > MAX_HEADER_BYTES) {
    return plain(431, 'application/json', '{"message":"Request Header Fields Too Large"}');
  }
  if (!PATH.test(request.path) || !QUERY.test(request.query)) {
    return plain(400, 'application/json', '{"message":"Bad Request"}');
  }
  return undefined;
}

function headerBytes({ method, fullPath, query, protocol, headers }: GatewayRequest): number {
  let bytes = method.length + fullPath.length + query.length + protocol.length;
  for (const [name, value] of headers) bytes += name.length + value.length;
  return bytes;
}

function plain(status: number, contentType: string, text: string): GatewayResponse {
  const body = UTF8.encode(text);
  const headers = [
    ['Content-Type', contentType],
    ['Content-Length', String(body.length)],
  ] as const;
  return { status, headers, body };
}
