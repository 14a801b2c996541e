import type { HandlerFunction } from './load-handler';
import { RuntimeError } from './runtime-error';

/**
 * How a handler answers: `promise` by what it returns, `callback` by its third argument, by
 * `context.done` or by a promise, `stream` by writing to a stream.
 */
export type HandlerStyle = 'promise' | 'callback' | 'stream';

/** Marks a handler that writes its answer; the key is the one of Lambda's own runtime. */
export const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** The first major version of Node.js whose runtime has no callbacks. */
const WITHOUT_CALLBACKS = 24;
const CALLBACK_REMOVED =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

/**
 * Tells how a deployed handler answers.
 *
 * @param nodeMajor major version of the function's runtime
 * @throws RuntimeError `Runtime.CallbackHandlerDeprecated` for a callback from Node.js 24 on
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function deployedStyle(handler: HandlerFunction, nodeMajor: number): HandlerStyle {
  if (isStreaming(handler)) return 'stream';
  if (nodeMajor < WITHOUT_CALLBACKS) return 'callback';
  if (handler.length < 3) return 'promise';
  throw new RuntimeError('CallbackHandlerDeprecated', CALLBACK_REMOVED);
}

/**
 * Tells how a function answers that a test gives: as deployed, but that it may always simply
 * return its answer.
 *
 * @param nodeMajor major version of the replaced function's runtime; none: another language
 */
export function givenStyle(handler: HandlerFunction, nodeMajor: number | undefined): HandlerStyle {
  if (handler.length < 3 && !isStreaming(handler)) return 'promise';
  return deployedStyle(handler, nodeMajor ?? WITHOUT_CALLBACKS);
}

function isStreaming(handler: HandlerFunction): boolean {
  return STREAMING in handler && Boolean(handler[STREAMING]);
}
