import { isMalformed } from '../../lib/rules/selection-patterns';
import { judgedMethod } from './_judged';

// Each of them was given to java.util.regex.Pattern.
test.each([
  ...['', '4\\d{2}', '-1', '.*"errorType": "NotFound".*', '(?i)not found', '(?s).*', '$'],
  ...['[^\\]]*', '[]a]', '[^]a]', '[(]', '[*]', 'a]', '[a-z&&[^b]]', '[a\\]]', '(?<name>a)'],
  ...['a{2}', 'a{2,}', 'a{2,3}', '\\{"a"\\}', '\\p{Alpha}+', '\\x{41}', 'a}', '[{]'],
  ...['\\[', 'a\\)', '\\Q[(\\E', '\\Q[(', '\\\\', '^*', '\\|*', 'a*+', '(?:a|)*', '(?x) a # ('],
  '(?>a)',
])('%j is a regular expression', (pattern) => {
  expect(isMalformed(pattern)).toBe(false);
});

test.each([
  ...['[', '[a', '[]', '[^]', '(', '(?:a', 'a)', '())', '*', '+a', '?', 'a|*', '(*a)', 'a|?'],
  ...['\\', 'a\\', '{"a"}', '.*{error}.*', 'a{2', 'a{,3}', '\\Q[\\E['],
])('%j is none', (pattern) => {
  expect(isMalformed(pattern)).toBe(true);
});

test('what only the deployment knows is not judged', () => {
  const IntegrationResponses = [
    { StatusCode: '200', SelectionPattern: { Ref: 'Pattern' } },
    { StatusCode: '400', SelectionPattern: { 'Fn::Sub': '[${Letters}' } },
    { StatusCode: '500' },
  ];
  expect(judgedMethod({ Type: 'MOCK', IntegrationResponses })).toEqual([]);
});
