import { createRequire } from 'node:module';
import { type Context, createContext, Script } from 'node:vm';
import { mapSurrogates, toRe2 } from './ecma-pattern';
import { GivenUpError } from './limits';

/** The engine is loaded with the first pattern: most APIs have none. */
const load = createRequire(__filename);

/** Longest processor time that one match may take where only a backtracking engine can run the pattern. */
export const MATCH_TIMEOUT_MS = 100;

/** A pattern of a schema, searched anywhere in a text. */
export interface Pattern {
  readonly source: string;
  /** @throws {@link PatternTimeoutError} */
  test(text: string): boolean;
}

/** A match was stopped because it took longer than {@link MATCH_TIMEOUT_MS}. */
export class PatternTimeoutError extends GivenUpError {
  public constructor(source: string) {
    super(`ECMA 262 regex "${source}" took longer than ${MATCH_TIMEOUT_MS} ms on the input string`);
  }
}

const SURROGATE = /[\ud800-\udfff]/;
/** `(?` followed by anything that ECMA 262 up to its 5th edition does not have. */
const LATER_GROUP = /\(\?(?![:=!])/;
const CLASS_OR_ESCAPE = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g;

/**
 * Compiles a pattern as API Gateway's engine reads it: ECMA 262 before 2015, on UTF-16 code units.
 *
 * It runs in linear time (RE2) unless it has look-ahead, back references or huge repetitions;
 * those run in V8's engine, and a match that takes longer than {@link MATCH_TIMEOUT_MS} is stopped.
 *
 * @returns `undefined` when the pattern is not valid
 */
export function compilePattern(source: string): Pattern | undefined {
  if (!isValidPattern(source)) return undefined;
  return linearPattern(source) ?? { source, test: (text) => testBounded(source, text) };
}

/** Tells whether a text is a regular expression that {@link compilePattern} takes. */
export function isValidPattern(source: string): boolean {
  if (LATER_GROUP.test(source.replace(CLASS_OR_ESCAPE, 'x'))) return false;
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

function linearPattern(source: string): Pattern | undefined {
  try {
    const { RE2JS } = load('re2js') as typeof import('re2js');
    const re2 = RE2JS.compile(toRe2(source));
    return {
      source,
      test: (text) => re2.test(SURROGATE.test(text) ? mapSurrogates(text) : text),
    };
  } catch {
    // Look-ahead, a back reference, or more repetitions than RE2 unrolls.
    return undefined;
  }
}

const TIMEOUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT';
const SCRIPT = new Script('new RegExp(source).test(text)');
let sandbox: Context | undefined;

/**
 * A clock goes on while other processes have the processor: a match is given up when this process
 * has used up the time, and else begun again.
 */
function testBounded(source: string, text: string): boolean {
  sandbox ??= createContext(Object.create(null));
  Object.assign(sandbox, { source, text });
  const started = process.cpuUsage();
  for (;;) {
    try {
      return SCRIPT.runInContext(sandbox, { timeout: MATCH_TIMEOUT_MS }) as boolean;
    } catch (error) {
      const { user, system } = process.cpuUsage(started);
      const isOver = (user + system) / 1000 >= MATCH_TIMEOUT_MS;
      if (isOver || !isTimeout(error)) throw new PatternTimeoutError(source);
    }
  }
}

/** The error may be of another realm than this library's. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === TIMEOUT;
}
