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
