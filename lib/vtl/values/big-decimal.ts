import { VtlFailure } from '../vtl-error';

/** More digits than any sensible template has use for. */
const MOST_DIGITS = 10_000;
const LARGEST = 10n ** BigInt(MOST_DIGITS);

/** `java.math.BigDecimal`: an unscaled whole number and the count of its decimals. */
export class BigDecimal {
  public constructor(
    public readonly unscaled: bigint,
    public readonly scale: number,
  ) {
    checkDigits(unscaled);
  }

  /** Reads what {@link BigDecimal.toString} prints. */
  public static parse(text: string): BigDecimal {
    const [mantissa = '', exponent = '0'] = text.toUpperCase().split('E');
    const [whole = '', fraction = ''] = mantissa.split('.');
    return new BigDecimal(BigInt(whole + fraction), fraction.length - Number(exponent));
  }

  /** The exact value of a double: every finite double is a finite decimal. */
  public static ofDouble(value: number): BigDecimal {
    if (!Number.isFinite(value)) throw new VtlFailure('NumberFormatException: Infinite or NaN');
    let scale = 0;
    let scaled = value;
    while (!Number.isInteger(scaled)) {
      scaled *= 2;
      scale++;
    }
    return new BigDecimal(BigInt(scaled) * 5n ** BigInt(scale), scale);
  }

  public add(other: BigDecimal): BigDecimal {
    const scale = Math.max(this.scale, other.scale);
    return new BigDecimal(this.at(scale) + other.at(scale), scale);
  }

  public subtract(other: BigDecimal): BigDecimal {
    return this.add(new BigDecimal(-other.unscaled, other.scale));
  }

  public multiply(other: BigDecimal): BigDecimal {
    return new BigDecimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** Keeps the decimals of this number, half rounded down. */
  public divide(other: BigDecimal): BigDecimal {
    const shift = other.scale;
    const dividend = this.unscaled * powerOfTen(Math.max(shift, 0));
    const divisor = other.unscaled * powerOfTen(Math.max(-shift, 0));
    const quotient = dividend / divisor;
    const rest = magnitude(dividend % divisor);
    const roundsUp = rest * 2n > magnitude(divisor);
    const away = dividend < 0n === divisor < 0n ? 1n : -1n;
    return new BigDecimal(roundsUp ? quotient + away : quotient, this.scale);
  }

  /** -1, 0 or 1. */
  public compare(other: BigDecimal): number {
    const { unscaled } = this.subtract(other);
    return unscaled < 0n ? -1 : unscaled > 0n ? 1 : 0;
  }

  public truncate(): bigint {
    return this.scale <= 0 ? this.at(0) : this.unscaled / powerOfTen(this.scale);
  }

  public toNumber(): number {
    return Number(`${this.unscaled}e${-this.scale}`);
  }

  /** Digits as they are, scientific with a positive exponent or below 1e-6. */
  public toString(): string {
    const sign = this.unscaled < 0n ? '-' : '';
    const digits = String(magnitude(this.unscaled));
    const exponent = digits.length - 1 - this.scale;
    if (this.scale >= 0 && exponent >= -6) return sign + pointed(digits, this.scale);
    const mantissa = pointed(digits, digits.length - 1);
    return `${sign}${mantissa}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
  }

  private at(scale: number): bigint {
    return this.unscaled * powerOfTen(scale - this.scale);
  }
}

/** @throws {@link VtlFailure} when a whole number grows without bounds */
export function checkDigits(value: bigint): bigint {
  if (value > LARGEST || value < -LARGEST) throw tooManyDigits();
  return value;
}

function powerOfTen(exponent: number): bigint {
  if (exponent > MOST_DIGITS) throw tooManyDigits();
  return 10n ** BigInt(exponent);
}

function tooManyDigits(): VtlFailure {
  return new VtlFailure(`a number has more than ${MOST_DIGITS} digits`);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function pointed(digits: string, decimals: number): string {
  if (decimals === 0) return digits;
  const padded = digits.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
