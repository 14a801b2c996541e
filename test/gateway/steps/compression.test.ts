import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { GatewayRequest, RunIntegration } from '../../../lib/gateway';
import { request, route, snapshot, stageOf } from '../_stage';

const TEXT = 'hello '.repeat(20);

/** A stage of an API that compresses from 100 bytes on, and answers with the text. */
function stageWith(minimumCompressionSize?: number, headers: [string, string][] = []) {
  const bodies: string[] = [];
  const run: RunIntegration = (exchange) => {
    bodies.push(Buffer.from(exchange.request.body).toString());
    return { status: 200, headers, body: Buffer.from(TEXT) };
  };
  const api = snapshot([route('GET /a'), route('POST /a')]);
  const compressing = {
    ...api,
    api: { ...api.api, ...(minimumCompressionSize !== undefined && { minimumCompressionSize }) },
  };
  return { stage: stageOf(compressing, { run }), bodies };
}

async function answerTo(stage: ReturnType<typeof stageWith>['stage'], accept?: string) {
  const headers = accept === undefined ? [] : ([['Accept-Encoding', accept]] as const);
  const { headers: sent, body } = await stage.handle({ ...request('GET /a'), headers });
  const names = new Map(sent.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    coding: names.get('content-encoding'),
    length: Number(names.get('content-length')),
    body: body as Uint8Array,
  };
}

describe('the answer', () => {
  test.each([
    ['gzip', gunzipSync],
    ['deflate', inflateSync],
  ])('is compressed as the caller asks: %s', async (coding, decode) => {
    const answer = await answerTo(stageWith(100).stage, coding);
    expect(answer.coding).toBe(coding);
    expect(answer.length).toBe(answer.body.length);
    expect(decode(answer.body).toString()).toBe(TEXT);
  });

  test.each([
    ['the first of several', 'deflate, gzip', 'deflate'],
    ['the one with the highest weight', 'deflate;q=0.5, gzip;q=0.9', 'gzip'],
    ['none if the caller prefers one that API Gateway lacks', 'br, gzip;q=0.9', undefined],
    ['none for identity', 'identity', undefined],
    ['none for a star', '*', undefined],
    ['none without the header', undefined, undefined],
    ['none if the caller refuses it', 'gzip;q=0', undefined],
  ])('has the coding: %s', async (_what, accept, coding) => {
    expect((await answerTo(stageWith(100).stage, accept)).coding).toBe(coding);
  });

  test.each([
    ['is compressed at the minimum size', TEXT.length, 'gzip'],
    ['is not compressed below the minimum size', TEXT.length + 1, undefined],
    ['is compressed at any size with 0', 0, 'gzip'],
    ['is never compressed unless the API says so', undefined, undefined],
  ])('%s', async (_what, minimum, coding) => {
    expect((await answerTo(stageWith(minimum).stage, 'gzip')).coding).toBe(coding);
  });

  test('is left alone when the integration has compressed it', async () => {
    const answer = await answerTo(stageWith(0, [['Content-Encoding', 'br']]).stage, 'gzip');
    expect([answer.coding, Buffer.from(answer.body).toString()]).toEqual(['br', TEXT]);
  });
});

describe('the payload of a request', () => {
  function post(body: Uint8Array, coding: string): GatewayRequest {
    return { ...request('POST /a'), headers: [['Content-Encoding', coding]], body };
  }

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('is decompressed before anything reads it: %s', async (coding, encode) => {
    const { stage, bodies } = stageWith();
    await stage.handle(post(encode(TEXT), coding));
    expect(bodies).toEqual([TEXT]);
  });

  test.each([
    ['of another coding', 'br'],
    ['that is not what it says', 'gzip'],
  ])('fails with 415 when it is one %s', async (_what, coding) => {
    const { stage, bodies } = stageWith();
    const { status } = await stage.handle(post(Buffer.from('plain'), coding));
    expect([status, bodies]).toEqual([415, []]);
  });

  test.each([
    ['identity', undefined],
    ['gzip', 6],
  ])('goes on as it came: %s, with compression from %p bytes', async (coding, minimum) => {
    const { stage, bodies } = stageWith(minimum);
    await stage.handle(post(Buffer.from('plain'), coding));
    expect(bodies).toEqual(['plain']);
  });

  test('fails with 413 when it comes to more than 10 MB', async () => {
    const { stage, bodies } = stageWith();
    const { status } = await stage.handle(post(gzipSync(Buffer.alloc(10_485_761)), 'gzip'));
    expect([status, bodies]).toEqual([413, []]);
  });
});
