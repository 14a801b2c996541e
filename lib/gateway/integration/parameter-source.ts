import { type JsonValue, printJson } from '../../json';
import { compileJsonPath, JsonPathError } from '../../jsonpath';
import type { Exchange } from '../exchange';
import { headerValues } from '../headers';
import { decodePercent } from '../query';
import type { HeaderPair } from '../request';
import type { MethodRequest } from './method-request';
import { UnsupportedIntegration } from './unsupported-integration';

/** What a mapping expression leads to; undefined when it leads nowhere. */
export type ParameterValue = string | readonly string[] | undefined;

/** Reads a mapping expression. */
export type ParameterReader<Source> = (source: Source) => ParameterValue;

/** The answer of an endpoint, as mapping expressions of an integration response read it. */
export interface ResponseParts {
  readonly request: MethodRequest;
  readonly headers: readonly HeaderPair[];
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly document: JsonValue | undefined;
}

/** Compiles what follows a prefix, such as the name in `method.request.header.name`. */
type Compiler<Source> = (rest: string) => ParameterReader<Source>;

const REQUEST_SOURCES: ReadonlyMap<string, Compiler<MethodRequest>> = new Map<
  string,
  Compiler<MethodRequest>
>([
  [
    'method.request.path.',
    (name) =>
      ({ exchange }) =>
        pathParameter(exchange, name),
  ],
  [
    'method.request.querystring.',
    (name) =>
      ({ exchange }) =>
        exchange.query.get(name)?.at(-1),
  ],
  [
    'method.request.multivaluequerystring.',
    (name) =>
      ({ exchange }) =>
        exchange.query.get(name),
  ],
  ['method.request.header.', (name) => (request) => request.headerValues(name).at(-1)],
  ['method.request.multivalueheader.', (name) => (request) => present(request.headerValues(name))],
  ['method.request.body.', (path) => bodyReader(path)],
  ['context.', (path) => contextReader<MethodRequest>(path, ({ exchange }) => exchange)],
  [
    'stageVariables.',
    (name) =>
      ({ exchange }) =>
        stageVariable(exchange, name),
  ],
]);

const RESPONSE_SOURCES: ReadonlyMap<string, Compiler<ResponseParts>> = new Map<
  string,
  Compiler<ResponseParts>
>([
  [
    'integration.response.header.',
    (name) =>
      ({ headers }) =>
        headerValues(headers, name).at(-1),
  ],
  [
    'integration.response.multivalueheader.',
    (name) =>
      ({ headers }) =>
        present(headerValues(headers, name)),
  ],
  ['integration.response.body.', (path) => bodyReader(path)],
  ['context.', (path) => contextReader<ResponseParts>(path, ({ request }) => request.exchange)],
  [
    'stageVariables.',
    (name) =>
      ({ request }) =>
        stageVariable(request.exchange, name),
  ],
]);

/**
 * Compiles a mapping expression of an integration request.
 *
 * @param path names the expression in errors
 * @throws {@link UnsupportedIntegration} when the expression is none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html
 */
export function compileRequestSource(
  expression: string,
  path: string,
): ParameterReader<MethodRequest> {
  return compileSource(expression, path, 'method.request.body', REQUEST_SOURCES);
}

/**
 * Compiles a mapping expression of an integration response.
 *
 * @param path names the expression in errors
 * @throws {@link UnsupportedIntegration} when the expression is none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html
 */
export function compileResponseSource(
  expression: string,
  path: string,
): ParameterReader<ResponseParts> {
  return compileSource(expression, path, 'integration.response.body', RESPONSE_SOURCES);
}

function compileSource<Source extends { readonly text: string }>(
  expression: string,
  path: string,
  body: string,
  sources: ReadonlyMap<string, Compiler<Source>>,
): ParameterReader<Source> {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  if (literal !== undefined) return () => literal;
  if (expression === body) return ({ text }) => text;
  for (const [prefix, compile] of sources) {
    if (!expression.startsWith(prefix) || expression.length === prefix.length) continue;
    try {
      return compile(expression.slice(prefix.length));
    } catch (error) {
      if (error instanceof JsonPathError) throw new UnsupportedIntegration(path, error.message);
      throw error;
    }
  }
  throw new UnsupportedIntegration(
    path,
    `must be a text in single quotes, ${body} or one of ${[...sources.keys()].join(', ')} with a ` +
      `name, got: ${JSON.stringify(expression)}`,
  );
}

function pathParameter({ pathParameters }: Exchange, name: string): string | undefined {
  const sent = pathParameters.get(name);
  return sent === undefined ? undefined : decodePercent(sent);
}

function present(values: readonly string[]): ParameterValue {
  return values.length === 0 ? undefined : values;
}

function bodyReader(
  expression: string,
): ParameterReader<{ readonly document: JsonValue | undefined }> {
  const path = compileJsonPath(expression.startsWith('$') ? expression : `$.${expression}`);
  return ({ document }) => {
    if (document === undefined) return undefined;
    const result = path.read(document);
    return result.found ? jsonText(result.value) : undefined;
  };
}

function jsonText(value: JsonValue): string | undefined {
  if (value === null) return undefined;
  return typeof value === 'string' ? value : printJson(value);
}

function contextReader<Source>(
  expression: string,
  exchangeOf: (source: Source) => Exchange,
): ParameterReader<Source> {
  const names = expression.split('.');
  return (source) => {
    let value: unknown = exchangeOf(source).context();
    for (const name of names) value = member(value, name);
    if (value === undefined || value === null) return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
}

function stageVariable({ stageVariables }: Exchange, name: string): string | undefined {
  return Object.hasOwn(stageVariables, name) ? stageVariables[name] : undefined;
}

function member(record: unknown, name: string): unknown {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, name)) {
    return undefined;
  }
  return (record as Readonly<Record<string, unknown>>)[name];
}
