import fc from 'fast-check';
import { compareDecimals, isDecimal } from '../../lib/jsonpath/decimal';

describe('isDecimal', () => {
  // what new java.math.BigDecimal(text) accepts
  test.each(['0', '-1', '+1', '1.', '.5', '1.50', '1e5', '1E-5', '-.5e+05'])(
    '%s is one',
    (text) => {
      expect(isDecimal(text)).toBe(true);
    },
  );

  test.each(['', '.', '-', 'e5', '1e', '1 ', '0x1', 'NaN', 'Infinity', '1d', '1_0'])(
    '%j is none',
    (text) => {
      expect(isDecimal(text)).toBe(false);
    },
  );
});

describe('compareDecimals', () => {
  test.each([
    ['1', '1.0', 0],
    ['0', '-0.000', 0],
    ['100', '1e2', 0],
    ['0.001', '1E-3', 0],
    ['00012.500', '12.5', 0],
    ['1', '2', -1],
    ['-1', '-2', 1],
    ['-1', '0', -1],
    ['0', '0.0001', -1],
    ['9.99', '10', -1],
    ['0.1', '0.10000000000000000000000001', -1],
    ['12345678901234567891', '12345678901234567890', 1],
    ['1e400', '1e399', 1],
    ['-1e400', '1e-400', -1],
  ])('%s against %s has the sign of %d', (left, right, sign) => {
    expect(Math.sign(compareDecimals(left, right))).toBe(sign);
    expect(Math.sign(compareDecimals(right, left))).toBe(sign === 0 ? 0 : -sign);
  });

  test.each(['-16', '0', '16'])('%s equals itself', (text) => {
    expect(compareDecimals(text, text)).toBe(0);
  });

  test('whole numbers compare as BigInt compares them', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        const expected = a < b ? -1 : a > b ? 1 : 0;
        expect(Math.sign(compareDecimals(String(a), String(b)))).toBe(expected);
      }),
    );
  });
});
