import { type JsonValue, printJson } from '../json';
import { type Budget, HostObject, jsonOf, type VtlMap, type VtlValue } from '../vtl';
import type { RequestParameters } from './mapping-input';
import { PARAMETER_PARTS, partMap } from './parameter-parts';
import { asFailure, type PathCache } from './path-cache';
import { parseDocument } from './util-variable';

/** What `$input.body` is without a body. */
const EMPTY_BODY = '{}';

/** What `$input.json` answers for a path that leads nowhere. */
const MISSING_JSON = '""';

type InputMethod = (
  input: InputVariable,
  parameters: readonly VtlValue[],
  budget: Budget,
) => VtlValue | undefined;

const METHODS: ReadonlyMap<string, InputMethod> = new Map<string, InputMethod>([
  ['path', (input, parameters) => withText(parameters, (path) => input.path(path))],
  ['json', (input, parameters, budget) => withText(parameters, (path) => input.json(path, budget))],
  [
    'params',
    (input, parameters) =>
      parameters.length === 0
        ? input.allParams()
        : withText(parameters, (name) => input.param(name)),
  ],
]);

/**
 * `$input`: the payload and the parameters.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference
 */
export class InputVariable extends HostObject {
  private document: JsonValue | undefined;
  private all: VtlMap | undefined;

  /**
   * @param given - the payload as text
   * @param params - the parameters
   * @param paths - the JSONPaths that the template has used so far
   */
  public constructor(
    private readonly given: string | undefined,
    private readonly params: RequestParameters,
    private readonly paths: PathCache,
  ) {
    super();
  }

  public override call(
    method: string,
    parameters: readonly VtlValue[],
    budget: Budget,
  ): VtlValue | undefined {
    return METHODS.get(method)?.(this, parameters, budget);
  }

  public override get(property: string): VtlValue | undefined {
    return property === 'body' || property === 'Body' ? this.body : undefined;
  }

  /** The payload as text. */
  public get body(): string {
    return this.given === undefined || this.given === '' ? EMPTY_BODY : this.given;
  }

  /** `$input.path('$.a')`: the value, which can be gone through; null if there is none. */
  public path(path: string): VtlValue {
    return this.read(path) ?? null;
  }

  /** `$input.json('$.a')`: the value as JSON text; `""` with the quotes if there is none. */
  public json(path: string, budget: Budget): string {
    const value = this.read(path);
    const text = value === undefined ? MISSING_JSON : printJson(jsonOf(value, budget));
    budget.charge(text.length);
    return text;
  }

  /** `$input.params('name')`: the first of path, query string and header that has it. */
  public param(name: string): string {
    const part = PARAMETER_PARTS.find((where) => Object.hasOwn(this.params[where] ?? {}, name));
    return (part && this.params[part]?.[name]) ?? '';
  }

  /** `$input.params()`: a map with the maps `path`, `querystring` and `header`. */
  public allParams(): VtlMap {
    this.all ??= new Map(PARAMETER_PARTS.map((part) => [part, partMap(this.params, part)]));
    return this.all;
  }

  private read(path: string): JsonValue | undefined {
    const compiled = this.paths.get(path);
    this.document ??= parseDocument(this.body);
    const { document } = this;
    const result = asFailure(() => compiled.read(document));
    return result.found ? result.value : undefined;
  }
}

// Velocity finds no method for parameters of other types.
function withText<T>(
  [text, ...more]: readonly VtlValue[],
  use: (text: string) => T,
): T | undefined {
  return typeof text === 'string' && more.length === 0 ? use(text) : undefined;
}
