import { JsonDouble } from '../../lib/json';
import { compileModel, SchemaError } from '../../lib/schema';

const API = 'https://apigateway.amazonaws.com/restapis/abc1234567/models';

function refused(schema: unknown, models = {}, options = {}): SchemaError {
  try {
    compileModel('Pet', schema, models, options);
  } catch (error) {
    if (error instanceof SchemaError) return error;
    throw error;
  }
  throw new Error('the schema was accepted');
}

describe('a model', () => {
  const model = compileModel('Pet', {
    $schema: 'http://json-schema.org/draft-04/schema#',
    type: 'object',
    required: ['a', 'b'],
    properties: { a: { type: 'number' }, b: { type: 'number' } },
  });

  test('accepts a body that fits, without a message', () => {
    expect(model.validate('{"a": 1, "b": 2}')).toEqual({ valid: true });
  });

  test('names what is missing in the wording of validationErrorString', () => {
    expect(model.validate('{"test": "test"}')).toEqual({
      valid: false,
      message: '[object has missing required properties (["a","b"])]',
    });
  });

  test('joins several messages with a comma', () => {
    expect(model.validate('{"b": "x", "a": null}').message).toBe(
      '[instance type (null) does not match any allowed primitive type (allowed: ["integer","number"]), instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]',
    );
  });

  test.each([
    '',
    '{',
    '{"a": 1, "b": 2} x',
    "{'a': 1}",
    'NaN',
    '{"a": 01.5}',
    '[1.5,]',
    '"\u0001 1.5"',
  ])('fails for a body that is not JSON: %j', (text) => {
    expect(model.validate(text)).toEqual({
      valid: false,
      message: '[Unknown error parsing request body]',
    });
  });

  test('takes parsed values of every form', () => {
    expect(model.validate({ a: 1, b: 2.5 }).valid).toBe(true);
    expect(
      model.validate(
        new Map<string, unknown>([
          ['a', 10n ** 20n],
          ['b', new JsonDouble(1.5)],
        ]),
      ).valid,
    ).toBe(true);
    expect(model.validateValue('{"a": 1, "b": 2}').valid).toBe(false);
  });

  test('fails for what is no JSON value', () => {
    expect(() => model.validateValue(undefined)).toThrow(TypeError);
    expect(() => model.validateValue(() => 1)).toThrow(TypeError);
  });
});

describe('whole numbers', () => {
  const model = compileModel('Count', { type: 'integer' });

  test.each([
    ['1', true],
    ['-0', true],
    ['123456789012345678901234567890', true],
    ['1.0', false],
    ['1e2', false],
    ['1.5', false],
  ])('%s is an integer: %s', (text, valid) => {
    expect(model.validate(text).valid).toBe(valid);
  });

  test('are whole by value when the value was parsed elsewhere', () => {
    expect(model.validateValue(1.0).valid).toBe(true);
    expect(model.validateValue(1.5).valid).toBe(false);
  });
});

describe('references between models', () => {
  const Item = { type: 'object', required: ['a'], properties: { a: { type: 'number' } } };
  const list = (ref: string) => ({ type: 'array', items: { $ref: ref } });

  test('lead to the model of that name, whatever the id of the API', () => {
    const model = compileModel('List', list(`${API}/Item`), { Item });
    expect(model.validate('[{"a": 1}]').valid).toBe(true);
    expect(model.validate('[{}]').message).toBe('[object has missing required properties (["a"])]');
  });

  test('may point into the other model', () => {
    const model = compileModel('Number', { $ref: `${API}/Item#/properties/a` }, { Item });
    expect(model.validate('1').valid).toBe(true);
    expect(model.validate('"x"').valid).toBe(false);
  });

  test('may go in a circle', () => {
    const Tree = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, forest: { $ref: `${API}/Forest` } },
    };
    const Forest = { type: 'array', items: { $ref: `${API}/Tree` } };
    const model = compileModel('Tree', Tree, { Tree, Forest });
    expect(model.validate('{"name":"a","forest":[{"name":"b","forest":[]}]}').valid).toBe(true);
    expect(model.validate('{"name":"a","forest":[{"name":"b","forest":[{}]}]}').valid).toBe(false);
  });

  test('are held to the API when its id is given', () => {
    const options = { restApiId: 'abc1234567' };
    expect(compileModel('List', list(`${API}/Item`), { Item }, options).validate('[]').valid).toBe(
      true,
    );
    const error = refused(
      list('https://apigateway.amazonaws.com/restapis/other/models/Item'),
      { Item },
      options,
    );
    expect(error.pointer).toBe('/items/$ref');
  });

  test.each([
    ['a model that does not exist', `${API}/Nothing`],
    ['a model named like a member of every object', `${API}/constructor`],
    ['another site', 'https://example.com/schema.json'],
    ['a member that does not exist', '#/definitions/nothing'],
    ['a member of the prototype', '#/constructor'],
    ['a broken escape', '#/definitions/%zz'],
    ['what is no URL', 'https://['],
  ])('fail at compile time when they lead to %s', (_name, ref) => {
    const error = refused(list(ref), { Item });
    expect(error.message).toContain(`got: ${JSON.stringify(ref)}`);
    expect(error).toMatchObject({ model: 'Pet', pointer: '/items/$ref' });
  });

  test('report what is wrong in the model that they lead to', () => {
    const error = refused(list(`${API}/Broken`), { Broken: { type: 'any' } });
    expect(error).toMatchObject({ model: 'Broken', pointer: '/type' });
  });

  test.each([
    ['itself', { $ref: '#' }],
    [
      'one another',
      {
        $ref: '#/definitions/a',
        definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } },
      },
    ],
    ['itself on the same instance', { allOf: [{ $ref: '#' }] }],
    [
      'itself within a definition',
      { definitions: { a: { not: { anyOf: [{ $ref: '#/definitions/a' }] } } } },
    ],
  ])('fail at compile time when a schema refers to %s', (_name, schema) => {
    expect(refused(schema).message).toMatch(/itself/);
  });
});

