import { schemaFaults } from '../../lib/schema';

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';

/** Pointers to what is wrong. */
function faults(schema: unknown): string[] {
  return schemaFaults('Pet', schema).map(({ pointer }) => pointer);
}

describe('the faults of a schema', () => {
  test.each([
    ['an unknown type', { type: 'not-a-real-type' }, ['/type']],
    ['an empty list of required properties', { $schema: DRAFT_4, required: [] }, ['/required']],
    ['a value twice', { properties: { a: { enum: ['A', 'A'] } } }, ['/properties/a/enum']],
    [
      'numbers written as texts',
      { properties: { a: { type: 'string', minLength: '1', maxLength: '35' } } },
      ['/properties/a/minLength', '/properties/a/maxLength'],
    ],
    ['a schema that is a text', { properties: { a: 'string' } }, ['/properties/a']],
    [
      'faults at several places',
      { items: { allOf: [{ type: 'x' }, { type: 'y' }] } },
      ['/items/allOf/0/type', '/items/allOf/1/type'],
    ],
  ])('are %s', (_what, schema, pointers) => {
    expect(faults(schema)).toEqual(pointers);
  });

  test.each([
    ['what draft 4 allows', { $schema: DRAFT_4, type: ['object', 'null'], required: ['a'] }],
    ['an exclusive bound', { minimum: 1, exclusiveMinimum: true }],
    ['unknown keywords', { example: 1, nullable: true, discriminator: {}, 'x-any': [] }],
    ['bounds of draft 6', { exclusiveMinimum: 1, exclusiveMaximum: 2 }],
    ['schemas of draft 6 that are true or false', { properties: { a: true }, not: false }],
    ['items that are true', { items: true, const: 1, if: {} }],
    ['a schema of another draft', { $schema: 'http://json-schema.org/draft-07/schema#', type: 1 }],
    ['the type of a file', { type: 'file' }],
    ['what stands beside a reference', { $ref: '#/definitions/A', type: 'x' }],
    ['references that lead nowhere', { items: { $ref: 'Todo' } }],
    ['patterns', { pattern: '(?<=a', patternProperties: { '(': {} } }],
    ['words for people', { title: 1, description: null, format: 'any' }],
    ['what is no object', 'text'],
  ])('are not %s', (_what, schema) => {
    expect(faults(schema)).toEqual([]);
  });

  test('are looked for to the depth that schemas may have', () => {
    const nested = (levels: number): object => {
      let schema: object = { type: 'x' };
      for (let depth = 0; depth < levels; depth += 1) schema = { items: schema };
      return schema;
    };
    expect(faults(nested(1000))).toHaveLength(1);
    expect(faults(nested(20_000))).toEqual([]);
  });
});
