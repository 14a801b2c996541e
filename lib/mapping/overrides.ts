import {
  Budget,
  DEFAULT_LIMITS,
  textOf,
  VtlFailure,
  VtlList,
  type VtlMap,
  type VtlValue,
} from '../vtl';

/** Text, or the texts of a parameter that has several values. */
export type OverrideValue = string | readonly string[];

/** Parameters by name, in the order in which they were set. */
export type OverrideValues = ReadonlyMap<string, OverrideValue>;

/** What a template has overridden: everything is text. */
export interface MappingOverrides {
  /** `$context.requestOverride`: the parameters of the integration request. */
  readonly request: {
    readonly path: OverrideValues;
    readonly querystring: OverrideValues;
    readonly header: OverrideValues;
  };

  /** `$context.responseOverride`: the response to the client. */
  readonly response: {
    readonly header: OverrideValues;

    /** The status as the template wrote it. Undefined if it set none. */
    readonly status: string | undefined;
  };

  /** `$context.requestOverride` and `$context.responseOverride` as the next template finds them. */
  readonly context: ReadonlyMap<string, VtlMap>;
}

/**
 * Parts of a request or response that a template may override.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
const OVERRIDES = {
  requestOverride: ['path', 'querystring', 'header'],
  responseOverride: ['header'],
} as const;

const NOTHING: OverrideValues = new Map();

/** The overrides of a rendering whose template cannot have set any. */
export const NO_OVERRIDES: MappingOverrides = {
  request: { path: NOTHING, querystring: NOTHING, header: NOTHING },
  response: { header: NOTHING, status: undefined },
  context: new Map(),
};

/** Member of `$context.responseOverride` that is no map. */
const STATUS = 'status';

/**
 * A map whose members a template may set, each once: overrides are final.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
class FinalMap extends Map<VtlValue, VtlValue> {
  private readonly written = new Set<VtlValue>();

  /**
   * @param before - what is there before the template runs
   * @param isFinal - which members may be set once only
   */
  public constructor(
    before: VtlMap,
    private readonly isFinal: (name: VtlValue) => boolean,
  ) {
    super();
    for (const [name, value] of before) super.set(name, value);
  }

  /** @throws {@link VtlFailure} when the template has set the member before */
  public override set(name: VtlValue, value: VtlValue): this {
    if (this.isFinal(name)) {
      if (this.written.has(name)) {
        throw new VtlFailure(`${String(name)} is overridden twice; an override is final`);
      }
      this.written.add(name);
    }
    return super.set(name, value);
  }
}

/** Whether a template before has left overrides. */
export function hasOverrides(context: Readonly<Record<string, unknown>> | undefined): boolean {
  return context?.['requestOverride'] !== undefined || context?.['responseOverride'] !== undefined;
}

/**
 * Adds the maps to `$context` that overrides are set in.
 *
 * @param earlier - what a template before has set
 */
export function addOverrides(context: VtlMap, earlier: MappingOverrides | undefined): void {
  for (const [name, parts] of Object.entries(OVERRIDES)) {
    const before = new Map(earlier?.context.get(name) ?? mapAt(context, name));
    for (const part of parts) before.set(part, new FinalMap(mapAt(before, part), () => true));
    context.set(name, new FinalMap(before, (member) => member === STATUS));
  }
}

/** Reads the overrides from `$context` after the rendering. */
export function overridesIn(context: VtlMap): MappingOverrides {
  const budget = new Budget(DEFAULT_LIMITS);
  const request = mapAt(context, 'requestOverride');
  const response = mapAt(context, 'responseOverride');
  const status = response.get(STATUS) ?? null;
  return {
    request: {
      path: valuesAt(request, 'path', budget),
      querystring: valuesAt(request, 'querystring', budget),
      header: valuesAt(request, 'header', budget),
    },
    response: {
      header: valuesAt(response, 'header', budget),
      status: status === null ? undefined : textOf(status, budget),
    },
    context: new Map(Object.keys(OVERRIDES).map((name) => [name, mapAt(context, name)])),
  };
}

function valuesAt(map: VtlMap, name: string, budget: Budget): OverrideValues {
  const entries: readonly [VtlValue, VtlValue][] = [...mapAt(map, name)];
  return new Map(entries.map(([key, value]) => [textOf(key, budget), overrideOf(value, budget)]));
}

function overrideOf(value: VtlValue, budget: Budget): OverrideValue {
  const items = value instanceof VtlList ? value.items : value;
  return Array.isArray(items) ? items.map((item) => textOf(item, budget)) : textOf(value, budget);
}

// A template may have put anything in the place of the map.
function mapAt(map: VtlMap, name: string): VtlMap {
  const child = map.get(name);
  return child instanceof Map ? child : new Map();
}
