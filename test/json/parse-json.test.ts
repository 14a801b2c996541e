import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { JsonDouble, JsonSyntaxError, type JsonValue, parseJson, printJson } from '../../lib/json';
import { SOON_MS } from '../_helpers/soon';
import { toPlain } from './plain';

/** A text, and what json-smart 2.2 makes of it in its permissive mode. */
interface PermissiveCase {
  readonly text: string;
  readonly output?: string;
  readonly error?: boolean;
}

const PERMISSIVE_CASES = readFileSync(join(__dirname, 'cases/json-smart.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as PermissiveCase);

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

function errorOf(text: string, lenient = false): JsonSyntaxError {
  try {
    parseJson(text, { lenient });
  } catch (error) {
    return error as JsonSyntaxError;
  }
  throw new Error(`accepted ${JSON.stringify(text)}`);
}

describe('values', () => {
  test.each<[string, JsonValue]>([
    ['null', null],
    ['true', true],
    ['false', false],
    ['"a\\u0041\\n\\/"', 'aA\n/'],
    ['0', 0],
    ['-0', 0],
    ['42', 42],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['-9007199254740991', -9007199254740991],
    ['-9007199254740992', -9007199254740992n],
    ['12345678901234567890', 12345678901234567890n],
    ['[]', []],
    ['{}', new Map()],
    [' [ 1 , "a" ] ', [1, 'a']],
  ])('%s is read', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test.each(['1.0', '1e3', '1E+3', '-0.0', '0.5e-3', '1e400'])('%s is a double', (text) => {
    const value = parseJson(text) as JsonDouble;
    expect(value).toBeInstanceOf(JsonDouble);
    expect(value.value).toBe(Number(text));
  });

  test('doubles compare as numbers do', () => {
    expect((parseJson('1.5') as JsonDouble) < (parseJson('2.0') as JsonDouble)).toBe(true);
  });

  test('a whole number that is zero has no sign, as in Java', () => {
    expect(Object.is(parseJson('-0'), 0)).toBe(true);
  });
});

describe('objects', () => {
  test('members keep the order of the text, also those with names like numbers', () => {
    const object = parseJson('{"b":1,"10":2,"a":3,"2":4}') as Map<string, JsonValue>;
    expect([...object.keys()]).toEqual(['b', '10', 'a', '2']);
  });

  test('of two members with one name the last value stands at the first place', () => {
    expect(printJson(parseJson('{"a":1,"b":2,"a":3}'))).toBe('{"a":3,"b":2}');
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is a member like any other', (name) => {
    const object = parseJson(`{"${name}":{"polluted":1}}`) as Map<string, JsonValue>;
    expect([...object.keys()]).toEqual([name]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('names are kept apart when they share a length and an end', () => {
    const names = Array.from({ length: 2000 }, (_, i) => `n${i}x`);
    const text = `{${names.map((name) => `"${name}":"${name}"`).join(',')}}`;
    expect([...(parseJson(text) as Map<string, JsonValue>).entries()]).toEqual(
      names.map((name) => [name, name]),
    );
  });
});

describe('text that is not JSON', () => {
  test.each([
    ['', 0, 'expected a value, got: end of text'],
    ['{', 1, 'expected a name in double quotes'],
    ['{a:1}', 1, 'expected a name in double quotes'],
    ['{"a"1}', 4, "expected ':'"],
    ['{"a":1', 6, "expected ',' or '}'"],
    ['{"a":1,}', 7, 'expected a name in double quotes'],
    ['[1 2]', 3, "expected ',' or ']'"],
    ['[1,]', 3, 'expected a value'],
    ['"a', 2, 'expected a closing quote'],
    ['"a\tb"', 2, 'control character'],
    ['"\\x41"', 1, 'expected one of'],
    ['"\\u00g0"', 1, 'four hexadecimal digits'],
    ['01', 1, 'must not start with 0'],
    ['1.', 2, 'a digit after the point'],
    ['1e+', 3, 'a digit in the exponent'],
    ['-', 1, 'expected a digit'],
    ['nul', 0, 'expected a value, got: "nul"'],
    ['1 2', 2, 'expected the end of the text'],
  ])('fails for %s at offset %d', (text, offset, message) => {
    const error = errorOf(text);
    expect(error).toBeInstanceOf(JsonSyntaxError);
    expect(error.offset).toBe(offset);
    expect(error.message).toContain(message);
  });
});

describe('lenient reading', () => {
  test.each(PERMISSIVE_CASES)('reads $text as json-smart does', ({ text, output, error }) => {
    if (error) {
      expect(errorOf(text, true)).toBeInstanceOf(JsonSyntaxError);
    } else {
      expect(printJson(parseJson(text, { lenient: true }))).toBe(output);
    }
  });

  test('is off unless asked for', () => {
    expect(() => parseJson('{statusCode: 200}')).toThrow(JsonSyntaxError);
  });

  test('keeps a delete character only where the string has no escape', () => {
    expect(parseJson('["a\x7fb","a\x7f\\n"]', { lenient: true })).toEqual(['a\x7fb', 'a\n']);
  });

  test.each([
    ["['a\\n\"b']", '["a\\n\\"b"]'],
    ['["a\\nb" c]', '["a\\nb","c"]'],
  ])(
    'reads %s, with an escape and a quote of the other kind, as json-smart does',
    (text, output) => {
      expect(printJson(parseJson(text, { lenient: true }))).toBe(output);
    },
  );

  test('fails for a string whose last quote is escaped', () => {
    expect(() => parseJson("['\\']", { lenient: true })).toThrow("expected a closing '");
  });

  test('fails for a number that no Java number is', () => {
    expect(() => parseJson('[1e+]', { lenient: true })).toThrow('expected a number');
  });
});

describe('limits', () => {
  test.each([true, false])('400 levels are read, 401 are not (lenient: %s)', (lenient) => {
    expect(printJson(parseJson(nested(400), { lenient }))).toBe(nested(400));
    expect(() => parseJson(nested(401), { lenient })).toThrow('deeper than 400 levels');
  });

  test.each(['[', '{"a":', '{a:[', '"[', "{'"])('fails in time for %s 100,000 times', (opening) => {
    const text = opening.repeat(100_000);
    const start = performance.now();
    expect(() => parseJson(text)).toThrow(JsonSyntaxError);
    try {
      parseJson(text, { lenient: true });
    } catch (error) {
      expect(error).toBeInstanceOf(JsonSyntaxError);
    }
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });

  test.each([
    ['digits', '1'.repeat(1000), '1'.repeat(1001)],
    ['decimals', `0.${'1'.repeat(998)}`, `0.${'1'.repeat(999)}`],
  ])('a number has at most 1000 characters (%s)', (_, longest, longer) => {
    for (const lenient of [true, false]) {
      expect(() => parseJson(longest, { lenient })).not.toThrow();
      expect(() => parseJson(longer, { lenient })).toThrow('at most 1000 characters');
    }
  });

  test.each([
    ['blanks in a bare text', `[a${' '.repeat(500_000)}b]`],
    ['escapes', `"${'\\n'.repeat(300_000)}`],
    ['commas', `[${','.repeat(500_000)}`],
  ])('a long text is read in linear time (%s)', (_, text) => {
    const start = performance.now();
    try {
      parseJson(text, { lenient: true });
    } catch (error) {
      expect(error).toBeInstanceOf(JsonSyntaxError);
    }
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });
});

describe('properties', () => {
  test('what JSON.parse reads is read to the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.boolean(), (text, lenient) => {
        expect(toPlain(parseJson(text, { lenient }))).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test('what is printed is read back to the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const printed = printJson(parseJson(text));
        expect(toPlain(parseJson(printed))).toEqual(toPlain(parseJson(text)));
        expect(JSON.parse(printed)).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test('a broken text gives a value or a JsonSyntaxError, and strict reading agrees with JSON.parse', () => {
    const pieces = ['{', '}', '[', ']', ':', ',', '"', "'", '\\', '1', '-', '.', 'e', 'null', ' '];
    const garbage = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(garbage, (text) => {
        expect(outcome(() => parseJson(text))).toBe(outcome(() => JSON.parse(text)));
        outcome(() => parseJson(text, { lenient: true }));
      }),
      { numRuns: 2000 },
    );
  });
});

function outcome(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof SyntaxError) {
      return 'refused';
    }
    throw error;
  }
}
