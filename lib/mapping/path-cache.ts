import { compileJsonPath, type JsonPath, JsonPathError } from '../jsonpath';
import { VtlFailure } from '../vtl';

/** Paths that one template keeps: `"$.items[$i]"` makes a new one each turn. */
const SIZE = 200;

/** The compiled JSONPaths of one template. */
export class PathCache {
  private readonly paths = new Map<string, JsonPath>();

  /** @throws {@link VtlFailure} when the text is no JSONPath */
  public get(text: string): JsonPath {
    const known = this.paths.get(text);
    if (known !== undefined) return known;
    const path = asFailure(() => compileJsonPath(text));
    if (this.paths.size >= SIZE) this.paths.clear();
    this.paths.set(text, path);
    return path;
  }
}

/** Runs something in which a JSONPath may fail, as the template's failure. */
export function asFailure<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof JsonPathError) throw new VtlFailure(error.message, { cause: error });
    throw error;
  }
}
