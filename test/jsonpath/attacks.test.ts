import { type JsonValue, parseJson } from '../../lib/json';
import { compileJsonPath, JsonPathError } from '../../lib/jsonpath';
import { elapsed, SOON_MS } from '../_helpers/soon';

function nested(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let i = 0; i < depth; i++) {
    value = [value];
  }
  return value;
}

describe('nesting', () => {
  test('fails for a scan of a document of 100,000 levels', () => {
    expect(() => compileJsonPath('$..a').read(nested(100_000))).toThrow(
      "'..' met a document that is nested deeper than 1000 levels",
    );
  });

  test('a scan of 1000 levels is done', () => {
    expect(compileJsonPath('$..a').read(nested(1000))).toEqual({ found: true, value: [] });
  });

  test.each([
    ['steps', `$${'[0]'.repeat(100_000)}`],
    ['brackets', `$${'['.repeat(100_000)}`],
    ['filters', `$${'[?(@'.repeat(100_000)}${')]'.repeat(100_000)}`],
    ['parentheses', `$[?(${'('.repeat(100_000)}@.a${')'.repeat(100_000)})]`],
    ['conditions', `$[?(@.a${' && @.a'.repeat(100_000)})]`],
  ])('fails at once for a path of 100,000 %s', (_, path) => {
    expect(elapsed(() => expect(() => compileJsonPath(path)).toThrow(JsonPathError))).toBeLessThan(
      SOON_MS,
    );
  });

  test.each([
    ['brackets', `$${'['.repeat(9000)}`],
    ['filters', `$${'[?(@'.repeat(1600)}${')]'.repeat(1600)}`],
    ['quotes', `$[?(${"'".repeat(9001)})]`],
    ['blanks', `$['a'${' '.repeat(9000)}x]`],
    ['a group in groups', `$[?(@.a =~ /${'('.repeat(4000)}a${')'.repeat(4000)}/)]`],
    ['repetitions', '$[?(@.a =~ /((((a{30}){30}){30}){30}){30}/)]'],
  ])('fails soon for a path of many %s that is short enough', (_, path) => {
    expect(elapsed(() => expect(() => compileJsonPath(path)).toThrow(JsonPathError))).toBeLessThan(
      SOON_MS,
    );
  });

  test('many conditions that are short enough are compiled', () => {
    const path = `$[?(@${' && @'.repeat(1900)})]`;
    expect(compileJsonPath(path).read([1, null])).toEqual({ found: true, value: [1] });
  });
});

describe('work', () => {
  test.each(['$..*..*..*..*', '$..[?(@)]..[*]..*..*'])(
    'fails for %s, which grows beyond all bounds',
    (path) => {
      const time = elapsed(() => {
        expect(() => compileJsonPath(path).read(nested(400))).toThrow(
          'looks at more than 5000000 values',
        );
      });
      expect(time).toBeLessThan(SOON_MS);
    },
  );

  test('an expression that backtracks for ever elsewhere is matched in linear time', () => {
    const path = compileJsonPath('$[?(@ =~ /(a+)+b|(a|a)*c|(.*a){12}d/)]');
    const document = ['a'.repeat(20_000), `${'a'.repeat(20_000)}b`];
    expect(elapsed(() => expect(path.read(document)).toMatchObject({ found: true }))).toBeLessThan(
      SOON_MS,
    );
  });

  test('numbers of 1000 digits are compared in linear time', () => {
    const digits = `1${'0'.repeat(998)}1`;
    const path = compileJsonPath(`$[?(@ == ${digits})]`);
    const document = parseJson(`[${Array.from({ length: 1000 }, () => digits).join(',')}]`);
    expect(elapsed(() => path.read(document))).toBeLessThan(SOON_MS);
  });
});
