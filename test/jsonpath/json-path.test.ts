import { compileJsonPath, JsonPathError } from '../../lib/jsonpath';
import { read } from './read';

// Expected values: Jayway JsonPath 2.0.0 with json-smart 2.2.
const STORE = `{
  "book": [
    { "t": "S", "p": 8.95 },
    { "t": "Sw", "p": 12.99, "isbn": "0-553" },
    { "t": "Mo", "p": 8.99, "isbn": "0-395" }
  ],
  "bic": { "color": "red", "p": 19.95 },
  "a-b": 1, "a.b": 2, "x y": 3, "n": null, "s": "str", "empty": [], "arr": [1, 2, 3, 4]
}`;

type Expectation = [path: string, output: string | undefined];

describe('definite paths', () => {
  test.each<Expectation>([
    ['$.bic.color', '"red"'],
    ['@.bic.color', '"red"'],
    ['bic.color', '"red"'],
    ["['bic'].color", '"red"'],
    ['  $.bic.color  ', '"red"'],
    ["$['bic']['color']", '"red"'],
    ["$.['bic'].['color']", '"red"'],
    ["$['bic']color", '"red"'],
    ['$.a-b', '1'],
    ["$['a.b']", '2'],
    ["$[ 'x y' ]", '3'],
    ['$.n', 'null'],
    ['$.book[0].t', '"S"'],
    ['$.book[ 0 ].t', '"S"'],
    ['$.book[(@.length-1)].t', '"Mo"'],
    ['$.book[(@.size() - 3)].t', '"S"'],
    ["$.bic['p','color']", '{"p":19.95,"color":"red"}'],
    ["$.bic['nope' , 'p']", '{"p":19.95}'],
    ["$.bic['nope','neither']", '{}'],
    ['$.nope', undefined],
    ['$.nope.deeper', undefined],
    ['$.s.length', undefined],
    ['$.arr.length()', undefined],
    ['$.s[0]', undefined],
    ['$.n[0]', undefined],
    ['$.n.a', undefined],
    ["$.s['a','b']", undefined],
    ['$.book[3]', undefined],
    ['$.book[-1]', undefined],
    ['$.book[(@.length-4)]', undefined],
    ['$.book[(@.length-0)]', undefined],
    ['$.book.t', undefined],
  ])('%s gives %s', (path, output) => {
    expect(compileJsonPath(path).definite).toBe(true);
    expect(read(path, STORE)).toBe(output);
  });

  test('$ is the document itself', () => {
    expect(read('$', '[1]')).toBe('[1]');
    expect(read('$', 'null')).toBe('null');
  });
});

describe('wildcards, slices and lists of indexes', () => {
  test.each<Expectation>([
    ['$.arr[*]', '[1,2,3,4]'],
    ['$.arr.*', '[1,2,3,4]'],
    ['$.bic.*', '["red",19.95]'],
    ['$.book[*].isbn', '["0-553","0-395"]'],
    ['$.book.*.t', '["S","Sw","Mo"]'],
    ['$.s.*', '[]'],
    ['$.n[*]', '[]'],
    ['$.nope[*]', '[]'],
    ['$.nope.deeper.*', '[]'],
    ['$.s.nope.*', undefined],
    ['$.*.color', undefined],
    ['$.arr[1,3]', '[2,4]'],
    ['$.arr[ 3 , 0 , 0 ]', '[4,1,1]'],
    ['$.arr[0,9]', undefined],
    ['$.arr[1:]', '[2,3,4]'],
    ['$.arr[-2:]', '[3,4]'],
    ['$.arr[-9:]', '[1,2,3,4]'],
    ['$.arr[9:]', '[]'],
    ['$.arr[:2]', '[1,2]'],
    ['$.arr[:-1]', '[1,2,3]'],
    ['$.arr[:-9]', '[]'],
    ['$.arr[1:3]', '[2,3]'],
    ['$.arr[0:99]', '[1,2,3,4]'],
    ['$.arr[2:0]', '[]'],
    ['$.arr[1:-1]', '[]'],
    ['$.arr[-2:-1]', undefined],
    ['$.empty[-2:1]', '[]'],
    ['$.empty[1:]', '[]'],
    ['$.s[1:]', undefined],
    ['$.n[0,1]', undefined],
    ['$.book[0:2].t', '["S","Sw"]'],
    ['$.book[0:2].isbn', undefined],
  ])('%s gives %s', (path, output) => {
    expect(compileJsonPath(path).definite).toBe(false);
    expect(read(path, STORE)).toBe(output);
  });
});

