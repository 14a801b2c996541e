import { compileModel, SchemaError } from '../../lib/schema';
import { elapsed, SOON_MS } from '../_helpers/soon';

const DEEP = 100_000;

function nested(open: string, close: string, inside = ''): string {
  return open.repeat(DEEP) + inside + close.repeat(DEEP);
}

describe('a deep document', () => {
  test.each([
    ['lists', nested('[', ']')],
    ['objects', nested('{"a":', '}', '1')],
  ])('of %s is an answer, not a stack overflow', (_name, text) => {
    const recursive = compileModel('Deep', {
      properties: { a: { $ref: '#' } },
      items: { $ref: '#' },
    });
    expect(recursive.validate(text)).toEqual({
      valid: false,
      message: '[instance is nested more than 1000 levels deep]',
    });
    expect(compileModel('Any', {}).validate(text).valid).toBe(true);
  });

  test.each([{ enum: [1] }, { uniqueItems: true }])('is compared only so far: %j', (schema) => {
    const { valid, message } = compileModel('Deep', schema).validate(nested('[', ']'));
    expect({ valid, message }).toEqual({
      valid: false,
      message: '[instance is nested more than 1000 levels deep]',
    });
  });
});

describe('a deep schema', () => {
  test.each([
    ['items', '{"items":'],
    ['not', '{"not":'],
    ['properties', '{"properties":{"a":'],
  ])('of %s fails to compile', (name, open) => {
    const close = name === 'properties' ? '}}' : '}';
    expect(() => compileModel('Deep', nested(open, close, '{}'))).toThrow(SchemaError);
  });

  test('fails to compile when a value of enum is deep', () => {
    const schema = `{"enum":[${nested('[', ']')}]}`;
    expect(() => compileModel('Deep', schema)).toThrow('more than 1000 levels deep');
  });

  test('made of a long chain of references compiles', () => {
    const links = Array.from({ length: 8000 }, (_, index) => [
      `d${index}`,
      { properties: { a: { $ref: `#/definitions/d${index + 1}` } } },
    ]);
    const definitions = Object.fromEntries([...links, ['d8000', { type: 'string' }]]);
    const model = compileModel('Chain', { $ref: '#/definitions/d0', definitions });
    expect(model.validate('{"a":{"a":{}}}').valid).toBe(true);
  });
});

describe('members with special names', () => {
  test('are members like any other', () => {
    const model = compileModel(
      'Names',
      '{"required":["__proto__","constructor"],"properties":{"__proto__":{"type":"string"}},"additionalProperties":false}',
    );
    expect(model.validate('{}').message).toBe(
      '[object has missing required properties (["__proto__","constructor"])]',
    );
    expect(model.validate('{"__proto__":1,"constructor":1}').message).toContain('["constructor"]');
    expect(model.validate('{"toString":1}').message).toContain('["toString"]');
    expect(({} as Record<string, unknown>).type).toBeUndefined();
  });

  test('are no keywords', () => {
    const schema = JSON.parse('{"__proto__":{"type":"string"},"constructor":1,"toString":[]}');
    expect(compileModel('Names', schema).validate('1')).toEqual({ valid: true });
  });

  test('may be names of models', () => {
    const models = JSON.parse('{"__proto__":{"type":"string"}}');
    const ref = 'https://apigateway.amazonaws.com/restapis/x/models/__proto__';
    expect(compileModel('Ref', { $ref: ref }, models).validate('1').valid).toBe(false);
  });
});

describe('work', () => {
  test('that doubles at each level comes to an end', () => {
    const twice = { properties: { a: { $ref: '#' } }, required: ['b'] };
    const model = compileModel('Double', { oneOf: [twice, twice, { type: 'string' }] });
    const text = `${'{"b":1,"a":'.repeat(200)}1${'}'.repeat(200)}`;
    const time = elapsed(() => expect(model.validate(text).valid).toBe(false));
    expect(time).toBeLessThan(SOON_MS);
  });

  test.each(['^(a+)+$', '^(?=(a+)+$)b', '((a*)*)*\\1$'])(
    'of the pattern %j comes to an end',
    (pattern) => {
      const model = compileModel('Bomb', { pattern });
      const text = JSON.stringify(`${'a'.repeat(40)}!`);
      const time = elapsed(() => expect(typeof model.validate(text).valid).toBe('boolean'));
      expect(time).toBeLessThan(SOON_MS);
    },
  );

  test.each([
    ['maximum', '1e999999999', false],
    ['minimum', '-1e999999999', false],
    ['multipleOf', '1e999999999', false],
    ['maximum', '1e-999999999', true],
    ['uniqueItems', '[1e999999999, 1e-999999999]', true],
  ])('of huge exponents is small: %s on %s', (keyword, text, valid) => {
    const model = compileModel('Huge', { [keyword]: keyword === 'uniqueItems' ? true : 3 });
    const time = elapsed(() => expect(model.validate(text).valid).toBe(valid));
    expect(time).toBeLessThan(SOON_MS);
  });

  test('of a long list without duplicates grows with the list', () => {
    const model = compileModel('Unique', { uniqueItems: true });
    const items = Array.from({ length: 100_000 }, (_, index) => index);
    const time = elapsed(() => expect(model.validate(JSON.stringify(items)).valid).toBe(true));
    expect(time).toBeLessThan(SOON_MS);
  });
});

test.each([
  [900, true],
  [1100, false],
])('%d schemas within each other on one instance compile: %s', (count, accepted) => {
  const links = Array.from({ length: count }, (_, index) => [
    `d${index}`,
    { allOf: [{ $ref: `#/definitions/d${index + 1}` }] },
  ]);
  const definitions = Object.fromEntries([...links, [`d${count}`, { type: 'string' }]]);
  const compile = () => compileModel('Chain', { $ref: '#/definitions/d0', definitions });
  if (accepted) expect(compile().validate('1').valid).toBe(false);
  else expect(compile).toThrow('must not apply more than 1000 schemas');
});
