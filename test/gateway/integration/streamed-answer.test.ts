import type { GatewayResponse, LambdaAnswer } from '../../../lib/gateway';
import { gatewayRequest } from './_driver';
import { deployMethod, FUNCTION_URI } from './_one-method';

const STREAM = {
  Type: 'AWS_PROXY',
  IntegrationHttpMethod: 'POST',
  Uri: FUNCTION_URI,
  ResponseTransferMode: 'STREAM',
};
const END = '\0'.repeat(8);

async function call(
  parts: readonly string[],
  integration: Readonly<Record<string, unknown>> = STREAM,
): Promise<GatewayResponse & { readonly text: string; readonly closed: () => boolean }> {
  const api = deployMethod({ integration });
  let closed = false;
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      for (const part of parts) yield Buffer.from(part);
    } finally {
      closed = true;
    }
  }
  api.backends.lambda = (): LambdaAnswer => ({ kind: 'streamed', body: body() });
  const gateway = api.stages.get('prod')!;
  const response = await gateway.handle(gatewayRequest('prod', { method: 'GET', path: '/things' }));
  return { ...response, text: await textOf(response.body), closed: () => closed };
}

async function textOf(body: GatewayResponse['body']): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  let text = '';
  for await (const chunk of body) text += Buffer.from(chunk).toString();
  return text;
}

describe('a function that streams its answer', () => {
  test.each([
    ['in one chunk', [`{"statusCode": 201}${END}hello`]],
    ['cut within the metadata', ['{"status', `Code": 201}${END}hello`]],
    ['cut within the delimiter', ['{"statusCode": 201}\0\0\0', '\0\0\0\0\0hel', 'lo']],
    ['with the payload by itself', [`{"statusCode": 201}${END}`, 'hello']],
  ])('has its status and payload %s', async (_how, parts) => {
    const { status, text } = await call(parts);
    expect([status, text]).toEqual([201, 'hello']);
  });

  test('has headers and cookies', async () => {
    const metadata = {
      headers: { 'content-type': 'text/plain' },
      multiValueHeaders: { a: ['1', '2'] },
      cookies: ['x=1', 'y=2'],
    };
    const { headers } = await call([JSON.stringify(metadata) + END]);
    expect(headers).toEqual(
      expect.arrayContaining([
        ['content-type', 'text/plain'],
        ['a', '1'],
        ['a', '2'],
        ['Set-Cookie', 'x=1'],
        ['Set-Cookie', 'y=2'],
      ]),
    );
  });

  test('passes the payload on while it is still coming in', async () => {
    const api = deployMethod({ integration: STREAM });
    let release = () => {};
    const second = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`{}${END}first`);
      await second;
      yield Buffer.from('second');
    }
    api.backends.lambda = (): LambdaAnswer => ({ kind: 'streamed', body: body() });
    const response = await api.stages
      .get('prod')!
      .handle(gatewayRequest('prod', { method: 'GET', path: '/things' }));
    const iterator = (response.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    expect(Buffer.from((await iterator.next()).value).toString()).toBe('first');
    release();
    expect(Buffer.from((await iterator.next()).value).toString()).toBe('second');
  });

  test.each([
    ['ends before the delimiter', ['{"statusCode": 200}']],
    ['has metadata that is no JSON', [`hello${END}`]],
    ['has a body in its metadata', [`{"body": "x"}${END}`]],
    ['has cookies that are no texts', [`{"cookies": [1]}${END}`]],
    ['has more metadata than 16 KB', [`{"headers": {"a": "${'b'.repeat(16_384)}"}}${END}`]],
  ])('fails with 502 when it %s', async (_how, parts) => {
    const { status } = await call(parts);
    expect(status).toBe(502);
  });

  test('is not read on when it has been refused', async () => {
    const { closed } = await call(['x'.repeat(20_000), 'more']);
    expect(closed()).toBe(true);
  });

  test('fails with 502 where the integration buffers', async () => {
    const { status } = await call([`{}${END}x`], { ...STREAM, ResponseTransferMode: 'BUFFERED' });
    expect(status).toBe(502);
  });

  test('may answer all at once', async () => {
    const api = deployMethod({
      integration: STREAM,
      scripts: { Fn: { return: { statusCode: 202, body: 'x' } } },
    });
    expect((await api.call()).status).toBe(202);
  });
});
