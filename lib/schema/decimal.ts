import { JsonDecimal, type JsonDouble } from '../json';

/** A number as it was written, `digits` × 10 ^ `exponent`; no trailing zeros in `digits`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
  /** How many decimal digits `digits` has; 1 for zero. */
  readonly precision: number;
}

const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const ZERO: Decimal = { digits: 0n, exponent: 0, precision: 1 };
const MAX_LONG = 2n ** 63n;

/** Exponent that stands for a number too large for a double, such as 1e400. */
const OVERFLOW_EXPONENT = 2 ** 31;

/** Reads a number, exactly as far as it is known. */
export function toDecimal(value: number | bigint | JsonDouble): Decimal {
  if (typeof value === 'bigint') return parseDecimal(String(value));
  if (value instanceof JsonDecimal) return parseDecimal(value.text);
  const double = Number(value);
  if (Number.isFinite(double)) return parseDecimal(String(double));
  return { digits: double < 0 ? -1n : 1n, exponent: OVERFLOW_EXPONENT, precision: 1 };
}

/** Reads the text of a decimal number, such as `-12.50e3`. */
export function parseDecimal(text: string): Decimal {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const written = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = trimZeros(written);
  if (significant === '') return ZERO;
  return {
    digits: BigInt(`${sign === '-' ? '-' : ''}${significant}`),
    exponent: Number(exponent) - fraction.length + (written.length - significant.length),
    precision: significant.length,
  };
}

function trimZeros(digits: string): string {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 0x30) end--;
  return digits.slice(0, end);
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const sign = signOf(a);
  if (sign !== signOf(b) || sign === 0) return sign - signOf(b);
  const magnitude = a.precision + a.exponent - (b.precision + b.exponent);
  if (magnitude !== 0) return magnitude * sign;
  // Equal magnitude: exponents differ by at most the count of digits, so shifting is cheap.
  const shift = Math.min(a.exponent, b.exponent);
  return signOf({ digits: scaled(a, shift) - scaled(b, shift) });
}

/** Tells whether `value` is a whole multiple of `divisor`, which is not zero. */
export function isMultipleOf(value: Decimal, divisor: Decimal): boolean {
  if (value.digits === 0n) return true;
  const shift = value.exponent - divisor.exponent;
  if (shift >= 0)
    return (value.digits * powerModulo(shift, divisor.digits)) % divisor.digits === 0n;
  // Without trailing zeros in the value, a divisor with a greater exponent never divides it.
  return false;
}

/** 10 ^ `exponent` modulo `modulus`, without ever making the power itself. */
function powerModulo(exponent: number, modulus: bigint): bigint {
  let result = 1n % modulus;
  let base = 10n % modulus;
  for (let rest = BigInt(exponent); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

/** The text that Java's `BigDecimal` has after `stripTrailingZeros`: `1E+3`, `0.01`, `1E-8`. */
export function decimalText({ digits, exponent, precision }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits);
  const adjusted = exponent + precision - 1;
  if (exponent > 0 || adjusted < -6) {
    const fraction = text.length > 1 ? `.${text.slice(1)}` : '';
    return `${sign}${text[0]}${fraction}E${adjusted < 0 ? '' : '+'}${adjusted}`;
  }
  if (exponent === 0) return sign + text;
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** As {@link decimalText}, but a whole number of Java's `long` is written out. */
export function keywordText(decimal: Decimal): string {
  if (decimal.exponent < 0 || decimal.precision + decimal.exponent > 19) {
    return decimalText(decimal);
  }
  const whole = scaled(decimal, 0);
  return whole >= -MAX_LONG && whole < MAX_LONG ? String(whole) : decimalText(decimal);
}

function scaled({ digits, exponent }: Decimal, target: number): bigint {
  return digits * 10n ** BigInt(exponent - target);
}

function signOf({ digits }: Pick<Decimal, 'digits'>): number {
  if (digits === 0n) return 0;
  return digits < 0n ? -1 : 1;
}
