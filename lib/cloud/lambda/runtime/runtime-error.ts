import { types } from 'node:util';

/** An error that the runtime itself reports, such as `Runtime.HandlerNotFound`. */
export class RuntimeError extends Error {
  /**
   * @param name what stands behind `Runtime.`
   * @param stack stack of the user's error where that says more
   */
  public constructor(name: string, message: string, stack?: string) {
    super(message);
    this.name = `Runtime.${name}`;
    if (stack !== undefined) this.stack = stack;
  }
}

/**
 * What a function says that failed, as the runtime sends it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Lines of the stack; absent where the sandbox failed and not the code. */
  readonly trace?: readonly string[];
}

const UNREADABLE =
  'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack';

/** The error document of whatever a handler threw: an error, or any other value. */
export function errorDocument(thrown: unknown): ErrorDocument {
  try {
    if (isError(thrown)) {
      return {
        errorType: withoutDelete(thrown.name),
        errorMessage: withoutDelete(thrown.message),
        trace: withoutDelete(thrown.stack ?? '').split('\n'),
      };
    }
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  } catch {
    return { errorType: 'handled', errorMessage: UNREADABLE, trace: [] };
  }
}

/** Also an error of another realm, such as the one that a test runner makes for each test file. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** The runtime's pipe to Lambda cannot carry the DEL character. */
function withoutDelete(text: string): string {
  return String(text).replaceAll('\x7F', '%7F');
}
