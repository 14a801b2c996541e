import { gzipSync } from 'node:zlib';
import { plainBody } from '../../../lib/cloud/endpoint/plain-body';
import type { HeaderPair } from '../../../lib/gateway/request';

function decode(headers: readonly HeaderPair[], body: string | Uint8Array, service = 's3') {
  const request = { method: 'PUT', url: '/b/k', headers, body: Buffer.from(body as string) };
  const { headers: left, body: plain } = plainBody(request, service);
  return { left, text: Buffer.from(plain).toString() };
}

const SIGNATURE =
  'chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648';

test.each([
  [
    'without signatures, with a checksum',
    '5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n',
  ],
  [
    'with signatures',
    `5;${SIGNATURE}\r\nhello\r\n6;${SIGNATURE}\r\n world\r\n0;${SIGNATURE}\r\n\r\n`,
  ],
  ['with line ends in the data', 'b\r\nhello world\r\n0\r\n\r\n'],
])('takes the chunks of a stream apart, %s', (_what, body) => {
  expect(decode([['Content-Encoding', 'aws-chunked']], body)).toEqual({
    left: [],
    text: 'hello world',
  });
});

test('takes chunks that hold line ends and what looks like a chunk', () => {
  const { text } = decode(
    [['content-encoding', 'aws-chunked']],
    '8\r\n\r\n0\r\n\r\n!\r\n0\r\n\r\n',
  );
  expect(text).toBe('\r\n0\r\n\r\n!');
});

test('leaves the encoding that the object has', () => {
  const headers: HeaderPair[] = [
    ['A', 'b'],
    ['Content-Encoding', 'aws-chunked, gzip'],
  ];
  expect(decode(headers, '2\r\nzz\r\n0\r\n\r\n')).toEqual({
    left: [
      ['A', 'b'],
      ['Content-Encoding', 'gzip'],
    ],
    text: 'zz',
  });
});

test('knows a stream by its hash', () => {
  const headers: HeaderPair[] = [['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER']];
  expect(decode(headers, '1\r\na\r\n0\r\n\r\n').text).toBe('a');
});

test.each([
  '',
  'hello',
  '5\r\nhel',
  '5\r\nhello',
  '5\r\nhello\r\n',
  'x\r\nhello\r\n0\r\n\r\n',
  '5\r\nhello world\r\n0\r\n\r\n',
])('fails for %j, which is no whole stream', (body) => {
  const headers: HeaderPair[] = [['Content-Encoding', 'aws-chunked']];
  expect(() => decode(headers, body)).toThrow(/has no whole chunk at byte \d+/);
});

test('decompresses what is sent compressed, but for objects', () => {
  const headers: HeaderPair[] = [['Content-Encoding', 'gzip']];
  const body = gzipSync('hello');
  expect(decode(headers, body, 'monitoring')).toEqual({ left: [], text: 'hello' });
  expect(decode(headers, body).left).toEqual(headers);
  expect(() => decode(headers, 'hello', 'monitoring')).toThrow(/the body says that it is gzip/);
});
