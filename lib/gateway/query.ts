import type { MultiMap } from './exchange';

const NO_PARAMETERS: MultiMap = new Map();

/**
 * Reads a query string: `+` is a blank, `%2B` a plus; values of a repeated name keep their order.
 * What is no valid escape stays as it was sent.
 *
 * @param query as sent, without the question mark
 */
export function parseQuery(query: string): MultiMap {
  if (query === '') return NO_PARAMETERS;
  const parameters = new Map<string, string[]>();
  for (const part of query.split('&')) {
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
