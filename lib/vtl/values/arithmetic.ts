import { JsonDouble } from '../../json';
import { VtlFailure } from '../vtl-error';
import { type BigDecimal, checkDigits } from './big-decimal';
import {
  bigIntegerOf,
  classOfNumber,
  decimalValue,
  doubleValue,
  longOf,
  longValue,
  type NumberClass,
  smallestOf,
  VtlDecimal,
  VtlFloat,
  type VtlNumber,
  wholeValue,
} from './numbers';

/** An operation in each of the domains that Velocity calculates in. */
interface Operation {
  readonly double: (a: number, b: number) => number;
  readonly whole: (a: bigint, b: bigint) => bigint;

  /** With a `BigInteger`, where that differs from the operation on longs. */
  readonly bigInteger?: (a: bigint, b: bigint) => bigint;

  readonly decimal: (a: BigDecimal, b: BigDecimal) => BigDecimal;
}

const ADD: Operation = {
  double: (a, b) => a + b,
  whole: (a, b) => a + b,
  decimal: (a, b) => a.add(b),
};

const SUBTRACT: Operation = {
  double: (a, b) => a - b,
  whole: (a, b) => a - b,
  decimal: (a, b) => a.subtract(b),
};

const MULTIPLY: Operation = {
  double: (a, b) => a * b,
  whole: (a, b) => a * b,
  decimal: (a, b) => a.multiply(b),
};

const DIVIDE: Operation = {
  double: (a, b) => a / b,
  // The one quotient that does not fit, the smallest long by -1, wraps around.
  whole: (a, b) => BigInt.asIntN(64, a / b),
  bigInteger: (a, b) => a / b,
  decimal: (a, b) => a.divide(b),
};

const MODULO: Operation = {
  double: (a, b) => a % b,
  whole: (a, b) => a % b,
  bigInteger: (a, b) => positiveModulo(a, b),
  decimal: () => {
    throw new VtlFailure('cannot calculate the modulo of BigDecimals');
  },
};

/** `a + b`, which widens instead of overflowing. */
export function add(a: VtlNumber, b: VtlNumber): VtlNumber {
  return calculate(ADD, a, b);
}

/** `a - b`. */
export function subtract(a: VtlNumber, b: VtlNumber): VtlNumber {
  return calculate(SUBTRACT, a, b);
}

/** `a * b`. */
export function multiply(a: VtlNumber, b: VtlNumber): VtlNumber {
  return calculate(MULTIPLY, a, b);
}

/** `a / b`: whole numbers lose the rest. Null if `b` is zero. */
export function divide(a: VtlNumber, b: VtlNumber): VtlNumber | null {
  return isZero(b) ? null : calculate(DIVIDE, a, b);
}

/** `a % b`, with the sign of `a`. Null if `b` is zero. */
export function modulo(a: VtlNumber, b: VtlNumber): VtlNumber | null {
  return isZero(b) ? null : calculate(MODULO, a, b);
}

/** -1, 0 or 1; 0 also with NaN. */
export function compareNumbers(a: VtlNumber, b: VtlNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return sign(a, b);
  const domain = domainOf(classOfNumber(a), classOfNumber(b));
  if (domain === 'decimal') return decimalValue(a).compare(decimalValue(b));
  if (domain === 'long' || domain === 'bigInteger') return sign(wholeValue(a), wholeValue(b));
  return sign(doubleValue(a), doubleValue(b));
}

function sign<T extends number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isZero(value: VtlNumber): boolean {
  return value instanceof VtlDecimal ? value.value.unscaled === 0n : doubleValue(value) === 0;
}

type Domain = 'long' | 'bigInteger' | 'float' | 'double' | 'decimal';

const WHOLE: readonly NumberClass[] = ['Integer', 'Long', 'BigInteger'];

function domainOf(a: NumberClass, b: NumberClass): Domain {
  const both = [a, b];
  const whole = WHOLE.includes(a) && WHOLE.includes(b);
  if (both.includes('BigDecimal') || (!whole && both.includes('BigInteger'))) return 'decimal';
  if (whole) return both.includes('BigInteger') ? 'bigInteger' : 'long';
  return both.includes('Double') ? 'double' : 'float';
}

function calculate(operation: Operation, a: VtlNumber, b: VtlNumber): VtlNumber {
  const classA = classOfNumber(a);
  const classB = classOfNumber(b);
  const domain = domainOf(classA, classB);
  if (domain === 'long')
    return calculateLong(operation, a, b, classA === 'Long' || classB === 'Long');
  return CALCULATE[domain](operation, a, b);
}

const CALCULATE: Readonly<
  Record<Exclude<Domain, 'long'>, (operation: Operation, a: VtlNumber, b: VtlNumber) => VtlNumber>
> = {
  bigInteger: ({ whole, bigInteger = whole }, a, b) =>
    bigIntegerOf(checkDigits(bigInteger(wholeValue(a), wholeValue(b)))),
  float: ({ double }, a, b) =>
    new VtlFloat(Math.fround(double(Math.fround(doubleValue(a)), Math.fround(doubleValue(b))))),
  double: ({ double }, a, b) => new JsonDouble(double(doubleValue(a), doubleValue(b))),
  decimal: ({ decimal }, a, b) => new VtlDecimal(decimal(decimalValue(a), decimalValue(b))),
};

function calculateLong(
  operation: Operation,
  a: VtlNumber,
  b: VtlNumber,
  isLong: boolean,
): VtlNumber {
  const result = operation.whole(longValue(a), longValue(b));
  const fits = BigInt.asIntN(64, result) === result;
  return fits && isLong ? longOf(result) : smallestOf(result);
}

function positiveModulo(a: bigint, b: bigint): bigint {
  if (b < 0n) throw new VtlFailure('ArithmeticException: BigInteger: modulus not positive');
  return ((a % b) + b) % b;
}

/** The same for two Java ints, without detours: what nearly every template calculates with. */
export const INT_ARITHMETIC = {
  PLUS: (a: number, b: number): VtlNumber => a + b,
  MINUS: (a: number, b: number): VtlNumber => a - b,
  MULTIPLY: (a: number, b: number): VtlNumber => {
    const product = a * b + 0;
    return Number.isSafeInteger(product) ? product : multiply(a, b);
  },
  DIVIDE: (a: number, b: number): VtlNumber | null => (b === 0 ? null : Math.trunc(a / b) + 0),
  MODULUS: (a: number, b: number): VtlNumber | null => (b === 0 ? null : (a % b) + 0),
} as const;
