const DECIMAL = /^([-+]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))(?:[eE]([-+]?[0-9]{1,10}))?$/;

/** A decimal number of any length: ± 0.digits × 10^exponent, the digits without outer zeros. */
interface Decimal {
  readonly sign: number;
  readonly digits: string;
  readonly exponent: number;
}

/** Tells whether Java's `BigDecimal` accepts a text. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/**
 * Compares two decimal texts by value, exactly and in linear time.
 *
 * @returns less than, equal to or more than 0
 */
export function compareDecimals(left: string, right: string): number {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  if (a.sign !== b.sign || a.sign === 0) return a.sign - b.sign;
  const [first, second] = a.sign < 0 ? [b, a] : [a, b];
  return first.exponent - second.exponent || compareTexts(first.digits, second.digits);
}

/** Compares texts by UTF-16 units, as Java's `compareTo` does. */
export function compareTexts(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', decimals, bare, exponent = '0'] = DECIMAL.exec(text) ?? [];
  const all = whole + (decimals ?? bare ?? '');
  const start = all.length - all.replace(/^0+/, '').length;
  const digits = all.slice(start, endOfDigits(all));
  return {
    sign: digits === '' ? 0 : sign === '-' ? -1 : 1,
    digits,
    exponent: Number(exponent) + whole.length - start,
  };
}

function endOfDigits(digits: string): number {
  let end = digits.length;
  while (digits[end - 1] === '0') {
    end--;
  }
  return end;
}
