import { JsonDouble } from '../../json';
import { compareNumbers } from '../values/arithmetic';
import type { Budget } from '../values/budget';
import { classNameOf } from '../values/class-names';
import { equalValues } from '../values/equality';
import {
  doubleValue,
  intValue,
  isNumber,
  longOf,
  longValue,
  VtlFloat,
  type VtlNumber,
} from '../values/numbers';
import { textOf } from '../values/text';
import type { VtlValue } from '../values/value';
import { VtlFailure } from '../vtl-error';
import { incomparable, type Signatures } from './signatures';

/** What every `java.lang.Number` can. */
const NUMBER_METHODS: Signatures<VtlNumber> = {
  'byteValue()': (value) => (intValue(value) << 24) >> 24,
  'doubleValue()': (value) => new JsonDouble(doubleValue(value)),
  'equals(Object)': (value, [other]: [VtlValue], budget) => equalValues(value, other, budget),
  'floatValue()': (value) => new VtlFloat(Math.fround(doubleValue(value))),
  'intValue()': (value) => intValue(value),
  'longValue()': (value) => longOf(longValue(value)),
  'shortValue()': (value) => (intValue(value) << 16) >> 16,
  'toString()': (value, _: [], budget) => textOf(value, budget),
};

/** `java.lang.Integer`. */
export const INTEGER_METHODS: Signatures<number> = {
  ...NUMBER_METHODS,
  'bitCount(int)': (_, [value]: [number]) =>
    [...(value >>> 0).toString(2)].filter((bit) => bit === '1').length,
  'compare(int,int)': (_, [a, b]: [number, number]) => compareNumbers(a, b),
  'compareTo(Integer)': (value, [other]: [number]) => compareNumbers(value, other),
  'compareTo(Object)': incomparable,
  'hashCode()': (value) => value,
  'max(int,int)': (_, [a, b]: [number, number]) => Math.max(a, b),
  'min(int,int)': (_, [a, b]: [number, number]) => Math.min(a, b),
  'parseInt(String)': (_, [text]: [string]) => parseInteger(text, 10),
  'parseInt(String,int)': (_, [text, radix]: [string, number]) => parseInteger(text, radix),
  'signum(int)': (_, [value]: [number]) => Math.sign(value),
  'sum(int,int)': (_, [a, b]: [number, number]) => (a + b) | 0,
  'toBinaryString(int)': (_, [value]: [number]) => (value >>> 0).toString(2),
  'toHexString(int)': (_, [value]: [number]) => (value >>> 0).toString(16),
  'toOctalString(int)': (_, [value]: [number]) => (value >>> 0).toString(8),
  'toString(int)': (_, [value]: [number]) => String(value),
  'toString(int,int)': (_, [value, radix]: [number, number]) => value.toString(radixOr10(radix)),
  'valueOf(int)': (_, [value]: [number]) => value,
  'valueOf(String)': (_, [text]: [string]) => parseInteger(text, 10),
  'valueOf(String,int)': (_, [text, radix]: [string, number]) => parseInteger(text, radix),
};

/** `java.lang.Long`. */
export const LONG_METHODS: Signatures<VtlNumber> = {
  ...NUMBER_METHODS,
  'compare(long,long)': (_, [a, b]: [VtlNumber, VtlNumber]) => compareNumbers(a, b),
  'compareTo(Long)': (value, [other]: [VtlNumber]) => compareNumbers(value, other),
  'compareTo(Object)': incomparable,
  'max(long,long)': (_, [a, b]: [VtlNumber, VtlNumber]) =>
    asLong(compareNumbers(a, b) >= 0 ? a : b),
  'min(long,long)': (_, [a, b]: [VtlNumber, VtlNumber]) =>
    asLong(compareNumbers(a, b) <= 0 ? a : b),
  'parseLong(String)': (_, [text]: [string]) => parseLong(text, 10),
  'parseLong(String,int)': (_, [text, radix]: [string, number]) => parseLong(text, radix),
  'sum(long,long)': (_, [a, b]: [VtlNumber, VtlNumber]) =>
    longOf(BigInt.asIntN(64, longValue(a) + longValue(b))),
  'toBinaryString(long)': (_, [value]: [VtlNumber]) => unsigned(value).toString(2),
  'toHexString(long)': (_, [value]: [VtlNumber]) => unsigned(value).toString(16),
  'toOctalString(long)': (_, [value]: [VtlNumber]) => unsigned(value).toString(8),
  'signum(long)': (_, [value]: [VtlNumber]) => Math.sign(doubleValue(value)),
  'toString(long)': (_, [value]: [VtlNumber]) => String(longValue(value)),
  'toString(long,int)': (_, [value, radix]: [VtlNumber, number]) =>
    longValue(value).toString(radixOr10(radix)),
  'valueOf(long)': (_, [value]: [VtlNumber]) => asLong(value),
  'valueOf(String)': (_, [text]: [string]) => parseLong(text, 10),
  'valueOf(String,int)': (_, [text, radix]: [string, number]) => parseLong(text, radix),
};