describe('what draft 4 does not know', () => {
  test.each([
    ['const', { const: 1 }],
    ['contains', { contains: { type: 'string' } }],
    ['if, then and else', '{"if":{},"then":{"type":"string"},"else":false}'],
    ['propertyNames', { propertyNames: { maxLength: 0 } }],
    [
      'draft-3 divisibleBy, disallow and extends',
      { divisibleBy: 2, disallow: 'array', extends: { type: 'string' } },
    ],
    ['OpenAPI nullable and discriminator', { nullable: false, discriminator: 'a' }],
    ['format int32', { format: 'int32' }],
    [
      'format uuid, date and time',
      { items: [{ format: 'uuid' }, { format: 'date' }, { format: 'time' }] },
    ],
  ])('is ignored: %s', (_name, schema) => {
    expect(compileModel('Newer', schema).validate('["x", "x", "x"]')).toEqual({ valid: true });
  });

  test.each([
    'http://json-schema.org/draft-04/schema#',
    'https://json-schema.org/draft-04/schema#',
    'http://json-schema.org/draft-07/schema#',
  ])('a schema may call itself %s and is read as draft 4', ($schema) => {
    const model = compileModel('Named', { $schema, type: 'integer', const: 3 });
    expect(model.validate('2').valid).toBe(true);
    expect(model.validate('"2"').valid).toBe(false);
  });

  test('keywords beside $ref are ignored', () => {
    const schema = {
      $ref: '#/definitions/a',
      type: 'null',
      minLength: 'x',
      definitions: { a: { type: 'string' } },
    };
    expect(compileModel('Ref', schema).validate('"x"').valid).toBe(true);
  });
});

describe('a schema that API Gateway refuses', () => {
  test.each([
    [
      'draft-3 required',
      { properties: { a: { required: true } } },
      '/properties/a/required',
      'must be an array, got: true',
    ],
    [
      'draft-6 exclusiveMinimum',
      { exclusiveMinimum: 3 },
      '/exclusiveMinimum',
      'must be true or false, got: 3',
    ],
    [
      'exclusiveMaximum alone',
      { exclusiveMaximum: true },
      '/exclusiveMaximum',
      'must stand beside maximum, got: true',
    ],
    ['empty required', { required: [] }, '/required', 'must not be empty, got: []'],
    [
      'type any',
      { items: { type: 'any' } },
      '/items/type',
      'must be one of array, boolean, integer, null, number, object, string, got: "any"',
    ],
    ['properties as a list', { properties: [] }, '/properties', 'must be an object, got: []'],
    ['a schema that is no object', { not: true }, '/not', 'a schema must be an object, got: true'],
    [
      'a pattern of another language',
      { pattern: '(?i)a' },
      '/pattern',
      'must be a regular expression of ECMA 262 (5th edition or before), got: "(?i)a"',
    ],
    [
      'a bad pattern as a name',
      { patternProperties: { '[': {} } },
      '/patternProperties',
      'must be a regular expression of ECMA 262 (5th edition or before), got: {"[":{}}',
    ],
    [
      'a slash and a tilde in a name',
      { properties: { 'a/b~c': { type: 1 } } },
      '/properties/a~1b~0c/type',
      'must be one of array, boolean, integer, null, number, object, string, got: 1',
    ],
    [
      'an error in a definition that nothing uses',
      { definitions: { a: { minLength: -1 } } },
      '/definitions/a/minLength',
      'must be a whole number from 0 to 2147483647, got: -1',
    ],
    [
      'a dependency on nothing',
      { dependencies: { a: [] } },
      '/dependencies/a',
      'must not be empty, got: []',
    ],
    ['no schema at all', undefined, '', 'a schema must be an object, got: undefined'],
    ['text that is no JSON', '{', '', 'a schema must be JSON, got: "{"'],
  ])('fails to compile: %s', (_name, schema, pointer, problem) => {
    const error = refused(schema);
    expect(error.message).toBe(`model Pet, #${pointer}: ${problem}`);
    expect(error.pointer).toBe(pointer);
  });

  test.each([
    ['maxLength', 0, -1],
    ['minItems', 2147483647, 2147483648],
    ['multipleOf', 0.01, 0],
    ['maximum', -1, '1'],
  ])('%s may be %j but fails with %j', (keyword, good, bad) => {
    expect(compileModel('Limit', { [keyword]: good }).name).toBe('Limit');
    expect(refused({ [keyword]: bad }).pointer).toBe(`/${keyword}`);
  });
});
