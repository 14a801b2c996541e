import { JsonDecimal, JsonDouble, type JsonValue, numberToString } from '../json';
import { compareDecimals, compareTexts, isDecimal } from './decimal';
import type { Reading } from './reading';

type JsonNumber = number | bigint | JsonDouble;

/** Texts of at most so many characters keep their order when they become doubles. */
const LONGEST_EXACT_TEXT = 15;

/**
 * Compares as Jayway 2.0 does. A literal of a filter is always a text: `10` and `'10'` are one.
 *
 * - null equals null and the text `null`, and is less than anything else
 * - text and text: by UTF-16 units
 * - number and number, text and number: by value, with every digit
 * - boolean and boolean, text and boolean: false before true
 *
 * @param expected - the right-hand side of the filter's operator
 * @param model - the left-hand side
 * @returns less than, equal to or more than 0; undefined when the two cannot be compared
 * @throws {@link JsonPathError} when a number is compared with a text that is no number
 */
export function compareValues(
  expected: JsonValue,
  model: JsonValue,
  reading: Reading,
): number | undefined {
  if (expected === model) {
    return 0;
  }
  if (isNullish(expected) || isNullish(model)) {
    return Number(isNullish(model)) - Number(isNullish(expected));
  }
  if (isNumber(model)) {
    return compareWithNumber(expected, model, reading);
  }
  return typeof model === 'string'
    ? compareWithText(expected, model, reading)
    : compareWithOther(expected, model);
}

function isNullish(value: JsonValue): boolean {
  return value === null || value === 'null';
}

function isNumber(value: JsonValue): value is JsonNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof JsonDouble;
}

function compareWithText(expected: JsonValue, model: string, reading: Reading): number | undefined {
  if (typeof expected !== 'string') {
    return undefined;
  }
  reading.scanText(expected);
  return compareTexts(expected.replaceAll("\\'", "'"), model);
}

function compareWithNumber(
  expected: JsonValue,
  model: JsonNumber,
  reading: Reading,
): number | undefined {
  if (typeof expected !== 'string' && !isNumber(expected)) {
    return undefined;
  }
  const left = exactDouble(expected);
  const right = exactDouble(model);
  return left !== undefined && right !== undefined
    ? left - right
    : compareDecimals(decimalText(expected, reading), decimalText(model, reading));
}

/** The double that stands for a number in every comparison; undefined when it would round. */
function exactDouble(value: string | JsonNumber): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  if (typeof value === 'string') {
    return value.length <= LONGEST_EXACT_TEXT && isDecimal(value) ? Number(value) : undefined;
  }
  const plain = value instanceof JsonDouble && !(value instanceof JsonDecimal);
  return plain && Number.isFinite(value.value) ? value.value : undefined;
}

function decimalText(value: string | JsonNumber, reading: Reading): string {
  const text = typeof value === 'string' ? value : numberToString(value);
  reading.scanText(text);
  return isDecimal(text)
    ? text
    : reading.fail(
        `cannot compare a number with ${JSON.stringify(text)}; test the type of the member first`,
      );
}

function compareWithOther(expected: JsonValue, model: JsonValue): number | undefined {
  if (typeof model !== 'boolean') {
    return undefined;
  }
  const boolean = typeof expected === 'string' ? expected.toLowerCase() === 'true' : expected;
  return typeof boolean === 'boolean' ? Number(boolean) - Number(model) : undefined;
}
