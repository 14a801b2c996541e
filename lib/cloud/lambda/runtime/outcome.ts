import { errorDocument, RuntimeError } from './runtime-error';

/** What one run of a handler came to, when its answer is not a stream. */
export interface BufferedOutcome {
  readonly kind: 'returned' | 'failed';
  /** JSON text: the answer, or the error document. */
  readonly payload: string;
}

/** Text that the runtime has for an answer that is no JSON. */
const UNSERIALIZABLE = 'Unable to stringify response body';

/**
 * The outcome of a handler that returned.
 *
 * @param nodeMajor the runtime's; up to Node.js 22 the error for an answer that is no JSON (a
 *   circular object, a BigInt) is a plain `Error`
 */
export function returned(value: unknown, nodeMajor: number): BufferedOutcome {
  try {
    return { kind: 'returned', payload: JSON.stringify(value) ?? 'null' };
  } catch {
    const error =
      nodeMajor < 24
        ? new Error(UNSERIALIZABLE)
        : new RuntimeError('JSONStringifyError', UNSERIALIZABLE);
    return failed(error);
  }
}

/** The outcome of a handler that threw. */
export function failed(thrown: unknown): BufferedOutcome {
  return { kind: 'failed', payload: JSON.stringify(errorDocument(thrown)) };
}

/** The outcome of a sandbox that broke down, of which there is no stack. */
export function broken(errorType: string, errorMessage: string): BufferedOutcome {
  return { kind: 'failed', payload: JSON.stringify({ errorType, errorMessage }) };
}
