import fc from 'fast-check';
import {
  compareDecimals,
  decimalText,
  isMultipleOf,
  keywordText,
  parseDecimal,
  toDecimal,
} from '../../lib/schema/decimal';

// Expected texts are those of java.math.BigDecimal, stripTrailingZeros().toString().
test.each([
  ['0', '0'],
  ['-0.00', '0'],
  ['1.0', '1'],
  ['10.0', '1E+1'],
  ['1e3', '1E+3'],
  ['1.50e10', '1.5E+10'],
  ['0.00000001', '1E-8'],
  ['0.000001', '0.000001'],
  ['0.0000001', '1E-7'],
  ['-12.340', '-12.34'],
  ['1e-30', '1E-30'],
  ['12345678901234567.5', '12345678901234567.5'],
])('%s is written %s', (text, expected) => {
  expect(decimalText(parseDecimal(text))).toBe(expected);
});

test.each([
  ['10.0', '10'],
  ['1e2', '100'],
  ['9223372036854775807', '9223372036854775807'],
  ['9223372036854775808', '9223372036854775808'],
  ['1e25', '1E+25'],
  ['0.5', '0.5'],
])('%s as the value of a keyword is written %s', (text, expected) => {
  expect(keywordText(parseDecimal(text))).toBe(expected);
});

test.each([
  ['19.99', '0.01', true],
  ['19.995', '0.01', false],
  ['4.5', '1.5', true],
  ['0.0075', '0.0001', true],
  ['1e300', '0.3', false],
  ['3e300', '0.3', true],
  ['1e-30', '7e30', false],
  ['0', '7', true],
  ['100', '1e2', true],
  ['1e999999999', '3', false],
  ['1e-999999999', '1e999999999', false],
])('%s is a multiple of %s: %s', (value, divisor, expected) => {
  expect(isMultipleOf(parseDecimal(value), parseDecimal(divisor))).toBe(expected);
});

test.each([
  ['1e999999999', '1', 1],
  ['-1e999999999', '1', -1],
  ['1e-999999999', '0', 1],
  ['100', '1e2', 0],
  ['0.1', '0.10', 0],
  ['972783798187987123879878123.188781371', '972783798187987123879878123.18878137', 1],
  ['-2', '-10', 1],
])('%s compared with %s: %d', (a, b, expected) => {
  expect(Math.sign(compareDecimals(parseDecimal(a), parseDecimal(b)))).toBe(expected);
});

test('numbers of JavaScript compare as JavaScript compares them', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(number, number, (a, b) => {
      const expected = a === b ? 0 : Math.sign(a - b) || (a < b ? -1 : 1);
      expect(Math.sign(compareDecimals(toDecimal(a), toDecimal(b)))).toBe(expected);
    }),
    { numRuns: 300 },
  );
});

test('numbers too large for a double are larger than all others', () => {
  expect(compareDecimals(toDecimal(Number.POSITIVE_INFINITY), toDecimal(1e308))).toBeGreaterThan(0);
  expect(compareDecimals(toDecimal(Number.NEGATIVE_INFINITY), toDecimal(-1e308))).toBeLessThan(0);
});
