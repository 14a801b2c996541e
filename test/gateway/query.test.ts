import { parseQuery } from '../../lib/gateway/query';

describe('query string', () => {
  test.each([
    ['', {}],
    ['a=1', { a: ['1'] }],
    ['a=1&a=2&b=', { a: ['1', '2'], b: [''] }],
    ['a', { a: [''] }],
    ['&&a=1&', { a: ['1'] }],
    ['a=1;b=2;;c', { a: ['1'], b: ['2'], c: [''] }],
    ['a=1%3B2', { a: ['1;2'] }],
    ['a=b=c', { a: ['b=c'] }],
    ['a=1+2%2B3%20', { a: ['1 2+3 '] }],
    ['a%20b=%C3%A9', { 'a b': ['é'] }],
    ['a=%&b=%zz&c=%ff', { a: ['%'], b: ['%zz'], c: ['%ff'] }],
    ['=1', { '': ['1'] }],
    ['__proto__=1', JSON.parse('{"__proto__":["1"]}')],
  ])('%j gives %j', (query, expected) => {
    expect(Object.fromEntries(parseQuery(query))).toEqual(expected);
  });
});
