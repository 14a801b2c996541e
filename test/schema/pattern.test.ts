import fc from 'fast-check';
import { mapSurrogates, toRe2, UntranslatableError } from '../../lib/schema/ecma-pattern';
import { compilePattern, PatternTimeoutError } from '../../lib/schema/pattern';
import { SOON_MS } from '../_helpers/soon';

function matches(source: string, text: string): boolean {
  const pattern = compilePattern(source);
  if (pattern === undefined) throw new Error(`refused ${source}`);
  return pattern.test(text);
}

describe('a pattern means what it means in ECMA 262', () => {
  // Expected values are those of the engine named in reference-engine.jsonl, or of the standard.
  test.each([
    ['^\\d+$', '123', true],
    ['^\\d+$', '١', false],
    ['^\\w$', 'é', false],
    ['^\\s$', '\u00a0', true],
    ['^\\s$', '\ufeff', true],
    ['^\\S$', '\u2003', false],
    ['^.$', '\u2028', false],
    ['^.$', '\n', false],
    ['^a$', 'a\n', false],
    ['^b', 'a\nb', false],
    ['^.$', '😀', false],
    ['^..$', '😀', true],
    ['^[^a]{2}$', '😀', true],
    ['[\\ud83d]', '😀', true],
    ['😀', 'x😀', true],
    ['\\@', 'a@b', true],
    ['a{,2}', 'a{,2}', true],
    ['{', 'a{', true],
    ['x{1', 'x{1', true],
    ['[\\b]', '\b', true],
    ['a\\b', 'a b', true],
    ['[]', 'a', false],
    ['^[^]$', '\n', true],
    ['[\\w-.]', '-', true],
    ['[a-\\d]', '-', true],
    ['\\u0041\\x42', 'AB', true],
    ['\\u41', 'u41', true],
    ['\\p{L}', 'p{L}', true],
    ['\\0', '\0', true],
    ['(?:a|b)+?c', 'abac', true],
    ['a$b|c', 'c', true],
    ['^(?=a)ab', 'ab', true],
    ['^(?!a)', 'ab', false],
    ['(a)\\1', 'aa', true],
    ['(a)\\1', 'ab', false],
    ['^a{1500}$', 'a'.repeat(1500), true],
    ['\\cJ', '\n', true],
    ['[(?<a>]', '<', true],
    ['\\(?<', '<', true],
  ])('%j on %j: %s', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });

  test.each([
    '[',
    '(',
    'a**',
    '(?i)a',
    '(?i:a)',
    'a++',
    '(?<=a)b',
    '(?<!a)b',
    '(?<n>a)',
    '(?>a)',
    '{1}',
    '\\',
  ])('fails to compile: %j', (source) => {
    expect(compilePattern(source)).toBeUndefined();
  });

  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\d',
    '\\W',
    '\\s',
    '[ab]',
    '[^a-c]',
    '[\\d-]',
    '\\b',
    '^',
    '$',
    '😀',
    '\\u0061',
    '-',
    '[\\s\\S]',
  );
  const quantifier = fc.constantFrom('', '', '', '{0,2}', '{2}');
  const repeat = fc.constantFrom('', '', '*', '+', '?', '*?');
  const source = fc
    .array(fc.tuple(atom, quantifier, repeat, fc.constantFrom('', '|')), { maxLength: 6 })
    .map((parts) =>
      parts
        .map(
          ([a, q, r, or]) => (/[\^$]|\\b$/.test(a) && a.length < 3 ? a : `(?:${a}${q})${r}`) + or,
        )
        .join(''),
    );
  const text = fc.string({
    maxLength: 8,
    unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '\n', '-', '😀', 'é', '\ud83d'),
  });

  test('whatever the pattern and the text, the linear engine answers as V8 does', () => {
    fc.assert(
      fc.property(source, text, (pattern, input) => {
        expect(matches(pattern, input)).toBe(new RegExp(pattern).test(input));
      }),
      { numRuns: 500 },
    );
  });
});

describe('time', () => {
  test.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(a*)*b', '(.*a){12}b'])(
    'of %j grows with the text alone',
    (source) => {
      expect(() => toRe2(source)).not.toThrow();
      expect(matches(source, `${'a'.repeat(50_000)}!`)).toBe(false);
    },
  );

  test.each(['^(?=(a+)+$)b', '^((a+)+)\\1c$'])('of %j is stopped', (source) => {
    expect(() => toRe2(source)).toThrow(UntranslatableError);
    const start = performance.now();
    expect(() => matches(source, `${'a'.repeat(60)}!`)).toThrow(PatternTimeoutError);
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });

  test('in which others have the processor does not count', () => {
    const used = jest
      .spyOn(process, 'cpuUsage')
      .mockReturnValueOnce({ user: 0, system: 0 })
      .mockReturnValueOnce({ user: 20_000, system: 1000 })
      .mockReturnValueOnce({ user: 90_000, system: 11_000 });
    expect(() => matches('^(?=(a+)+$)b', `${'a'.repeat(60)}!`)).toThrow(PatternTimeoutError);
    expect(used).toHaveBeenCalledTimes(3);
    used.mockRestore();
  });
});

test('halves of surrogate pairs become characters of their own', () => {
  expect([...mapSurrogates('a😀')]).toHaveLength(3);
});
