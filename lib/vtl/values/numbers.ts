import { JsonDecimal, JsonDouble, numberToString } from '../../json';
import { BigDecimal } from './big-decimal';
import { VtlObject, type VtlValue } from './value';

/** A whole number whose JavaScript form would belong to a smaller type. */
abstract class BoxedInteger extends VtlObject {
  public constructor(public readonly value: bigint) {
    super();
  }

  public override print(): string {
    return String(this.value);
  }
}

/** A `java.lang.Long` of 32 bits. */
export class SmallLong extends BoxedInteger {
  public override readonly className = 'Long';
}

/** A `java.math.BigInteger` of 64 bits. */
export class SmallBigInteger extends BoxedInteger {
  public override readonly className = 'BigInteger';
}

/** `java.lang.Float`. */
export class VtlFloat extends VtlObject {
  public override readonly className = 'Float';

  public constructor(public readonly value: number) {
    super();
  }

  // The shortest text that gives the float back, laid out as a double's.
  public override print(): string {
    for (let digits = 1; digits < 9; digits++) {
      const candidate = Number(this.value.toPrecision(digits));
      if (Math.fround(candidate) === this.value) return numberToString(new JsonDouble(candidate));
    }
    return numberToString(new JsonDouble(this.value));
  }
}

/** `java.math.BigDecimal`. */
export class VtlDecimal extends VtlObject {
  public override readonly className = 'BigDecimal';

  public constructor(public readonly value: BigDecimal) {
    super();
  }

  public override print(): string {
    return this.value.toString();
  }
}

/** The numbers among the values. */
export type VtlNumber =
  | number
  | bigint
  | JsonDouble
  | SmallLong
  | SmallBigInteger
  | VtlFloat
  | VtlDecimal;

/** The Java classes of numbers. */
export type NumberClass = 'Integer' | 'Long' | 'BigInteger' | 'Float' | 'Double' | 'BigDecimal';

export function isNumber(value: VtlValue): value is VtlNumber {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof JsonDouble ||
    value instanceof BoxedInteger ||
    value instanceof VtlFloat ||
    value instanceof VtlDecimal
  );
}

export function classOfNumber(value: VtlNumber): NumberClass {
  if (typeof value === 'number') return isInt(value) ? 'Integer' : 'Long';
  if (typeof value === 'bigint') return isLong(value) ? 'Long' : 'BigInteger';
  if (value instanceof JsonDecimal) return 'BigDecimal';
  if (value instanceof JsonDouble) return 'Double';
  return value.className;
}

/** Whether a number fits Java's `int`. */
export function isInt(value: number): boolean {
  return (value | 0) === value;
}

function isLong(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** A `Long`. The value must fit 64 bits. */
export function longOf(value: bigint): VtlNumber {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) return value;
  return isInt(number) ? new SmallLong(value) : number;
}

/** A `BigInteger`. */
export function bigIntegerOf(value: bigint): VtlNumber {
  return isLong(value) ? new SmallBigInteger(value) : value;
}

/** An `Integer` if it fits, else a `Long`, else a `BigInteger`: as literals and results widen. */
export function smallestOf(value: bigint): VtlNumber {
  if (BigInt.asIntN(32, value) === value) return Number(value);
  return isLong(value) ? longOf(value) : value;
}

/** `BigInteger.toString` aside: a whole number as bigint; a fraction is cut off as by `longValue`. */
export function wholeValue(value: VtlNumber): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (value instanceof BoxedInteger) return value.value;
  if (value instanceof VtlDecimal) return value.value.truncate();
  return clamped(value.value, 64);
}

/** Java's `doubleValue`. */
export function doubleValue(value: VtlNumber): number {
  if (typeof value === 'number') return value;
  if (value instanceof VtlDecimal) return value.value.toNumber();
  if (value instanceof JsonDouble || value instanceof VtlFloat) return value.value;
  return Number(wholeValue(value));
}

/** Java's `intValue`: whole numbers lose their high bits, others stop at the limits of `int`. */
export function intValue(value: VtlNumber): number {
  if (typeof value === 'number' && isInt(value)) return value;
  if (value instanceof VtlFloat || (value instanceof JsonDouble && !(value instanceof JsonDecimal)))
    return Number(clamped(value.value, 32));
  return Number(BigInt.asIntN(32, wholeValue(value)));
}

/** Java's `longValue`. */
export function longValue(value: VtlNumber): bigint {
  return BigInt.asIntN(64, wholeValue(value));
}

/** The exact decimal value. */
export function decimalValue(value: VtlNumber): BigDecimal {
  if (value instanceof VtlDecimal) return value.value;
  if (value instanceof JsonDecimal) return BigDecimal.parse(value.text);
  if (value instanceof JsonDouble || value instanceof VtlFloat)
    return BigDecimal.ofDouble(value.value);
  return new BigDecimal(wholeValue(value), 0);
}

// A cast from a floating-point number: 0 for NaN, else the nearest that the type has.
function clamped(value: number, bits: number): bigint {
  if (Number.isNaN(value)) return 0n;
  const limit = 2 ** (bits - 1);
  if (value >= limit) return 2n ** BigInt(bits - 1) - 1n;
  return BigInt(value <= -limit ? -limit : Math.trunc(value));
}
