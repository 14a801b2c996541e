import { testService } from './_service';

const MOCK = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  responses: { default: { statusCode: '200' } },
};

/** An API of a document with this operation at `GET /update`. */
function apiOf(operation: object, FailOnWarnings: unknown, members: object = {}) {
  const get = { responses: {}, 'x-amazon-apigateway-integration': MOCK, ...operation };
  const version = 'swagger' in members ? {} : { openapi: '3.0.1' };
  const info = { title: 'api', version: '1' };
  const Body = { ...version, info, paths: { '/update': { get } }, ...members };
  return {
    Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body, FailOnWarnings } } },
  };
}

const content = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const MISSING = { responses: { 200: { description: 'ok', ...content('ModelThatDoesNotExist') } } };
const SERVERS = { servers: [{ url: 'https://a.test' }, { url: 'https://b.test' }] };

test.each([
  // An answer of AWS to an import with failOnWarnings, published as
  // test_reimport_api_failonwarnings in tests/test_apigatewayv2/test_apigatewayv2_reimport.py of
  // getmoto/moto.
  [
    MISSING,
    {},
    "Parse issue: attribute paths.'/update'(get).responses.200.content.schema.#/components/schemas/ModelThatDoesNotExist is missing",
  ],
  // `warnings` of an answer of `aws apigateway import-rest-api`, 2020-08-27.
  [
    {},
    SERVERS,
    'More than one server provided. Ignoring all but the first for defining endpoint configuration',
  ],
  [
    { requestBody: content('Pet') },
    {},
    "Parse issue: attribute paths.'/update'(get).requestBody.content.schema.#/components/schemas/Pet is missing",
  ],
  [
    { responses: { 200: { $ref: '#/components/responses/Ok' } } },
    { components: { responses: { Ok: { description: 'ok', ...content('Pet') } } } },
    'Parse issue: attribute components.responses.Ok.content.schema.#/components/schemas/Pet is missing',
  ],
  [
    { responses: { 200: { description: 'ok', schema: { $ref: '#/definitions/Pet' } } } },
    { swagger: '2.0' },
    "Parse issue: attribute paths.'/update'(get).responses.200.schema.#/definitions/Pet is missing",
  ],
])(
  'an import that must have no warnings fails with one: %j %j',
  async (operation, members, text) => {
    const { stack } = testService();
    await expect(stack.deploy(apiOf(operation, true, members))).rejects.toThrow(
      `Warnings found during import:\n\t${text}`,
    );
  },
);

test('a document in a bucket is looked at too', async () => {
  const { Body, ...properties } = apiOf(MISSING, true).Resources.Api.Properties;
  const { stack } = testService({ readAsset: () => Body });
  const Properties = { ...properties, BodyS3Location: { Bucket: 'assets', Key: 'api.json' } };
  const Api = { Type: 'AWS::ApiGateway::RestApi', Properties };
  await expect(stack.deploy({ Resources: { Api } })).rejects.toThrow(
    "attribute paths.'/update'(get).responses.200.content.schema.#/components/schemas/ModelThatDoesNotExist",
  );
});

test('the message has all warnings, a line each', async () => {
  const { stack } = testService();
  await expect(stack.deploy(apiOf(MISSING, true, SERVERS))).rejects.toThrow(
    /^.*Warnings found during import:\n\tParse issue: .* is missing\n\tMore than one server provided\./s,
  );
});

test.each([undefined, false])('with FailOnWarnings %s the import goes on', async (fail) => {
  const { service, stack } = testService();
  await stack.deploy(apiOf(MISSING, fail, SERVERS));
  expect(service.call('GetRestApi', { restApiId: stack.id('Api') })).toMatchObject({ name: 'api' });
});

test.each([
  [{ requestBody: content('Pet') }, { components: { schemas: { Pet: { type: 'object' } } } }],
  [{}, { servers: [{ url: 'https://a.test' }] }],
  [{ responses: { 200: { description: 'ok' } } }, {}],
])('a document without warnings is imported: %j %j', async (operation, members) => {
  const { service, stack } = testService();
  await stack.deploy(apiOf(operation, true, members));
  expect(service.call('GetRestApi', { restApiId: stack.id('Api') })).toMatchObject({ name: 'api' });
});

test('an API that has warnings after an update keeps its document', async () => {
  const { service, stack } = testService();
  await stack.deploy(apiOf({}, true));
  await expect(stack.deploy(apiOf(MISSING, true, { info: { title: 'next' } }))).rejects.toThrow(
    'Warnings found during import:',
  );
  expect(service.call('GetRestApi', { restApiId: stack.id('Api') })).toMatchObject({ name: 'api' });
});
