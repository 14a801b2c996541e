import type { JsonValue } from '../json';
import { chainSteps } from './chain';
import { followSteps } from './conditions';
import { parsePath } from './parse-path';
import { MismatchedStep, Reading } from './reading';
import { Source } from './source';
import type { DefiniteStep, PlacedStep } from './steps';

/** What a path leads to in a document. */
export type PathResult =
  | { readonly found: true; readonly value: JsonValue }
  | { readonly found: false };

/** A compiled JSONPath, for any number of documents. */
export interface JsonPath {
  /** The path as it was given. */
  readonly text: string;

  /**
   * Whether the path leads to one value at most, which is then the result. Otherwise the result
   * is an array of all that it leads to, which may be empty.
   */
  readonly definite: boolean;

  /**
   * Follows the path through a document.
   *
   * @throws {@link JsonPathError} when a filter compares a number with a text that is no number,
   * or when the path looks at more than 5,000,000 values
   */
  read(document: JsonValue): PathResult;
}

const MISSING: PathResult = { found: false };

/**
 * Compiles a path of the language that API Gateway's mapping templates use: Jayway's JsonPath, as
 * its version 2.0 reads and applies it.
 *
 * `$.a.b`, `$['a']`, `$['a','b']`, `$[0]`, `$[0,2]`, `$[1:]`, `$[(@.length-1)]`, `*`, `..`, and
 * filters `[?(@.a == 'b' && @.c =~ /d.+/i)]`. A path without `$` starts at the document too.
 *
 * @throws {@link JsonPathError} when the text is no such path, with the offset of the fault
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function compileJsonPath(text: string): JsonPath {
  const steps = parsePath(new Source(text));
  const definiteSteps = steps.flatMap(({ step, deep }) => (step.definite && !deep ? [step] : []));
  return definiteSteps.length === steps.length
    ? { text, definite: true, read: definiteReader(definiteSteps) }
    : { text, definite: false, read: selectingReader(text, steps) };
}

function definiteReader(steps: readonly DefiniteStep[]): JsonPath['read'] {
  return orMissing((document) => followSteps(steps, document));
}

function selectingReader(text: string, steps: readonly PlacedStep[]): JsonPath['read'] {
  const visit = chainSteps(steps);
  return orMissing((document) => {
    const reading = new Reading(document, text);
    return visit(document, reading) ? reading.results : undefined;
  });
}

function orMissing(read: (document: JsonValue) => JsonValue | undefined): JsonPath['read'] {
  return (document) => {
    try {
      const value = read(document);
      return value === undefined ? MISSING : { found: true, value };
    } catch (error) {
      if (error instanceof MismatchedStep) {
        return MISSING;
      }
      throw error;
    }
  };
}
