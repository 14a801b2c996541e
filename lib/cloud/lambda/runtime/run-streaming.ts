import { finished } from 'node:stream/promises';
import { STREAMING } from './handler-style';
import type { LambdaContext } from './invocation-context';
import type { HandlerFunction } from './load-handler';
import { type ChunkSink, HttpResponseStream, ResponseStream } from './response-stream';

/**
 * Runs a handler that writes its answer; fulfilled when the stream has ended.
 *
 * @throws what the handler threw, also after it has written
 */
export async function runStreamingHandler(
  handler: HandlerFunction,
  event: unknown,
  context: LambdaContext,
  sink: ChunkSink,
): Promise<void> {
  const stream = new ResponseStream(sink);
  const ended = finished(stream);
  ended.catch(() => undefined);
  const result = handler(event, stream, context);
  if (!(typeof result === 'object' && result !== null && 'then' in result)) {
    throw new Error('Streaming does not support non-async handlers.');
  }
  await result;
  await ended;
}

/** The global that a handler declares itself streaming by. */
export interface AwsLambdaGlobal {
  streamifyResponse<T extends object>(handler: T): T;
  readonly HttpResponseStream: typeof HttpResponseStream;
}

/** Value of the global `awslambda`. */
export const awslambda: AwsLambdaGlobal = {
  streamifyResponse: (handler) => Object.assign(handler, { [STREAMING]: 'response' }),
  HttpResponseStream,
};
