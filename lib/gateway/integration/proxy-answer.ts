import type { Exchange, MethodResponse } from '../exchange';
import { decodeBase64, payloadBytes } from './content-handling';
import { malformedProxyAnswer } from './failures';
import { HeaderList, isHeader } from './header-list';
import { type BinaryMediaTypes, DEFAULT_MEDIA_TYPE, mediaTypeOf } from './media-types';
import { clientHeaderName } from './response-headers';
import { lambdaTraceHeader } from './trace-header';

type Members = Readonly<Record<string, unknown>>;

const BUFFERED_MEMBERS: ReadonlySet<string> = new Set([
  'statusCode',
  'headers',
  'multiValueHeaders',
  'body',
  'isBase64Encoded',
]);

/**
 * Makes a method response of what a function behind a proxy integration returned.
 *
 * @param payload the JSON that the function returned
 * @throws Refusal when it is no such answer: 502
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export function proxyResponse(
  exchange: Exchange,
  payload: string,
  binaryMediaTypes: BinaryMediaTypes,
): MethodResponse {
  const answer = readMembers(payload, BUFFERED_MEMBERS);
  const body = readText(answer['body']);
  const decode =
    readFlag(answer['isBase64Encoded']) &&
    binaryMediaTypes.includes(mediaTypeOf(exchange.headerValues('Accept')[0]));
  const status = readStatus(answer['statusCode']);
  exchange.measured.functionStatus = status;
  return {
    status,
    headers: readHeaders(answer, exchange).pairs(),
    body: decode ? decodeBase64(body) : payloadBytes(body),
  };
}

/**
 * Reads a JSON object.
 *
 * @param allowed the members that it may have
 * @throws Refusal when it is none, or has others: 502
 */
export function readMembers(text: string, allowed: ReadonlySet<string>): Members {
  const answer = parse(text);
  if (!isRecord(answer)) throw malformedProxyAnswer();
  for (const name of Object.keys(answer)) {
    if (!allowed.has(name)) throw malformedProxyAnswer();
  }
  return answer;
}

/** @throws Refusal for what is no HTTP status: 502 */
export function readStatus(value: unknown): number {
  if (value === undefined || value === null) return 200;
  const status = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof status !== 'number' || !Number.isInteger(status)) throw malformedProxyAnswer();
  if (status < 100 || status > 599) throw malformedProxyAnswer();
  return status;
}

/**
 * Reads `headers` and `multiValueHeaders`. A name in both has the values of both; the content type
 * is JSON if the function names none.
 *
 * @throws Refusal when they are no headers: 502
 */
export function readHeaders(answer: Members, exchange: Exchange): HeaderList {
  const headers = new HeaderList();
  for (const [name, values] of members(answer['multiValueHeaders'])) {
    if (!Array.isArray(values)) throw malformedProxyAnswer();
    for (const value of values) addHeader(headers, name, value);
  }
  for (const [name, value] of members(answer['headers'])) {
    if (!hasValue(headers, name, value)) addHeader(headers, name, value);
  }
  headers.set('X-Amzn-Trace-Id', lambdaTraceHeader(exchange));
  headers.setDefault('Content-Type', DEFAULT_MEDIA_TYPE);
  return headers;
}

function addHeader(headers: HeaderList, name: string, value: unknown): void {
  const text = scalarText(value);
  if (text === undefined) return;
  if (!isHeader(name, text)) throw malformedProxyAnswer();
  const seen = clientHeaderName(name);
  if (seen !== undefined) headers.add(seen, text);
}

function hasValue(headers: HeaderList, name: string, value: unknown): boolean {
  const text = scalarText(value);
  const seen = clientHeaderName(name);
  if (text === undefined || seen === undefined) return false;
  return headers.values(seen).includes(text);
}

function members(value: unknown): readonly (readonly [string, unknown])[] {
  if (value === undefined || value === null) return [];
  if (!isRecord(value)) throw malformedProxyAnswer();
  return Object.entries(value);
}

/** Numbers and booleans count as texts, null as nothing. */
function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformedProxyAnswer();
}

function readText(value: unknown): string {
  return scalarText(value) ?? '';
}

function readFlag(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw malformedProxyAnswer();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedProxyAnswer();
  }
}

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
