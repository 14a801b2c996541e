// biome-ignore-all lint/suspicious/noControlCharactersInRegex: they are what is escaped
import { numberToString } from './numbers';
import { JsonDouble, type JsonObject, type JsonValue } from './values';

/** More nesting than any payload has; a list that holds itself ends here. */
const MAX_DEPTH = 1000;

/** What json-smart escapes; a slash only in the style of `toString`. */
const ESCAPED = /["\\\0-\x1f\x7f-\x9f\u2000-\u20ff]/;
const EVERY_ESCAPED = new RegExp(ESCAPED, 'g');

/** Texts without these are what the fast `JSON.stringify` makes of them. */
const UNLIKE_JAVASCRIPT = /[\0-\x07\x0b\x0e-\x1f\x7f-\x9f\u2000-\u20ff\ud800-\udfff]/;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** How a style of JSON text writes a string. */
type Quote = (text: string) => string;

/**
 * A value as compact JSON text, as `$input.json` prints it: members in their order, doubles in
 * Java's form (`1000.0`, `1.0E10`), non-ASCII text as it is apart from U+007F–U+009F and
 * U+2000–U+20FF. An infinite number (`1e400`) prints `null`.
 *
 * @throws RangeError when the value is nested deeper than 1000 levels
 */
export function printJson(value: JsonValue): string {
  return print(value, quote, 0);
}

/**
 * A value as its `toString` gives it in Java: a text without quotes, an object as
 * `{a=1, b=[2]}`, an array as JSON text with `\/` for a slash.
 *
 * @throws RangeError when the value is nested deeper than 1000 levels
 */
export function javaToString(value: JsonValue): string {
  return toText(value, 0);
}

function toText(value: JsonValue, depth: number): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value instanceof Map) {
    guardDepth(depth);
    const members = Array.from(value, ([key, member]) => `${key}=${toText(member, depth + 1)}`);
    return `{${members.join(', ')}}`;
  }
  return isNumber(value) ? numberToString(value) : print(value, quoteForWeb, depth);
}

function print(value: JsonValue, quoted: Quote, depth: number): string {
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return printArray(value, quoted, depth);
  }
  return value instanceof Map ? printObject(value, quoted, depth) : printNumber(value);
}

function printArray(items: readonly JsonValue[], quoted: Quote, depth: number): string {
  guardDepth(depth);
  let text = '[';
  let separator = '';
  for (const item of items) {
    text += separator + print(item, quoted, depth + 1);
    separator = ',';
  }
  return `${text}]`;
}

function printObject(members: JsonObject, quoted: Quote, depth: number): string {
  guardDepth(depth);
  let text = '{';
  let separator = '';
  for (const [key, value] of members) {
    text += `${separator}${quoted(key)}:${print(value, quoted, depth + 1)}`;
    separator = ',';
  }
  return `${text}}`;
}

function printNumber(value: number | bigint | JsonDouble): string {
  const infinite = value instanceof JsonDouble && Math.abs(value.value) === Infinity;
  return infinite ? 'null' : numberToString(value);
}

function quote(text: string): string {
  if (!ESCAPED.test(text)) {
    return `"${text}"`;
  }
  return UNLIKE_JAVASCRIPT.test(text)
    ? `"${text.replace(EVERY_ESCAPED, escapeOf)}"`
    : JSON.stringify(text);
}

function quoteForWeb(text: string): string {
  return quote(text).replaceAll('/', '\\/');
}

function escapeOf(character: string): string {
  return SHORT_ESCAPES.get(character) ?? unicodeEscape(character.charCodeAt(0));
}

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function isNumber(value: JsonValue): value is number | bigint | JsonDouble {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof JsonDouble;
}

function guardDepth(depth: number): void {
  if (depth >= MAX_DEPTH) {
    throw new RangeError(
      `cannot print a value that is nested deeper than ${MAX_DEPTH} levels; does it contain itself?`,
    );
  }
}
