import type { GatewayResponse, HeaderPair } from '../gateway';
import { hasHeader } from '../gateway/headers';
import type { CallTrace } from './call-trace';

/** What `fetch` of a local cloud answers: a standard response, and how it came about. */
export type LocalResponse = Response & { readonly trace: CallTrace };

/** What a caller sends, before it is known where to. */
export interface SentRequest {
  /** Upper case. */
  readonly method: string;
  /** As given: a path or a URL, not normalised. */
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

/** Statuses whose responses must have no body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

type ResponseBody = ConstructorParameters<typeof Response>[0];

const NO_BYTES = new Uint8Array();
const UTF8 = new TextEncoder();

/**
 * Reads what `fetch` was called with.
 *
 * Headers that are given as an object or a list keep their spelling, as an HTTP/1.1 client sends
 * them; a `Headers` object has them in lower case.
 */
export async function readFetch(
  target: string | URL | Request,
  init: RequestInit = {},
): Promise<SentRequest> {
  if (typeof target !== 'string' && 'headers' in target) {
    return readRequest(Object.keys(init).length === 0 ? target : new Request(target, init));
  }
  const { body, type } = await bodyOf(init.body);
  const headers = headerPairs(init.headers);
  return {
    method: (init.method ?? 'GET').toUpperCase(),
    url: String(target),
    headers:
      type === null || hasHeader(headers, 'content-type')
        ? headers
        : [...headers, ['Content-Type', type]],
    body,
  };
}

async function readRequest(request: Request): Promise<SentRequest> {
  const { method, url, headers } = request;
  const body = new Uint8Array(await request.clone().arrayBuffer());
  return { method: method.toUpperCase(), url, headers: [...headers], body };
}

/** Bytes and the type that the platform's own `fetch` would give them. */
async function bodyOf(
  body: RequestInit['body'],
): Promise<{ body: Uint8Array; type: string | null }> {
  if (body === undefined || body === null) return { body: NO_BYTES, type: null };
  if (typeof body === 'string') {
    return { body: UTF8.encode(body), type: 'text/plain;charset=UTF-8' };
  }
  const read = new Response(body);
  const bytes = new Uint8Array(await read.arrayBuffer());
  return { body: bytes, type: read.headers.get('content-type') };
}

function headerPairs(headers: RequestInit['headers']): readonly HeaderPair[] {
  if (headers === undefined) return [];
  if (headers instanceof Headers) return [...headers];
  if (Array.isArray(headers)) return headers.map(([name = '', value = '']) => [name, value]);
  return Object.entries(headers).map(([name, value]) => [name, String(value)]);
}

/**
 * The answer of a stage as a standard response.
 *
 * @param method - of the request: an answer to `HEAD` has no body
 */
export function toResponse(
  answer: GatewayResponse,
  trace: CallTrace,
  method: string,
): LocalResponse {
  const { status, body } = answer;
  const headers = new Headers();
  for (const [name, value] of answer.headers) headers.append(name, byteText(value));
  const representable = status >= 200 && status <= 599;
  const response = new Response(
    WITHOUT_BODY.has(status) || method === 'HEAD' ? null : bodyInit(body),
    {
      status: representable ? status : 200,
      headers,
    },
  );
  // A backend may answer with a number that the Fetch standard does not know.
  if (!representable) Object.defineProperty(response, 'status', { value: status });
  return Object.assign(response, { trace });
}

function bodyInit(body: GatewayResponse['body']): ResponseBody {
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  return ReadableStream.from(body) as ResponseBody;
}

/** A header is bytes: what is beyond Latin-1 travels as UTF-8. */
function byteText(value: string): string {
  const text = value.replace(/[\r\n\0]/g, ' ');
  return /^[\0-\xff]*$/.test(text) ? text : Buffer.from(text).toString('latin1');
}
