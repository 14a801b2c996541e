import type { LiveExchange } from '../live-exchange';

/** Makes a text out of a request; undefined when the request has no such value. */
export type TextOf = (exchange: LiveExchange) => string | undefined;

type Position = 'header' | 'querystring' | 'path';

const READERS: Readonly<Record<Position, (exchange: LiveExchange, name: string) => TextOrNone>> = {
  header: (exchange, name) => exchange.headerValues(name).at(-1),
  querystring: (exchange, name) => exchange.query.get(name)?.at(-1),
  path: (exchange, name) => exchange.pathParameters.get(name),
};

type TextOrNone = string | undefined;

const PARAMETER = /^method\.request\.(header|querystring|path)\.(.+)$/;
const REFERENCE =
  /\$(context\.[\w-]+(?:\.[\w-]+)*|stageVariables\.\w+|method\.request\.(?:header|querystring|path)\.[\w-]+)/g;
const STATIC = /^'(.*)'$/s;

/**
 * The value of a mapping expression: `'static'`, `method.request.header.Accept`,
 * `context.requestId` or `stageVariables.name`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function compileValue(expression: string): TextOf {
  const fixed = STATIC.exec(expression)?.[1];
  if (fixed !== undefined) return () => fixed;
  const [, position, name] = PARAMETER.exec(expression) ?? [];
  if (position !== undefined && name !== undefined) {
    const read = READERS[position as Position];
    return (exchange) => read(exchange, name);
  }
  const [root, ...members] = expression.split('.');
  if (root === 'context') return (exchange) => contextText(exchange, members);
  if (root === 'stageVariables') {
    const variable = members.join('.');
    return ({ stageVariables }) => ownText(stageVariables, variable);
  }
  return () => undefined;
}

/**
 * A template of a gateway response: plain substitution of `$context`, `$stageVariables` and
 * `$method.request` values, no language. A value that the request does not have is empty.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function compileSubstitution(template: string): TextOf {
  const parts: (string | TextOf)[] = [];
  let end = 0;
  for (const match of template.matchAll(REFERENCE)) {
    parts.push(template.slice(end, match.index), compileValue(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  parts.push(template.slice(end));
  return (exchange) =>
    parts.map((part) => (typeof part === 'string' ? part : (part(exchange) ?? ''))).join('');
}

/**
 * A member of `$context` as text.
 *
 * @param members such as `['identity', 'sourceIp']`
 */
export function contextText(exchange: LiveExchange, members: readonly string[]): TextOrNone {
  return textAt(exchange.context(), members);
}

/** A member of a JSON object as text; objects and what is not there have none. */
export function textAt(json: unknown, members: readonly string[]): TextOrNone {
  let value = json;
  for (const member of members) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) {
      return undefined;
    }
    value = (value as Readonly<Record<string, unknown>>)[member];
  }
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}

function ownText(record: Readonly<Record<string, string>>, name: string): TextOrNone {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
