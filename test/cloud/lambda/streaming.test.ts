import { type LambdaMode, LambdaStreamError } from '../../../lib/cloud/lambda';
import type { LambdaAnswer } from '../../../lib/gateway/backends';
import { call, cleanUp, deployed, lambda, parsed, TestClock } from './_local-lambda';

afterEach(cleanUp);

const MODES: readonly LambdaMode[] = ['in-process', 'worker'];

async function chunksOf(answer: LambdaAnswer): Promise<string[]> {
  if (answer.kind !== 'streamed') throw new Error(`not streamed: ${JSON.stringify(answer)}`);
  const chunks: string[] = [];
  for await (const chunk of answer.body) chunks.push(Buffer.from(chunk).toString('latin1'));
  return chunks;
}

function streaming(body: string): string {
  return `exports.handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} })`;
}

describe.each(MODES)('a handler that streams, %s', (mode) => {
  test('is heard while it writes', async () => {
    const service = lambda({ mode });
    service.putFunction(
      deployed(
        streaming(
          'stream.write("a"); await new Promise((r) => setTimeout(r, 30)); stream.write(Buffer.from([255])); stream.write({ b: 1 }); stream.end("z")',
        ),
      ),
    );
    expect(await chunksOf(await service.invoke(call()))).toEqual(['a', '\u00ff', '{"b":1}', 'z']);
  });

  test('puts status and headers in front', async () => {
    const service = lambda({ mode });
    const from = 'awslambda.HttpResponseStream.from(stream, { statusCode: 201 })';
    service.putFunction(
      deployed(streaming(`const s = ${from}; s.write("a"); s.write("b"); s.end()`)),
    );
    const text = (await chunksOf(await service.invoke(call()))).join('');
    expect(text).toBe(`{"statusCode":201}${'\0'.repeat(8)}ab`);
  });

  test('may end without a word', async () => {
    const service = lambda({ mode });
    service.putFunction(deployed(streaming('stream.end()')));
    expect(await chunksOf(await service.invoke(call()))).toEqual([]);
  });

  test('may pipe into the stream', async () => {
    const service = lambda({ mode });
    const pipe =
      'await require("node:stream/promises").pipeline(require("node:stream").Readable.from(["a", "b"]), stream)';
    service.putFunction(deployed(streaming(pipe)));
    expect(await chunksOf(await service.invoke(call()))).toEqual(['a', 'b']);
  });

  test('has the context as its third argument', async () => {
    const service = lambda({ mode, requestId: () => 'r-1' });
    service.putFunction(deployed(streaming('stream.end(context.awsRequestId)')));
    expect(await chunksOf(await service.invoke(call()))).toEqual(['r-1']);
  });

  test('fails as any other before it has written', async () => {
    const service = lambda({ mode });
    service.putFunction(deployed(streaming('throw new TypeError("no")')));
    expect(parsed(await service.invoke(call()))).toMatchObject({
      kind: 'failed',
      payload: { errorType: 'TypeError', errorMessage: 'no' },
    });
  });

  test('fails the reader after it has written', async () => {
    const service = lambda({ mode });
    const wait = 'await new Promise((r) => setTimeout(r, 20))';
    service.putFunction(
      deployed(streaming(`stream.write("a"); ${wait}; throw new TypeError("no")`)),
    );
    const answer = await service.invoke(call());
    const reading = chunksOf(answer);
    await expect(reading).rejects.toBeInstanceOf(LambdaStreamError);
    await expect(reading).rejects.toThrow('"errorType":"TypeError","errorMessage":"no"');
  });

  test('fails the reader when the time is over', async () => {
    const clock = new TestClock();
    const service = lambda({ mode, clock });
    service.putFunction(deployed(streaming('stream.write("a"); await new Promise(() => {})')));
    const reading = chunksOf(await service.invoke(call()));
    clock.advance(3_000);
    service.clockMoved();
    await expect(reading).rejects.toThrow('Task timed out after 3.00 seconds');
  });

  test('fails without a promise', async () => {
    const service = lambda({ mode });
    service.putFunction(
      deployed('exports.handler = awslambda.streamifyResponse((e, stream) => { stream.end() })'),
    );
    expect(parsed(await service.invoke(call()))).toMatchObject({
      kind: 'failed',
      payload: { errorMessage: 'Streaming does not support non-async handlers.' },
    });
  });

  test('fails to set the content type after the first write', async () => {
    const service = lambda({ mode });
    service.putFunction(
      deployed(
        streaming(
          'stream.write("a"); try { stream.setContentType("b") } catch (e) { stream.write(e.name) } stream.end()',
        ),
      ),
    );
    expect(await chunksOf(await service.invoke(call()))).toEqual([
      'a',
      'Runtime.InvalidStreamingOperation',
    ]);
  });
});
