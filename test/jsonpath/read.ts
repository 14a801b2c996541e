import { parseJson, printJson } from '../../lib/json';
import { compileJsonPath } from '../../lib/jsonpath';

/** What a path leads to, as JSON text; undefined when it leads nowhere. */
export function read(path: string, document: string): string | undefined {
  const result = compileJsonPath(path).read(parseJson(document, { lenient: true }));
  return result.found ? printJson(result.value) : undefined;
}
