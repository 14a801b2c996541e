// Rows of the two tables of api-gateway-payload-encodings-workflow in the developer guide. The rows
// of responses are recorded too: AWS, 2025-02-01, TestApiGatewayS3BinarySupport of
// localstack/localstack.
import { gzipSync } from 'node:zlib';
import { deployMethod, FUNCTION_URI } from './_one-method';

const RAW = gzipSync('compressed data, should be invalid UTF-8 string');
const ENCODED = RAW.toString('base64');
const TEXT = 'this is a UTF8 text typed object';
const LOSSY = Buffer.from(RAW.toString('utf8'));
const BINARY = ['image/png'];

const base64 = (text: string | Buffer) => Buffer.from(Buffer.from(text).toString('base64'));

function respondWith(body: string | Buffer, type: string, handling?: string, binary?: string[]) {
  return deployMethod({
    integration: {
      Type: 'HTTP',
      IntegrationHttpMethod: 'GET',
      Uri: 'https://backend.test/',
      IntegrationResponses: [{ StatusCode: '200', ...(handling && { ContentHandling: handling }) }],
    },
    ...(binary && { binaryMediaTypes: binary }),
    scripts: {
      'https://backend.test': {
        headers: [['Content-Type', type]],
        bodyBase64: Buffer.from(body).toString('base64'),
      },
    },
  });
}

describe('the body of a response', () => {
  test.each([
    // type of the payload, type that the client accepts, handling, payload, what the client gets
    ['text', 'text', undefined, ENCODED, Buffer.from(ENCODED)],
    ['text', 'text', undefined, RAW, LOSSY],
    ['text', 'text', undefined, TEXT, Buffer.from(TEXT)],
    ['text', 'binary', undefined, ENCODED, RAW],
    ['binary', 'binary', undefined, ENCODED, Buffer.from(ENCODED)],
    ['binary', 'binary', undefined, RAW, RAW],
    ['binary', 'text', undefined, ENCODED, base64(ENCODED)],
    ['binary', 'text', undefined, RAW, Buffer.from(ENCODED)],
    ['binary', 'text', undefined, TEXT, base64(TEXT)],
    ['text', 'binary', 'CONVERT_TO_TEXT', ENCODED, Buffer.from(ENCODED)],
    ['text', 'binary', 'CONVERT_TO_TEXT', RAW, LOSSY],
    ['binary', 'binary', 'CONVERT_TO_TEXT', RAW, Buffer.from(ENCODED)],
    ['binary', 'text', 'CONVERT_TO_TEXT', TEXT, base64(TEXT)],
    ['text', 'text', 'CONVERT_TO_BINARY', ENCODED, RAW],
    ['text', 'binary', 'CONVERT_TO_BINARY', ENCODED, RAW],
    ['binary', 'binary', 'CONVERT_TO_BINARY', RAW, RAW],
    ['binary', 'text', 'CONVERT_TO_BINARY', TEXT, Buffer.from(TEXT)],
  ])(
    '%s payload, client accepts %s, handling %s',
    async (payload, accept, handling, body, wanted) => {
      const type = payload === 'binary' ? 'image/png' : 'binary/octet-stream';
      const api = respondWith(body, type, handling, BINARY);
      const outcome = await api.call({
        headers: [['Accept', accept === 'binary' ? 'image/png' : 'text/plain']],
      });
      expect(outcome.status).toBe(200);
      expect(outcome.body.equals(wanted)).toBe(true);
    },
  );

  test.each([
    ['binary', undefined, RAW],
    ['binary', undefined, TEXT],
    ['text', 'CONVERT_TO_BINARY', RAW],
    ['text', 'CONVERT_TO_BINARY', TEXT],
  ])(
    'fails with 500 when text for a client that accepts %s, handling %s, is no Base64',
    async (accept, handling, body) => {
      const api = respondWith(body, 'binary/octet-stream', handling, BINARY);
      const outcome = await api.call({
        headers: [['Accept', accept === 'binary' ? 'image/png' : 'text/plain']],
      });
      expect(outcome.status).toBe(500);
    },
  );

  test.each([
    ['CONVERT_TO_BINARY', ENCODED, RAW],
    ['CONVERT_TO_TEXT', ENCODED, Buffer.from(ENCODED)],
  ])('without binary media types, %s', async (handling, body, wanted) => {
    const outcome = await respondWith(body, 'image/png', handling).call();
    expect(outcome.body.equals(wanted)).toBe(true);
  });
});

describe('the body of a request', () => {
  const send = (handling: string | undefined, template?: string) =>
    deployMethod({
      integration: {
        Type: 'HTTP',
        IntegrationHttpMethod: 'POST',
        Uri: 'https://backend.test/',
        ...(handling && { ContentHandling: handling }),
        ...(template && { RequestTemplates: { 'application/json': template } }),
        IntegrationResponses: [{ StatusCode: '200' }],
      },
      binaryMediaTypes: BINARY,
    });

  test.each([
    ['text/plain', undefined, RAW, LOSSY],
    ['text/plain', 'CONVERT_TO_TEXT', RAW, LOSSY],
    ['text/plain', 'CONVERT_TO_BINARY', ENCODED, RAW],
    ['image/png', undefined, RAW, RAW],
    ['image/png', 'CONVERT_TO_BINARY', RAW, RAW],
    ['image/png', 'CONVERT_TO_TEXT', RAW, Buffer.from(ENCODED)],
  ])('of type %s, handling %s', async (type, handling, body, wanted) => {
    const api = send(handling);
    await api.call({
      method: 'POST',
      headers: [['Content-Type', type]],
      bodyBase64: Buffer.from(body).toString('base64'),
    });
    const received = api.backends.requests[0]?.request.body ?? Buffer.alloc(0);
    expect(Buffer.from(received).equals(Buffer.from(wanted))).toBe(true);
  });

  test('fails with 500 when it is binary and a template is to map it', async () => {
    const api = send('CONVERT_TO_BINARY', '{"data": "$input.body"}');
    const { status } = await api.call({
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      body: ENCODED,
    });
    expect(status).toBe(500);
    expect(api.backends.requests).toEqual([]);
  });

  test('an empty one is not decoded', async () => {
    const api = send('CONVERT_TO_BINARY');
    expect((await api.call({ method: 'POST' })).status).toBe(200);
  });
});

// "Binary Support for API Integrations with Amazon API Gateway" (AWS Compute Blog): a function
// returns Base64, and its integration response converts it.
describe('the text that a function returns', () => {
  const returning = (value: unknown) =>
    deployMethod({
      integration: {
        Type: 'AWS',
        IntegrationHttpMethod: 'POST',
        Uri: FUNCTION_URI,
        IntegrationResponses: [{ StatusCode: '200', ContentHandling: 'CONVERT_TO_BINARY' }],
      },
      scripts: { Fn: { return: value } },
    });

  test('becomes binary without the quotes of JSON', async () => {
    const { status, body } = await returning(ENCODED).call();
    expect([status, body]).toEqual([200, RAW]);
  });

  test.each([[TEXT], [{ image: ENCODED }]])('fails with 500 for %j', async (value) => {
    expect((await returning(value).call()).status).toBe(500);
  });
});
