import { compileModel, SchemaError } from '../../lib/schema';
import { compileVerdict } from '../../lib/schema/verdict';

function valid(schema: unknown, document: unknown): boolean {
  return compileModel('Model', schema).validate(document).valid;
}

describe('what ajv alone would get wrong', () => {
  test.each([
    ['the type of 1.0', { type: 'integer' }, '1.0', false],
    ['the type of 1.0 among others', { type: ['integer', 'null'] }, '[1.0]', false],
    ['the type of 1.0 within a list', { items: { type: 'integer' } }, '[1, 1.0]', false],
    ['a number beyond the range of doubles', { type: 'number' }, '1e400', true],
    ['a small remainder', { multipleOf: 1 }, '0.0000000001', false],
    ['a multiple of a fraction', { multipleOf: 0.01 }, '19.99', true],
    ['a bound between two doubles', { maximum: 0.1 }, '0.10000000000000000001', false],
    ['an exclusive bound', { minimum: 1, exclusiveMinimum: true }, '1.00000000000000000001', true],
    ['a bound below a long number', { maximum: 9007199254740992 }, '9007199254740993', false],
    [
      'long numbers that differ in the last digit',
      { enum: [9007199254740992] },
      '9007199254740993',
      false,
    ],
    ['equal numbers of different spelling', { enum: [10] }, '1.0e1', true],
    ['unique long numbers', { uniqueItems: true }, '[9007199254740992,9007199254740993]', true],
    ['members named valueOf', { uniqueItems: true }, '[{"valueOf":1},{"valueOf":1}]', false],
    ['members named constructor', { enum: [{ constructor: {} }] }, '{"constructor":{}}', true],
    [
      'items named __proto__',
      { uniqueItems: true, items: { type: 'string' } },
      '["__proto__","__proto__"]',
      false,
    ],
    ['members of every object', { required: ['constructor'] }, '{}', false],
    [
      'members of every object, by name',
      { properties: { constructor: { type: 'string' } } },
      '{}',
      true,
    ],
  ])('%s', (_name, schema, document, expected) => {
    expect(valid(schema, document)).toBe(expected);
  });

  test.each([
    ['{"properties":{"__proto__":{"type":"string"}}}', '{"__proto__":"a"}', true],
    ['{"properties":{"__proto__":{"type":"string"}}}', '{"__proto__":1}', false],
    ['{"properties":{"__proto__":{}},"additionalProperties":false}', '{"__proto__":1}', true],
    ['{"properties":{"__proto__":{"type":"integer"}}}', '{"__proto__":1.0}', false],
    ['{"patternProperties":{"__proto__":{"type":"string"}}}', '{"a__proto__":1}', false],
    [
      '{"patternProperties":{"__proto__":{}},"additionalProperties":false}',
      '{"__proto__":1}',
      true,
    ],
    ['{"dependencies":{"__proto__":["a"]}}', '{"__proto__":1}', false],
    ['{"dependencies":{"__proto__":["a"]}}', '{"__proto__":1,"a":1}', true],
    ['{"dependencies":{"__proto__":{"maxProperties":1}}}', '{"__proto__":1,"a":1}', false],
    ['{"dependencies":{"__proto__":["a"]}}', '[]', true],
  ])('a member named __proto__: %s on %s', (schema, document, expected) => {
    expect(valid(schema, document)).toBe(expected);
  });

  test.each([
    [
      'enum',
      {
        enum: [
          { id: 'a', b: 1 },
          { id: 'a', b: 2 },
        ],
      },
    ],
    ['default', { default: { id: 'http://[' } }],
    ['an unknown keyword', { 'x-example': { $ref: '#/nowhere', id: 'a' } }],
    ['id', { id: 'a', properties: { a: { id: 'a' } } }],
  ])('addresses within %s', (_name, schema) => {
    expect(valid(schema, '{"id":"a","b":2}')).toBe(true);
  });
});

describe('large schemas', () => {
  test('nested 900 levels deep apply at every level', () => {
    const schema = JSON.parse(`${'{"items":'.repeat(900)}{"type":"string"}${'}'.repeat(900)}`);
    const nest = (inside: string) => '['.repeat(900) + inside + ']'.repeat(900);
    expect(valid(schema, nest('"x"'))).toBe(true);
    expect(valid(schema, nest('1'))).toBe(false);
  });

  test('in a circle of 2000 definitions apply all around', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `d${index}`);
    const definitions = Object.fromEntries(
      names.map((name, index) => [
        name,
        {
          type: 'object',
          properties: {
            next: { $ref: `#/definitions/${names[(index + 1) % names.length]}` },
            first: { $ref: '#/definitions/d0' },
          },
        },
      ]),
    );
    const model = compileModel('Circle', { definitions, $ref: '#/definitions/d1999' });
    expect(model.validate('{"next":{"next":{"first":{"next":{}}}}}').valid).toBe(true);
    expect(model.validate('{"next":{"next":{"first":{"next":1}}}}').valid).toBe(false);
  });

  test('that are shared twice at each level need no time to compile', () => {
    const links = Array.from({ length: 200 }, (_, index) => {
      const next = { $ref: `#/definitions/d${index + 1}` };
      return [`d${index}`, { properties: { a: next, b: next } }];
    });
    const definitions = Object.fromEntries([...links, ['d200', { type: 'string' }]]);
    const model = compileModel('Shared', { definitions, $ref: '#/definitions/d0' });
    expect(model.validate('{"a":{"b":{"a":{}}}}').valid).toBe(true);
  });
});

describe('depth', () => {
  const list = compileModel('List', { items: { $ref: '#' } });
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test.each([
    [1000, true],
    [1001, false],
  ])('of %d lists within each other is valid: %s', (depth, expected) => {
    expect(list.validate(nested(depth)).valid).toBe(expected);
    expect(list.validateValue(JSON.parse(nested(depth))).valid).toBe(expected);
  });
});

test('fails with a SchemaError when ajv cannot compile what it is given', () => {
  const where = { model: 'Pet', pointer: '/a' };
  // No checked schema has such a type.
  const unchecked = { schema: { type: ['nothing'] }, where, members: new Map() };
  expect(() => compileVerdict(unchecked)).toThrow(SchemaError);
  expect(() => compileVerdict(unchecked)).toThrow('model Pet, #/a: cannot be compiled');
});
