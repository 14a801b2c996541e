import { compileTemplate } from '../../lib/vtl';

function evaluate(expression: string, text: string): string {
  return compileTemplate(expression).render(new Map([['s', text]]));
}

// Expected values: java.util.regex, as the OpenJDK 17 documents and runs it.
describe('a regular expression of Java', () => {
  test.each([
    ['\\d+', 'a12b', 'a_b'],
    ['\\s', 'a \t\n\x0b\f\rb', 'a______b'],
    ['\\S', 'a b', '_ _'],
    ['[\\s,]+', 'a ,\tb', 'a_b'],
    ['\\h', 'a\u00a0b c', 'a_b_c'],
    ['\\R', 'a\r\nb\nc\u2028d', 'a_b_c_d'],
    ['.', 'a\n\r\u2028b', '_\n\r\u2028_'],
    ['(?s).', 'a\nb', '___'],
    ['(?i)A', 'aA', '__'],
    ['(?m)^', 'a\nb', '_a\n_b'],
    ['(?-i)a', 'aA', '_A'],
    ['(?s:.)(?-s:.)', '\nab', '_b'],
    ['a$', 'a\n', '_\n'],
    ['$', 'a\n', 'a_\n_'],
    ['\\z', 'a\n', 'a\n_'],
    ['\\Z', 'a\r\n', 'a_\r\n_'],
    ['\\Qa.b\\E', 'a.b axb', '_ axb'],
    ['\\p{Alpha}+', 'ab1', '_1'],
    ['[\\p{Digit}x]', 'a1x', 'a__'],
    ['\\P{Upper}', 'aB', '_B'],
    ['\\p{Lu}', 'aBÉ', 'a__'],
    ['\\p{IsGreek}', 'aΩ', 'a_'],
    ['\\u0041', 'AB', '_B'],
    ['\\x41', 'AB', '_B'],
    ['\\x{1F44D}', 'a👍', 'a_'],
    ['\\0101', 'AB', '_B'],
    ['\\t', 'a\tb', 'a_b'],
    ['[a[bc]]', 'abcd', '___d'],
    ['[]a]', 'a]b', '__b'],
    ['[^a-c]', 'abcd', 'abc_'],
    ['a{2}', 'aaa', '_a'],
    ['a{2,}', 'aaa', '_'],
    ['a+?', 'aa', '__'],
    ['\\.', 'a.b', 'a_b'],
    ['\\-', 'a-b', 'a_b'],
    ['é', 'é', '_'],
    ['(?<x>a)', 'ab', '_b'],
  ])('%s finds what it finds in Java', (regex, text, replaced) => {
    const quoted = regex.replaceAll("'", "''");
    expect(evaluate(`$s.replaceAll('${quoted}', '_')`, text)).toBe(replaced);
  });

  test.each([
    ['$1', 'b-a', '(a)-(b)', '$2-$1'],
    ['a dollar that is escaped', 'a$', 'a', 'a\\$'],
    ['a backslash that is escaped', 'a\\', 'a', 'a\\\\'],
    ['a group by its name', 'aa', '(?<n>a)', '${n}${n}'],
    ['as many digits as groups', 'a0', '(a)', '$10'],
    ['the whole match', '<a>', 'a', '<$0>'],
    ['a group behind an end', 'xx', '(x)$', '$1$1'],
  ])('is replaced by %s', (_what, output, regex, replacement) => {
    const text = regex === '(a)-(b)' ? 'a-b' : regex === '(x)$' ? 'x' : 'a';
    const template = `$s.replaceAll('${regex}', '${replacement}')`;
    expect(evaluate(template, text)).toBe(output);
  });

  test.each([
    ['look-ahead', 'a(?=b)', '(?=b…)'],
    ['negative look-ahead', 'a(?!b)', '(?!b…)'],
    ['look-behind', '(?<=a)b', '(?<=…)'],
    ['an atomic group', '(?>a)', '(?>a…)'],
    ['a back reference', '(a)\\1', '\\1'],
    ['a named back reference', '(?<n>a)\\k<n>', '\\k'],
    ['an intersection', '[a-z&&[^b]]', '&&'],
    ['a possessive quantifier', 'a++', '++'],
    ['comments', '(?x)a', '(?x)'],
    ['the end of the last match', '\\G', '\\G'],
    ['a negated class in a class', '[a[^b]]', 'negated class'],
  ])('fails with its name for %s', (_what, regex, named) => {
    const template = `$s.replaceAll('${regex}', '')`;
    expect(() => evaluate(template, 'a')).toThrow(named);
    expect(() => evaluate(template, 'a')).toThrow('not supported here');
  });

  test.each(['(', 'a)', '[a', '*a', 'a{', 'a{x}', '\\', '\\u12', '[]', 'a**', '\\y'])(
    'fails for what is none in Java: %s',
    (regex) => {
      expect(() => evaluate(`$s.replaceAll('${regex}', '')`, 'a')).toThrow(/regex/);
    },
  );

  test.each([
    ['a group that is not there', '$1', 'No group 1'],
    ['a name that is not there', '${n}', 'No group with name {n}'],
    ['a dollar alone', 'a$', 'means nothing'],
    ['a backslash alone', 'a\\', 'means nothing'],
  ])('fails to be replaced by %s', (_what, replacement, message) => {
    expect(() => evaluate(`$s.replaceAll('a', '${replacement}')`, 'a')).toThrow(message);
  });
});
