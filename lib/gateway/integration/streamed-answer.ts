import type { Exchange, MethodResponse } from '../exchange';
import { decodeUtf8 } from './content-handling';
import { malformedProxyAnswer } from './failures';
import { readHeaders, readMembers, readStatus } from './proxy-answer';

/** Bytes in which the metadata and the delimiter must come. */
const METADATA_LIMIT = 16 * 1024;

/** What stands between the metadata and the payload. */
const DELIMITER = Buffer.alloc(8);

const STREAMED_MEMBERS: ReadonlySet<string> = new Set([
  'statusCode',
  'headers',
  'multiValueHeaders',
  'cookies',
]);

/**
 * Makes a method response of what a function streams: metadata as JSON, eight zero bytes, and the
 * payload, which passes while it is still coming in.
 *
 * @throws Refusal when the metadata is none, or does not end within 16 KB: 502
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export async function streamedResponse(
  exchange: Exchange,
  stream: AsyncIterable<Uint8Array>,
): Promise<MethodResponse> {
  const chunks = stream[Symbol.asyncIterator]();
  const { metadata, rest } = await readMetadata(chunks);
  const answer = readMembers(metadata, STREAMED_MEMBERS);
  const headers = readHeaders(answer, exchange);
  for (const cookie of readCookies(answer['cookies'])) headers.add('Set-Cookie', cookie);
  const status = readStatus(answer['statusCode']);
  exchange.measured.functionStatus = status;
  return {
    status,
    headers: headers.pairs(),
    body: remaining(rest, chunks),
  };
}

async function readMetadata(
  chunks: AsyncIterator<Uint8Array>,
): Promise<{ readonly metadata: string; readonly rest: Uint8Array }> {
  let read = Buffer.alloc(0);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    read = Buffer.concat([read, next.value]);
    const end = read.indexOf(DELIMITER);
    if (end >= 0 && end + DELIMITER.length <= METADATA_LIMIT) {
      return {
        metadata: decodeUtf8(read.subarray(0, end)),
        rest: read.subarray(end + DELIMITER.length),
      };
    }
    if (read.length >= METADATA_LIMIT) break;
  }
  await chunks.return?.();
  throw malformedProxyAnswer();
}

async function* remaining(
  first: Uint8Array,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  } finally {
    // A client that goes away ends the function's stream too.
    await chunks.return?.();
  }
}

function readCookies(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((cookie) => typeof cookie === 'string')) {
    throw malformedProxyAnswer();
  }
  return value;
}
