import fc from 'fast-check';
import { JsonDecimal, javaDoubleToString, numberToString, parseJson } from '../../lib/json';

describe('javaDoubleToString', () => {
  // as java.lang.Double.toString prints them, JDK 19 and later
  test.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [-1000, '-1000.0'],
    [0.001, '0.001'],
    [0.00099, '9.9E-4'],
    [9999999, '9999999.0'],
    [9999999.9, '9999999.9'],
    [10000000, '1.0E7'],
    [123456789, '1.23456789E8'],
    [1e21, '1.0E21'],
    [1.5e-7, '1.5E-7'],
    [0.1 + 0.2, '0.30000000000000004'],
    [2e23, '2.0E23'],
    [4.9e-324, '4.9E-324'],
    [1.7976931348623157e308, '1.7976931348623157E308'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [Number.NaN, 'NaN'],
  ])('%d is %s', (value, text) => {
    expect(javaDoubleToString(value)).toBe(text);
  });

  test('the text gives the number back and has a point', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const text = javaDoubleToString(value);
        expect(Number(text)).toBe(value);
        expect(/\.|Infinity/.test(text)).toBe(true);
      }),
    );
  });
});

describe('decimals of more than 18 characters', () => {
  // as java.math.BigDecimal.toString prints them
  test.each([
    ['1.123456789012345678901234567890', '1.123456789012345678901234567890'],
    ['-122.41941550000000001', '-122.41941550000000001'],
    ['0.0000000000000000000', '0E-19'],
    ['-0.00000000000000000', '0E-17'],
    ['1234567890123456789E5', '1.234567890123456789E+23'],
    ['123456789012345678900.00E-30', '1.2345678901234567890000E-10'],
    ['0.00000123456789012345', '0.00000123456789012345'],
    ['0.000000123456789012345', '1.23456789012345E-7'],
    ['12345678901234567890.5', '12345678901234567890.5'],
  ])('%s keeps its digits', (text, printed) => {
    const value = parseJson(text) as JsonDecimal;
    expect(value).toBeInstanceOf(JsonDecimal);
    expect(numberToString(value)).toBe(printed);
    expect(value.value).toBe(Number(text));
  });

  test.each(['0.1234567890123456', '1.1234567890123456'])('%s is a plain double', (text) => {
    expect(parseJson(text)).not.toBeInstanceOf(JsonDecimal);
    expect(parseJson(`${text}1`)).toBeInstanceOf(JsonDecimal);
  });

  test('an exponent beyond BigDecimal leaves a double', () => {
    expect(numberToString(parseJson('1E-123456789012345678') as JsonDecimal)).toBe('0.0');
  });
});
