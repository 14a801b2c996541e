import type { LambdaContext } from './invocation-context';
import type { HandlerFunction } from './load-handler';
import { type BufferedOutcome, failed, returned } from './outcome';

/** Runs a handler that answers by what it returns; a promise comes back only if it gave one. */
export function runPromiseHandler(
  handler: HandlerFunction,
  event: unknown,
  context: LambdaContext,
  nodeMajor: number,
): BufferedOutcome | Promise<BufferedOutcome> {
  let result: unknown;
  try {
    result = handler(event, context);
  } catch (error) {
    return failed(error);
  }
  if (!isThenable(result)) return returned(result, nodeMajor);
  return Promise.resolve(result).then((value) => returned(value, nodeMajor), failed);
}

/**
 * Runs a handler that may call back.
 *
 * The first answer counts. What a handler returns that is no promise is not an answer; one that
 * takes nothing but the event can give no other, so `null` is its answer. Lambda holds the answer
 * back until the event loop is empty, unless `callbackWaitsForEmptyEventLoop` is false; here it
 * goes out at once.
 */
export function runCallbackHandler(
  handler: HandlerFunction,
  event: unknown,
  context: LambdaContext,
  nodeMajor: number,
): Promise<BufferedOutcome> {
  return new Promise((resolve) => {
    const succeed = (result?: unknown): void => resolve(returned(result, nodeMajor));
    const done = (error?: unknown, result?: unknown): void =>
      isAbsent(error) ? succeed(result) : resolve(failed(error));
    const fail = (error?: unknown): void => done(isAbsent(error) ? 'handled' : error);
    const withCallbacks = Object.assign(context, {
      callbackWaitsForEmptyEventLoop: true,
      done,
      succeed,
      fail,
    });
    try {
      const result = handler(event, withCallbacks, done);
      if (isThenable(result)) Promise.resolve(result).then(succeed, fail);
      else if (handler.length < 2) succeed(null);
    } catch (error) {
      done(isAbsent(error) ? 'handled' : error);
    }
  });
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}
