import { compileJavaPattern } from '../java-pattern';
import { UnsupportedIntegration } from './unsupported-integration';

/** What is selected by a pattern. */
interface Selectable {
  /** Names it in errors. */
  readonly path: string;
  /** Status that the caller gets. */
  readonly status: number;
  /** @default - chosen when no pattern matches; so is one with an empty pattern */
  readonly selectionPattern?: string;
}

/** What a function that returned is matched with: its error message is null. */
const NO_ERROR = '';

/** Answers that are remembered: status codes, and error messages that repeat. */
const CACHE_SIZE = 200;

/**
 * Compiles the choice of an integration response: one whose pattern matches the whole text, otherwise
 * the one without a pattern. Of several that match it is the one with the status of the backend, or
 * else the first.
 *
 * @returns a function of the status code or error message; undefined stands for a function that
 * returned, which a pattern such as `.*` matches too
 * @throws {@link UnsupportedIntegration} when a pattern is no regular expression
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
 */
export function compileSelection<T extends Selectable>(
  responses: readonly T[],
): (text: string | undefined) => T | undefined {
  const standard = responses.find(({ selectionPattern }) => !selectionPattern);
  const patterns = responses.flatMap((response) => {
    const { selectionPattern, path } = response;
    if (!selectionPattern) return [];
    return [{ response, matches: compilePattern(selectionPattern, path) }];
  });
  if (patterns.length === 0) return () => standard;
  const known = new Map<string, T | undefined>();
  return (selection) => {
    const text = selection ?? NO_ERROR;
    if (known.has(text)) return known.get(text);
    const chosen = choose(patterns, text) ?? standard;
    if (known.size >= CACHE_SIZE) known.clear();
    known.set(text, chosen);
    return chosen;
  };
}

interface Pattern<T> {
  readonly response: T;
  matches(text: string): boolean;
}

function choose<T extends Selectable>(
  patterns: readonly Pattern<T>[],
  text: string,
): T | undefined {
  const fitting = patterns.filter(({ matches }) => matches(text)).map(({ response }) => response);
  return fitting.find(({ status }) => String(status) === text) ?? fitting[0];
}

function compilePattern(pattern: string, path: string): (text: string) => boolean {
  try {
    return compileJavaPattern(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnsupportedIntegration(`${path}/SelectionPattern`, reason);
  }
}
