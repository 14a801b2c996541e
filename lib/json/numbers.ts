import { JsonDouble } from './values';

/** A number of more characters is refused, as by json-smart: its digits cost too much. */
export const MAX_NUMBER_LENGTH = 1000;

/** What is wrong with a number text beyond {@link MAX_NUMBER_LENGTH}. */
export function numberLengthProblem(text: string): string {
  return `a number has at most ${MAX_NUMBER_LENGTH} characters, this one has ${text.length}`;
}

/** Number texts longer than this keep every digit, as json-smart's `BigDecimal`s do. */
const LONGEST_DOUBLE_TEXT = 18;

/** The scale of a `BigDecimal` is a Java `int`. */
const LARGEST_SCALE = 2 ** 31 - 1;

/** Decimal texts that are surely safe integers. */
const LONGEST_SAFE_INTEGER_TEXT = 15;

/**
 * A number with a fraction or an exponent whose text has more than 18 characters: Java's
 * `BigDecimal`. It counts as a double everywhere, but prints all the digits that it was written with.
 */
export class JsonDecimal extends JsonDouble {
  /** @param text - the number as `BigDecimal.toString` prints it */
  public constructor(
    value: number,
    public readonly text: string,
  ) {
    super(value);
  }
}

/** The value of an integer's text (`-?[0-9]+`): a number while it is safe, a bigint beyond. */
export function integerFromText(text: string): number | bigint {
  if (text.length <= LONGEST_SAFE_INTEGER_TEXT) {
    return Number(text) + 0;
  }
  const exact = BigInt(text);
  const rounded = Number(exact);
  return Number.isSafeInteger(rounded) ? rounded : exact;
}

/** The value of a text with a fraction or an exponent. */
export function doubleFromText(text: string): JsonDouble {
  const value = Number(text);
  const decimal = text.length > LONGEST_DOUBLE_TEXT ? bigDecimalText(text) : undefined;
  return decimal === undefined ? new JsonDouble(value) : new JsonDecimal(value, decimal);
}

/**
 * A number text as `new BigDecimal(text).toString()` prints it: digits kept, scientific notation
 * when the exponent is positive or the number is smaller than 1e-6. Undefined beyond its range.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/math/BigDecimal.html#toString()
 */
function bigDecimalText(text: string): string | undefined {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[-+]/, '').split('.');
  const digits = (whole + fraction).replace(/^0+(?=.)/, '');
  const scale = fraction.length - Number(exponent);
  const sign = mantissa.startsWith('-') && /[1-9]/.test(digits) ? '-' : '';
  return Math.abs(scale) > LARGEST_SCALE ? undefined : sign + layOut(digits, scale);
}

function layOut(digits: string, scale: number): string {
  const adjusted = digits.length - 1 - scale;
  if (scale >= 0 && adjusted >= -6) {
    return pointAt(digits.padStart(scale + 1, '0'), scale);
  }
  const mantissa = pointAt(digits, digits.length - 1);
  const mark = adjusted === 0 ? '' : adjusted > 0 ? `E+${adjusted}` : `E${adjusted}`;
  return mantissa + mark;
}

function pointAt(digits: string, decimals: number): string {
  const whole = digits.length - decimals;
  return decimals === 0 ? digits : `${digits.slice(0, whole)}.${digits.slice(whole)}`;
}

/**
 * A number as Java's `Double.toString` prints it: `1000.0`, `1.0E10`, `0.001`, `1.0E-5`, `NaN`.
 * The digits are the shortest that give the number back (as of JDK 19).
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Double.html#toString(double)
 */
export function javaDoubleToString(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  if (value === 0) {
    return Object.is(value, -0) ? '-0.0' : '0.0';
  }
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e7 ? plainNotation(value) : scientificNotation(value);
}

function plainNotation(value: number): string {
  const text = String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}

function scientificNotation(value: number): string {
  const [mantissa = '', exponent = ''] = shortestExponential(value).split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent.replace('+', '')}`;
}

// Java prints at least two digits, and of all texts with two it takes the nearest: 4.9E-324.
function shortestExponential(value: number): string {
  const twoDigits = value.toExponential(1);
  return Number(twoDigits) === value ? twoDigits : value.toExponential();
}

/** A number as Java prints it: `1`, `12345678901234567890`, `1.0E10`. */
export function numberToString(value: number | bigint | JsonDouble): string {
  if (!(value instanceof JsonDouble)) {
    return String(value);
  }
  return value instanceof JsonDecimal ? value.text : javaDoubleToString(value.value);
}
