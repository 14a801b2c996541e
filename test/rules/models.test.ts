import { findingsOf, findingsOfDocument, part } from './_findings';

const model = (properties: Record<string, unknown>) =>
  findingsOf(part('Model', { Name: 'Pet', Schema: {}, ...properties }));

test.each(['Pet', 'pet2', '4', undefined, { Ref: 'Given' }, '{{resolve:ssm:/name}}'])(
  'a model may be called %j',
  (Name) => {
    expect(model({ Name })).toEqual([]);
  },
);

test.each(['my-pet', 'my_pet', 'Pet.Name', 'Pét', 'a b'])(
  'a model fails to be called %s',
  (Name) => {
    expect(model({ Name })).toEqual([['Model', `Model name must be alphanumeric: ${Name}`]]);
  },
);

test.each(['application/json', 'text/plain; charset=utf-8', undefined, { Ref: 'Given' }])(
  'a model may be for %j',
  (ContentType) => {
    expect(model({ ContentType })).toEqual([]);
  },
);

// https://github.com/aws/aws-cdk/issues/14585
describe('a schema has the keywords of draft 4 alone', () => {
  const unsupported = (words: string) => [
    [
      'Model',
      `Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified. Unsupported keyword(s): ${words}]`,
    ],
  ];

  test.each([
    [{ $id: 'http://a.test/' }, '["$id"]'],
    [{ if: {}, $id: 'a', else: {} }, '["$id","else","if"]'],
    [{ properties: { date: { example: 'dd/MM' } } }, '["example"]'],
    [{ items: [{}, { const: 1 }] }, '["const"]'],
    [{ anyOf: [{ not: { nullable: true } }] }, '["nullable"]'],
    [{ additionalProperties: { examples: [] } }, '["examples"]'],
    ['{"definitions": {"a": {"$comment": "x"}}}', '["$comment"]'],
  ])('not %j', (Schema, words) => {
    expect(model({ Schema })).toEqual(unsupported(words));
  });

  test.each([
    { $schema: 'http://json-schema.org/draft-04/schema#', id: 'x', title: 'T', description: 'd' },
    { properties: { $id: {}, const: {} }, default: { example: 1 }, enum: [{ nullable: true }] },
    { dependencies: { if: ['then'] }, items: { $ref: '#/definitions/then' } },
    { Ref: 'Given' },
    { properties: { a: { 'Fn::If': ['A', {}, {}] } }, additionalProperties: false },
  ])('but names of members, and what is no schema: %j', (Schema) => {
    expect(model({ Schema })).toEqual([]);
  });

  test('in models for JSON; a document may have others, which its import leaves out', () => {
    expect(model({ Schema: { $id: 'x' }, ContentType: 'text/x' })).toEqual([]);
    const schemas = { Pet: { properties: { name: { example: 'Rex' } } } };
    expect(findingsOfDocument({ components: { schemas } })).toEqual([]);
  });
});

test('the schemas of a document are models by their names', () => {
  const schemas = { Pet: {}, pet_1: {} };
  expect(findingsOfDocument({ components: { schemas } })).toEqual([
    ['Model', 'Model name must be alphanumeric: pet_1'],
  ]);
  // A schema without a name gets one.
  const content = { 'application/json': { schema: { type: 'object' } } };
  const post = { requestBody: { content }, responses: { '200': { description: 'ok', content } } };
  expect(findingsOfDocument({ paths: { '/my_pets/{pet_id}': { post } } })).toEqual([]);
});
