import { gunzipSync } from 'node:zlib';
import type { HeaderPair } from '../../gateway/request';
import { ServiceError } from '../services';
import { headerOf, type LoopbackRequest } from './loopback-server';

const CHUNKED = 'aws-chunked';
const STREAMING = /^STREAMING-/;
const CHUNK_HEAD = /^([0-9a-f]+)(;|$)/i;
const MAX_PLAIN_BYTES = 64 * 1024 * 1024;

/**
 * A request without the encodings that the AWS SDK gives a body for the way: the chunks of a
 * stream, each with its signature, and the compression of a large request.
 *
 * What S3 stores stays compressed.
 *
 * @throws ServiceError for a body that is not encoded as it says
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function plainBody(request: LoopbackRequest, service: string): LoopbackRequest {
  const encodings = codingsOf(request);
  const isChunked =
    encodings.includes(CHUNKED) || STREAMING.test(headerOf(request, 'x-amz-content-sha256') ?? '');
  const isCompressed = service !== 's3' && encodings.includes('gzip');
  if (!isChunked && !isCompressed) return request;
  const unchunked = isChunked ? withoutChunks(request.body) : request.body;
  const body = isCompressed ? decompressed(unchunked) : unchunked;
  const left = encodings.filter((one) => one !== CHUNKED && !(isCompressed && one === 'gzip'));
  const headers: HeaderPair[] = [
    ...request.headers.filter(([name]) => name.toLowerCase() !== 'content-encoding'),
    ...(left.length > 0 ? [['Content-Encoding', left.join(',')] as const] : []),
  ];
  return { ...request, headers, body };
}

function codingsOf(request: LoopbackRequest): string[] {
  const text = headerOf(request, 'content-encoding') ?? '';
  return text
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
}

/** Chunks up to the empty one; what comes behind it are checksums. */
function withoutChunks(bytes: Uint8Array): Buffer {
  const encoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = encoded.indexOf('\r\n', at);
    const [, size] = CHUNK_HEAD.exec(encoded.toString('latin1', at, Math.max(at, lineEnd))) ?? [];
    if (lineEnd < 0 || size === undefined) throw incomplete(at);
    const length = Number.parseInt(size, 16);
    if (length === 0) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    if (encoded.toString('latin1', start + length, start + length + 2) !== '\r\n') {
      throw incomplete(start);
    }
    chunks.push(encoded.subarray(start, start + length));
    at = start + length + 2;
  }
}

function incomplete(at: number): ServiceError {
  const message = `the body says that it is ${CHUNKED}, and has no whole chunk at byte ${at}`;
  return new ServiceError('IncompleteBody', message);
}

function decompressed(bytes: Uint8Array): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_PLAIN_BYTES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError('SerializationException', `the body says that it is gzip: ${reason}`);
  }
}
