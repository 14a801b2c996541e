import { parseJson, printJson } from '../../lib/json';
import { compileJsonPath } from '../../lib/jsonpath';
import type { LineCase } from './jsonl';
import { differenceOf, isRefusal } from './runner';

/** A path, a document, and one of: the value as JSON text, `missing`, `error`. */
export interface JsonPathCase extends LineCase {
  readonly body: string;
  readonly path: string;
  readonly output?: string;
  readonly missing?: boolean;
  readonly error?: boolean;
}

/** Runs a JSONPath case: what differed, or null. */
export function runJsonPathCase(line: JsonPathCase): string | null {
  const difference = differenceOf(expectedOf(line), read(line));
  return difference === null ? null : `${line.path}\n${difference}`;
}

function expectedOf({ output = '', missing, error }: JsonPathCase): string {
  return error ? 'a refusal' : missing ? 'nothing' : output;
}

function read({ path, body }: JsonPathCase): string {
  try {
    const result = compileJsonPath(path).read(parseJson(body, { lenient: true }));
    return result.found ? printJson(result.value) : 'nothing';
  } catch (error) {
    return isRefusal(error) ? 'a refusal' : String(error);
  }
}
