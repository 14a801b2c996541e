import type { MappingOverrides } from '../../mapping';
import { configurationError } from './failures';
import { HeaderList } from './header-list';
import type { Texts } from './literals';
import type { MethodRequest } from './method-request';
import {
  compileRequestSource,
  type ParameterReader,
  type ParameterValue,
} from './parameter-source';
import { UnsupportedIntegration } from './unsupported-integration';

/** Parameters of the request to an endpoint. */
export interface IntegrationParameters {
  /** What replaces `{name}` in the URI. */
  readonly path: Map<string, string>;
  readonly querystring: Map<string, readonly string[]>;
  readonly headers: HeaderList;
}

/** Which headers a mapping may set. */
export interface MappedHeaderRules {
  /** A mapping that sets one of these makes the call fail. */
  readonly refused: ReadonlySet<string>;
  /** A mapping that sets one of these has no effect. */
  readonly ignored: ReadonlySet<string>;
}

/** Maps the parameters of a method request. */
export type MapParameters = (
  request: MethodRequest,
  overrides: MappingOverrides | undefined,
) => IntegrationParameters;

type Part = keyof MappingOverrides['request'];
type SetPart = (
  parameters: IntegrationParameters,
  name: string,
  value: Exclude<ParameterValue, undefined>,
) => void;

interface Mapping {
  readonly name: string;
  readonly set: SetPart;
  readonly read: ParameterReader<MethodRequest>;
}

const TARGET = /^integration\.request\.(path|querystring|header)\.(.+)$/s;

/**
 * Compiles the request parameters of an integration.
 *
 * @param mappings `integration.request.{path|querystring|header}.name` to an expression
 * @param rules which headers may be set
 * @param path names the integration in errors
 * @throws {@link UnsupportedIntegration} when a target or an expression is none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html
 */
export function compileRequestParameters(
  mappings: Texts,
  rules: MappedHeaderRules,
  path: string,
): MapParameters {
  const setters = settersFor(rules);
  const compiled = Object.entries(mappings).map(([target, expression]): Mapping => {
    const property = `${path}/RequestParameters/${target}`;
    const [, part, name] = TARGET.exec(target) ?? [];
    if (part === undefined || name === undefined) {
      throw new UnsupportedIntegration(
        property,
        'must be integration.request.path, integration.request.querystring or ' +
          'integration.request.header with a name',
      );
    }
    return {
      name,
      set: setters[part as Part],
      read: compileRequestSource(expression, property),
    };
  });
  return (request, overrides) => {
    const parameters = emptyParameters();
    for (const { name, set, read } of compiled) {
      const value = read(request);
      if (value !== undefined) set(parameters, name, value);
    }
    if (overrides !== undefined) applyOverrides(parameters, overrides, setters);
    return parameters;
  };
}

function emptyParameters(): IntegrationParameters {
  return { path: new Map(), querystring: new Map(), headers: new HeaderList() };
}

function settersFor({ refused, ignored }: MappedHeaderRules): Readonly<Record<Part, SetPart>> {
  return {
    path: ({ path }, name, value) => {
      path.set(name, typeof value === 'string' ? value : value.join(','));
    },
    querystring: ({ querystring }, name, value) => {
      querystring.set(name, typeof value === 'string' ? [value] : value);
    },
    header: ({ headers }, name, value) => {
      const key = name.toLowerCase();
      if (refused.has(key)) {
        throw configurationError(`Invalid header in the integration request: ${name}`);
      }
      if (!ignored.has(key)) headers.set(name, value);
    },
  };
}

function applyOverrides(
  parameters: IntegrationParameters,
  { request }: MappingOverrides,
  setters: Readonly<Record<Part, SetPart>>,
): void {
  for (const [name, value] of request.path) setters.path(parameters, name, value);
  for (const [name, value] of request.querystring) setters.querystring(parameters, name, value);
  for (const [name, value] of request.header) setters.header(parameters, name, value);
}
