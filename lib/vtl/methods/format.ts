import type { Budget } from '../values/budget';
import { classNameOf } from '../values/class-names';
import { doubleValue, isNumber, wholeValue } from '../values/numbers';
import { textOf } from '../values/text';
import type { VtlValue } from '../values/value';
import { VtlFailure } from '../vtl-error';

/** A conversion such as `%-5.2f`, taken apart. */
interface Conversion {
  readonly flags: string;
  readonly precision: number | undefined;
  readonly letter: string;
}

type Format = (value: VtlValue, conversion: Conversion, budget: Budget) => string;

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d{1,4})?(?:\.(\d{1,3}))?([A-Za-z%])?/g;

const WHOLE_CLASSES: readonly string[] = ['Integer', 'Long', 'BigInteger'];
const DECIMAL_CLASSES: readonly string[] = ['Float', 'Double', 'BigDecimal'];

/**
 * Java's `String.format`, with the conversions `s d x o c b f n %`, the flags `- 0 , + ( space`,
 * width, precision and numbered arguments.
 *
 * @throws {@link VtlFailure} for anything else, and for a value that does not suit its conversion
 */
export function formatText(pattern: string, values: readonly VtlValue[], budget: Budget): string {
  let next = 0;
  let length = 0;
  return pattern.replace(SPECIFIER, (...match: (string | undefined)[]) => {
    const [whole = '', index, flags = '', width = '0', precision, letter = ''] = match;
    if (letter === 'n') return '\n';
    if (letter === '%') return padded('%', Number(width), flags);
    const format = FORMATS[letter.toLowerCase()];
    if (format === undefined) throw unknown(whole);
    const value = valueAt(values, index === undefined ? next++ : Number(index) - 1, whole);
    const digits = precision === undefined ? undefined : Number(precision);
    const text = format(value, { flags, precision: digits, letter: whole }, budget);
    const result = padded(
      letter === 'S' || letter === 'X' ? text.toUpperCase() : text,
      Number(width),
      flags,
    );
    length += result.length;
    budget.checkLength(length);
    return result;
  });
}

const FORMATS: Readonly<Record<string, Format>> = {
  s: (value, { precision }, budget) => textOf(value, budget).slice(0, precision),
  b: (value, { precision }) =>
    String(typeof value === 'boolean' ? value : value !== null).slice(0, precision),
  c: (value, { letter }, budget) => {
    if (classNameOf(value ?? '') !== 'Character') throw unsuited(letter, value);
    return textOf(value, budget);
  },
  d: (value, conversion) => signed(whole(value, conversion), conversion.flags),
  x: (value, conversion) => unsigned(value, conversion).toString(16),
  o: (value, conversion) => unsigned(value, conversion).toString(8),
  f: (value, { flags, precision = 6, letter }) => {
    if (value === null || !DECIMAL_CLASSES.includes(classNameOf(value)) || !isNumber(value)) {
      throw unsuited(letter, value);
    }
    return signed(fixed(doubleValue(value), precision), flags);
  },
};

// Java rounds halves up by the shortest decimal text, where toFixed sees the binary value.
function fixed(value: number, precision: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const shifted = Math.round(
    Number(`${Math.abs(Number(mantissa))}e${Number(exponent) + precision}`),
  );
  const exact = Number.isSafeInteger(shifted)
    ? Number(`${shifted}e-${precision}`).toFixed(precision)
    : Math.abs(value).toFixed(Math.min(precision, 100));
  return value < 0 ? `-${exact}` : exact;
}

function whole(value: VtlValue, { letter }: Conversion): string {
  if (value === null || !isNumber(value) || !WHOLE_CLASSES.includes(classNameOf(value))) {
    throw unsuited(letter, value);
  }
  return String(wholeValue(value));
}

function unsigned(value: VtlValue, conversion: Conversion): bigint {
  const exact = BigInt(whole(value, conversion));
  const bits = classNameOf(value ?? 0) === 'Integer' ? 32 : 64;
  return exact < 0n ? BigInt.asUintN(bits, exact) : exact;
}

function signed(text: string, flags: string): string {
  const negative = text.startsWith('-');
  const digits = negative ? text.slice(1) : text;
  const grouped = flags.includes(',')
    ? digits.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',')
    : digits;
  if (negative) return flags.includes('(') ? `(${grouped})` : `-${grouped}`;
  if (flags.includes('+')) return `+${grouped}`;
  return flags.includes(' ') ? ` ${grouped}` : grouped;
}

function padded(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const [sign = ''] = /^[-+ (]?/.exec(text) ?? [];
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function valueAt(values: readonly VtlValue[], index: number, conversion: string): VtlValue {
  const value = values[index];
  if (value === undefined) throw new VtlFailure(`MissingFormatArgumentException: ${conversion}`);
  return value;
}

function unknown(conversion: string): VtlFailure {
  return new VtlFailure(
    `String.format knows %s %d %x %o %c %b %f %n and %% here, got: ${JSON.stringify(conversion)}`,
  );
}

function unsuited(conversion: string, value: VtlValue): VtlFailure {
  const className = value === null ? 'null' : classNameOf(value);
  return new VtlFailure(`IllegalFormatConversionException: ${conversion} != ${className}`);
}
