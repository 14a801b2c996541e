import { deflateSync, gunzipSync, gzipSync, type InputType, inflateSync } from 'node:zlib';
import type { MethodResponse } from '../exchange';
import { hasHeader, headerValues } from '../headers';
import type { LiveExchange } from '../live-exchange';
import type { GatewayRequest } from '../request';

/** Bytes that a payload may come to. */
const MAX_BYTES = 10_485_760;

/** Content codings that API Gateway speaks; `identity` is no coding at all. */
const ENCODERS: Readonly<Record<string, (payload: InputType) => Uint8Array>> = {
  gzip: (payload) => gzipSync(payload),
  deflate: (payload) => deflateSync(payload),
};

const DECODERS: typeof ENCODERS = {
  gzip: (payload) => gunzipSync(payload, { maxOutputLength: MAX_BYTES }),
  deflate: (payload) => inflateSync(payload, { maxOutputLength: MAX_BYTES }),
};

/**
 * A method response as the caller wants it: compressed, if the API compresses payloads of that
 * size, the caller asks for a coding by name, and the integration has not compressed it already.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-receive-response-with-compressed-payload.html
 */
export function compress(exchange: LiveExchange, response: MethodResponse): MethodResponse {
  const { minimumCompressionSize: minimum } = exchange.snapshot.api;
  const { body, headers } = response;
  if (typeof minimum !== 'number' || !(body instanceof Uint8Array)) return response;
  if (body.length < minimum || hasHeader(headers, 'content-encoding')) return response;
  const coding = preferredCoding(exchange.headerValues('accept-encoding').join(','));
  const encode = Object.hasOwn(ENCODERS, coding) ? ENCODERS[coding] : undefined;
  if (encode === undefined) return response;
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  return { ...response, headers: [...others, ['Content-Encoding', coding]], body: encode(body) };
}

/**
 * A request with its payload as it was before the caller compressed it. A payload that is not what
 * its `Content-Encoding` says goes on as it came.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 */
export function decompressed(request: GatewayRequest): GatewayRequest {
  if (request.body.length === 0) return request;
  const coding = headerValues(request.headers, 'content-encoding')[0]?.trim().toLowerCase() ?? '';
  const decode = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (decode === undefined) return request;
  try {
    return { ...request, body: decode(request.body) };
  } catch {
    return request;
  }
}

/** The coding with the highest weight, the first of several; empty if the caller names none. */
function preferredCoding(accepted: string): string {
  const codings = accepted.split(',').map((text) => {
    const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2);
    return { name, weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  const best = codings.reduce((one, other) => (other.weight > one.weight ? other : one));
  return best.weight > 0 ? best.name : '';
}
