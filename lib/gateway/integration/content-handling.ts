import { configurationError } from './failures';
import type { ContentHandling } from './literals';

/** A body on its way: text, or bytes that are no text. */
export type Payload = string | Uint8Array;

/**
 * The bytes of a Base64 text.
 *
 * @throws Refusal when it is none: 500
 */
export function decodeBase64(text: string): Uint8Array {
  const digits = text.replace(/={1,2}$/, '');
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(digits)) {
    throw configurationError('Unable to base64 decode the body.');
  }
  return Buffer.from(text, 'base64');
}

/** Bytes as UTF-8; each that is none becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  return asBuffer(bytes).toString('utf8');
}

/** Bytes as Base64. */
export function encodeBase64(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64');
}

/** A body as it goes over the wire. */
export function payloadBytes(payload: Payload): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload, 'utf8') : payload;
}

/** A body as text, however it is held. */
export function payloadText(payload: Payload): string {
  return typeof payload === 'string' ? payload : decodeUtf8(payload);
}

/**
 * Converts the body of a request. Where the content type is binary, nothing is binary too: no
 * template can map it unless it is converted to text.
 *
 * @param binary whether its content type is one of the API's binary media types
 * @throws Refusal when text is to become binary and is no Base64: 500
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function convertRequest(
  body: Uint8Array,
  binary: boolean,
  handling: ContentHandling | undefined,
): Payload {
  if (binary) return handling === 'CONVERT_TO_TEXT' ? encodeBase64(body) : body;
  const text = decodeUtf8(body);
  return handling === 'CONVERT_TO_BINARY' ? decodeBase64(text) : text;
}

/** What the conversion of a response goes by. */
export interface ResponseEncoding {
  /** Whether the content type of the endpoint's answer is a binary media type. */
  readonly binary: boolean;
  /** Whether the first media type that the client accepts is. */
  readonly accepted: boolean;
  readonly handling: ContentHandling | undefined;
  /**
   * What is decoded if text becomes binary.
   *
   * @default - the body
   */
  readonly encoded?: Payload;
}

/**
 * Converts the body of a response.
 *
 * @throws Refusal when text is to become binary and is no Base64: 500
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function convertResponse(body: Payload, encoding: ResponseEncoding): Payload {
  if (body.length === 0) return '';
  const { binary, accepted, handling, encoded = body } = encoding;
  const wanted = handling ?? (accepted ? 'CONVERT_TO_BINARY' : 'CONVERT_TO_TEXT');
  if (binary) {
    const bytes = payloadBytes(body);
    return wanted === 'CONVERT_TO_TEXT' ? encodeBase64(bytes) : bytes;
  }
  return wanted === 'CONVERT_TO_BINARY' ? decodeBase64(payloadText(encoded)) : payloadText(body);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