/** `java.lang.Double` and `java.lang.Float`. */
export const DOUBLE_METHODS: Signatures<JsonDouble | VtlFloat> = {
  ...NUMBER_METHODS,
  'compare(double,double)': (_, [a, b]: [VtlNumber, VtlNumber]) => compareNumbers(a, b),
  'compareTo(Double)': (value, [other]: [JsonDouble]) => compareNumbers(value, other),
  'compareTo(Object)': incomparable,
  'isFinite(double)': (_, [value]: [VtlNumber]) => Number.isFinite(doubleValue(value)),
  'isInfinite()': (value) => Math.abs(value.value) === Number.POSITIVE_INFINITY,
  'isNaN()': (value) => Number.isNaN(value.value),
  'max(double,double)': (_, [a, b]: [VtlNumber, VtlNumber]) =>
    new JsonDouble(Math.max(doubleValue(a), doubleValue(b))),
  'min(double,double)': (_, [a, b]: [VtlNumber, VtlNumber]) =>
    new JsonDouble(Math.min(doubleValue(a), doubleValue(b))),
  'parseDouble(String)': (_, [text]: [string], budget) => parseDouble(text, budget),
  'sum(double,double)': (_, [a, b]: [VtlNumber, VtlNumber]) =>
    new JsonDouble(doubleValue(a) + doubleValue(b)),
  'toString(double)': (_, [value]: [VtlNumber], budget) =>
    textOf(new JsonDouble(doubleValue(value)), budget),
  'valueOf(double)': (_, [value]: [VtlNumber]) => new JsonDouble(doubleValue(value)),
  'valueOf(String)': (_, [text]: [string], budget) => parseDouble(text, budget),
};

/** `java.math.BigInteger` and `java.math.BigDecimal`: little more than what every number can. */
export const BIG_NUMBER_METHODS: Signatures<VtlNumber> = {
  ...NUMBER_METHODS,
  'compareTo(Object)': (value, [other]: [VtlValue]) =>
    other !== null && isNumber(other) && classNameOf(other) === classNameOf(value)
      ? compareNumbers(value, other)
      : incomparable(value, [other]),
};

function asLong(value: VtlNumber): VtlNumber {
  return longOf(longValue(value));
}

function parseInteger(text: string, radix: number): number {
  const value = parseWhole(text, radixOr10(radix));
  if (value === undefined || BigInt.asIntN(32, value) !== value) throw notANumber(text);
  return Number(value);
}

function unsigned(value: VtlNumber): bigint {
  return BigInt.asUintN(64, longValue(value));
}

function parseLong(text: string, radix: number): VtlNumber {
  const value = parseWhole(text, radixOr10(radix));
  if (value === undefined || BigInt.asIntN(64, value) !== value) throw notANumber(text);
  return longOf(value);
}

// Longer texts have more digits than any number of 64 bits, leading zeros apart.
const LONGEST = 100;

function parseWhole(text: string, radix: number): bigint | undefined {
  const digits = /^[-+]?([0-9a-z]+)$/i.exec(text)?.[1]?.toLowerCase();
  if (digits === undefined || digits.length > LONGEST) return undefined;
  let value = 0n;
  for (const digit of digits) {
    const amount = Number.parseInt(digit, 36);
    if (amount >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(amount);
  }
  return text.startsWith('-') ? -value : value;
}

const DOUBLE_TEXT = /^[-+]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fFdD]?)$/;

function parseDouble(text: string, budget: Budget): JsonDouble {
  budget.charge(text.length);
  const trimmed = text.trim();
  if (!DOUBLE_TEXT.test(trimmed)) throw notANumber(text);
  return new JsonDouble(Number(trimmed.replace(/[fFdD]$/, '')));
}

function radixOr10(radix: number): number {
  return radix >= 2 && radix <= 36 ? radix : 10;
}

function notANumber(text: string): VtlFailure {
  return new VtlFailure(`NumberFormatException: For input string: "${text.slice(0, 60)}"`);
}
