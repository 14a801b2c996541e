import { deflateSync, gunzipSync, gzipSync, type InputType, inflateSync } from 'node:zlib';
import type { MethodResponse } from '../exchange';
import { hasHeader, headerValues } from '../headers';
import { unsupportedMediaType } from '../integration/failures';
import type { LiveExchange } from '../live-exchange';
import { Refusal } from '../refusal';
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
 * A request with its payload as it was before the caller compressed it. One that is smaller than
 * what the API compresses is left alone.
 *
 * @throws Refusal for a coding that is not supported, and for a payload of another coding: 415
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 */
export function decompressed({ request, snapshot }: LiveExchange): GatewayRequest {
  const { body, headers } = request;
  if (body.length === 0) return request;
  const coding = headerValues(headers, 'content-encoding')[0]?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return request;
  const { minimumCompressionSize: minimum } = snapshot.api;
  if (typeof minimum === 'number' && body.length < minimum) return request;
  const decode = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (decode === undefined) throw unsupportedMediaType();
  try {
    return { ...request, body: decode(body) };
  } catch (error) {
    throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unsupportedMediaType();
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** A payload that comes to more than a request may have. */
function tooLarge(): Refusal {
  return new Refusal('REQUEST_TOO_LARGE', { message: 'Request Too Long', running: true });
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
