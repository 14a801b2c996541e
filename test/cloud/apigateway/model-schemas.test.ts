import { petStore, testService } from './_service';

function model(Schema: unknown) {
  return {
    Type: 'AWS::ApiGateway::Model',
    Properties: { RestApiId: { Ref: 'Api' }, Name: 'Pet', Schema },
  };
}

function documentOf(schemas: Record<string, unknown>, paths: Record<string, unknown> = {}) {
  const info = { title: 'api', version: '1' };
  const Body = { openapi: '3.0.1', info, paths, components: { schemas } };
  return { Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } } } };
}

const REFUSED =
  'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]';

test.each([
  { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', required: ['a'] },
  '{"type": "object"}',
  { type: 'array', items: { $ref: 'https://apigateway.amazonaws.com/restapis/x/models/Empty' } },
  { type: 'number', exclusiveMinimum: 1 },
])('a model may have the schema %j', async (schema) => {
  const { stack } = testService();
  await stack.deploy(petStore({ Model: model(schema) }));
});

test.each([{ type: 'text' }, '{"type": "text"}', { properties: { a: { required: [] } } }])(
  'a model fails to have the schema %j',
  async (schema) => {
    const { stack } = testService();
    await expect(stack.deploy(petStore({ Model: model(schema) }))).rejects.toThrow(REFUSED);
  },
);

// A schema with two numbers written as texts was answered like this, when a model was updated
// (a report of July 2026).
test('a schema with two faults is refused twice', async () => {
  const { stack } = testService();
  const schema = { type: 'string', minLength: '1', maxLength: '35' };
  await expect(stack.deploy(petStore({ Model: model(schema) }))).rejects.toThrow(
    /errors : \[Invalid model schema specified, Invalid model schema specified\]$/,
  );
});

test('the import of a document names its models before its methods', async () => {
  const { stack } = testService();
  const integration = { type: 'http_proxy', httpMethod: 'GET', uri: 'example.com' };
  const get = { responses: {}, 'x-amazon-apigateway-integration': integration };
  const schemas = { Pet: { type: 'text' }, my_pet: { type: 'text' }, Fine: { type: 'object' } };
  await expect(stack.deploy(documentOf(schemas, { '/': { get } }))).rejects.toThrow(
    [
      'Errors found during import:',
      `\tUnable to create model for 'Pet': ${REFUSED}`,
      "\tUnable to create model for 'my_pet': Model name must be alphanumeric: my_pet",
      "\tUnable to put integration on 'GET' for resource at path '/': Invalid HTTP endpoint specified for URI",
    ].join('\n'),
  );
});
