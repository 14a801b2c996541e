import type { MultiMap } from './exchange';

const NO_PARAMETERS: MultiMap = new Map();

/** What parts a query string: a semicolon that is not escaped splits it, too. */
const SEPARATOR = /[&;]/;

/**
 * Reads a query string: `+` is a blank, `%2B` a plus; values of a repeated name keep their order.
 * What is no valid escape stays as it was sent.
 *
 * @param query as sent, without the question mark
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function parseQuery(query: string): MultiMap {
  if (query === '') return NO_PARAMETERS;
  const parameters = new Map<string, string[]>();
  for (const part of query.split(SEPARATOR)) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decodeQueryText(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : decodeQueryText(part.slice(equals + 1));
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

/** Decodes a name or value of a query string. */
export function decodeQueryText(text: string): string {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** Decodes percent-encoding; a text with an invalid escape is left as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
