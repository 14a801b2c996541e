import { LenientReader } from './lenient-reader';
import { StrictReader } from './strict-reader';
import { JsonSyntaxError } from './syntax-error';
import type { JsonValue } from './values';

/** As json-smart: a document nested deeper is refused instead of exhausting the stack. */
const MAX_DEPTH = 400;

/** The one legal character that json-smart's permissive mode may drop from a string. */
const DELETE = '\x7f';

/** How {@link parseJson} reads. */
export interface ParseJsonOptions {
  /**
   * Read as json-smart's permissive mode does, which is how API Gateway reads payloads and the
   * result of a mapping template: `{statusCode: 200}`, `{'a': 'b'}` and `[1,]` are accepted, what
   * follows the first value is ignored, and a text that is no JSON is one string.
   *
   * @default false - RFC 8259 by the letter
   */
  readonly lenient?: boolean;
}

/**
 * Reads a JSON text into a {@link JsonValue}, in time linear in its length.
 *
 * Members keep the order of the text, also those with names like `1`; of two with one name the
 * last value counts, at the place of the first. Up to 400 levels of objects and arrays.
 *
 * @throws {@link JsonSyntaxError} where the text stops to be JSON, or is nested deeper
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): JsonValue {
  return options.lenient ? parseLenientJson(text) : new StrictReader(text, MAX_DEPTH).read();
}

// Both readers agree wherever the strict one succeeds, and the strict one is fast.
function parseLenientJson(text: string): JsonValue {
  if (text.includes(DELETE)) {
    return new LenientReader(text, MAX_DEPTH).read();
  }
  try {
    return new StrictReader(text, MAX_DEPTH).read();
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return new LenientReader(text, MAX_DEPTH).read();
    }
    throw error;
  }
}