describe('deep scans', () => {
  test.each<Expectation>([
    ['$..t', '["S","Sw","Mo"]'],
    ["$..['t']", '["S","Sw","Mo"]'],
    ['$...t', '["S","Sw","Mo"]'],
    ['..p', '[8.95,12.99,8.99,19.95]'],
    ["$..['t','isbn']", '[{"t":"Sw","isbn":"0-553"},{"t":"Mo","isbn":"0-395"}]'],
    ['$..[0]', undefined],
    ['$..book[0:1]', '[{"t":"S","p":8.95}]'],
    ['$..[3:]', '[4]'],
    ['$..book[0].t', '["S"]'],
    ['$..book[?(@.p > 10)].t', '["Sw"]'],
    ['$..[?(@.isbn)].t', '["Sw","Mo"]'],
    ['$.bic..*', '["red",19.95]'],
    ['$..nope', '[]'],
    ['$.s..t', '[]'],
    ['$..color.deeper', undefined],
  ])('%s gives %s', (path, output) => {
    expect(compileJsonPath(path).definite).toBe(false);
    expect(read(path, STORE)).toBe(output);
  });

  test('a step that is not the last is not applied to arrays, which are passed through', () => {
    expect(read('$..[0].a', '[{"a":1},{"a":2}]')).toBe('[1,2]');
  });
});

describe('what is missing between a selection and the end', () => {
  const DOCUMENT = '{"l":[{"a":{"b":{"c":1}}},{"a":{}},{"a":{"b":{}}}]}';

  test.each<Expectation>([
    ['$.l[*].a.b.c', '[1]'],
    ['$.l[0:2].a.b', undefined],
    ['$.l[0:2].x.b', '[]'],
    ['$.l[0:2].a.x.c', undefined],
  ])('%s gives %s', (path, output) => {
    expect(read(path, DOCUMENT)).toBe(output);
  });
});

describe('members of every object in JavaScript', () => {
  test.each(['__proto__', 'constructor', 'toString', 'size', 'get', 'length'])(
    '%s is found in the document or nowhere',
    (name) => {
      expect(read(`$.${name}`, '{}')).toBeUndefined();
      expect(read(`$.l.${name}`, '{"l":[1]}')).toBeUndefined();
      expect(read(`$['${name}']`, `{"${name}":1}`)).toBe('1');
      expect(read(`$..${name}`, `[{"a":{"${name}":1}}]`)).toBe('[1]');
      expect(read(`$[?(@.${name})]`, '[{}, [], "a", 1]')).toBe('[]');
    },
  );
});

describe('paths that are refused', () => {
  test.each([
    ['', 0, 'must not be empty'],
    [' ', 1, 'must not be empty'],
    ['$a', 1, "expected '.' or '[' after $"],
    ['$ .a', 1, "expected '.' or '[' after $"],
    ['$.', 2, 'after the dot'],
    ['$.a.', 4, 'after the dot'],
    ['$..', 3, "cannot end with '..'"],
    ['$.a..', 5, "cannot end with '..'"],
    ['$....a', 4, "after '..'"],
    ['$.a b', 3, 'a blank cannot stand in a path'],
    ['$. a', 2, 'a blank cannot stand in a path'],
    ["$.it's", 2, "write ['name']"],
    ['$.a]', 2, "write ['name']"],
    ["$['a']$", 6, '$ can only stand at the start'],
    ['$[0', 1, "expected ']'"],
    ["$['a'", 1, "expected ']'"],
    ['$[]', 2, 'expected names, indexes, a slice, * or a filter in brackets, got: ""'],
    ['$[a]', 2, "['name']"],
    ['$["a"]', 2, 'single quotes'],
    ['$[*', 1, "expected ']'"],
    ['$[ * ]', 2, 'expected names'],
    ["$['a' 'b']", 2, 'separated by commas'],
    ["$['a]b']", 2, 'expected names'],
    ["$['a','b'].c", 11, 'can only end a path'],
    ['$[1 2]', 2, 'expected names'],
    ['$[1,]', 2, 'expected names'],
    ['$[:]', 2, 'expected names'],
    ['$[::2]', 2, 'a slice has no step'],
    ['$[0:4:2]', 2, 'a slice has no step'],
    ['$[2147483648]', 2, 'an index must be between'],
    ['$[(@.foo-1)]', 2, 'expected names'],
  ])('fails for %j at offset %d', (path, offset, message) => {
    const error = refusalOf(path);
    expect(error.message).toContain(message);
    expect(error.message).toContain(JSON.stringify(path));
    expect(error).toMatchObject({ path, offset });
  });

  test('an index may be as large as a Java int', () => {
    expect(read('$[2147483647]', '[]')).toBeUndefined();
  });

  test.each([10_000, 10_001])('a path has at most 10,000 characters (%d)', (length) => {
    const compile = () => compileJsonPath(`$.${'a'.repeat(length - 2)}`);
    length > 10_000 ? expect(compile).toThrow('at most 10000 characters') : compile();
  });

  test.each([1000, 1001])('a path has at most 1000 steps (%d)', (steps) => {
    const compile = () => compileJsonPath(`$${'.a'.repeat(steps)}`);
    steps > 1000 ? expect(compile).toThrow('at most 1000 steps') : compile();
  });
});

function refusalOf(path: string): JsonPathError {
  try {
    compileJsonPath(path);
  } catch (error) {
    expect(error).toBeInstanceOf(JsonPathError);
    return error as JsonPathError;
  }
  throw new Error(`accepted ${path}`);
}
