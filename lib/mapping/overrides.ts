import { Budget, DEFAULT_LIMITS, textOf, type VtlMap, type VtlValue } from '../vtl';

/** What a template has overridden: everything is text, in the order in which it was set. */
export interface MappingOverrides {
  /** `$context.requestOverride`: the parameters of the integration request. */
  readonly request: {
    readonly path: ReadonlyMap<string, string>;
    readonly querystring: ReadonlyMap<string, string>;
    readonly header: ReadonlyMap<string, string>;
  };

  /** `$context.responseOverride`: the response to the client. */
  readonly response: {
    readonly header: ReadonlyMap<string, string>;

    /** The status as the template wrote it. Undefined if it set none. */
    readonly status: string | undefined;
  };

  /** `requestOverride` and `responseOverride` with all that was set in them, for `$context` of the next template. */
  readonly context: Readonly<Record<string, unknown>>;
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

const NOTHING: ReadonlyMap<string, string> = new Map();

/** The overrides of a rendering whose template cannot have set any. */
export const NO_OVERRIDES: MappingOverrides = {
  request: { path: NOTHING, querystring: NOTHING, header: NOTHING },
  response: { header: NOTHING, status: undefined },
  context: {},
};

/** Whether a template before has left overrides. */
export function hasOverrides(context: Readonly<Record<string, unknown>> | undefined): boolean {
  return context?.['requestOverride'] !== undefined || context?.['responseOverride'] !== undefined;
}

/** Adds the maps to `$context` that overrides are set in. */
export function addOverrides(context: VtlMap): void {
  for (const [name, parts] of Object.entries(OVERRIDES)) {
    const override = childOf(context, name);
    for (const part of parts) childOf(override, part);
  }
}

/** Reads the overrides from `$context` after the rendering. */
export function overridesIn(context: VtlMap): MappingOverrides {
  const budget = new Budget(DEFAULT_LIMITS);
  const request = mapAt(context, 'requestOverride');
  const response = mapAt(context, 'responseOverride');
  const status = response.get('status') ?? null;
  return {
    request: {
      path: textsAt(request, 'path', budget),
      querystring: textsAt(request, 'querystring', budget),
      header: textsAt(request, 'header', budget),
    },
    response: {
      header: textsAt(response, 'header', budget),
      status: status === null ? undefined : textOf(status, budget),
    },
    context: Object.fromEntries(Object.keys(OVERRIDES).map((name) => [name, mapAt(context, name)])),
  };
}

function textsAt(map: VtlMap, name: string, budget: Budget): ReadonlyMap<string, string> {
  const entries: readonly [VtlValue, VtlValue][] = [...mapAt(map, name)];
  return new Map(entries.map(([key, value]) => [textOf(key, budget), textOf(value, budget)]));
}

// A template may have put anything in the place of the map.
function mapAt(map: VtlMap, name: string): VtlMap {
  const child = map.get(name);
  return child instanceof Map ? child : new Map();
}

function childOf(map: VtlMap, name: string): VtlMap {
  const known = map.get(name);
  if (known instanceof Map) return known;
  const child: VtlMap = new Map();
  map.set(name, child);
  return child;
}
