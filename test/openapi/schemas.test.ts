import { writeOpenApi } from '../../lib/openapi';
import { part } from '../model/read-app';
import { apiOf, folderMethod } from './_store';

const PETS = {
  Pet: part('Model', {
    Name: 'Pet',
    ContentType: 'application/json',
    Schema: { type: 'object', title: 'Pet' },
  }),
  Pets: part('Model', {
    Name: 'Pets',
    ContentType: 'application/json',
    Schema: {
      type: 'array',
      items: { $ref: 'https://apigateway.amazonaws.com/restapis/abc/models/Pet' },
    },
  }),
};

/** The document of a method with these properties, and its operation. */
function write(format: 'oas30' | 'swagger', method: object, resources = {}) {
  const api = apiOf({ ...PETS, ...resources, ...folderMethod({ ...method }) });
  const document = writeOpenApi(api, { format, extensions: ['integrations'] });
  const { paths } = document as { paths: Record<string, Record<string, unknown>> };
  return { document, operation: paths['/{folder}']!['get'] };
}

describe('models', () => {
  test('refer to each other within the document', () => {
    expect(write('swagger', {}).document).toHaveProperty('definitions.Pets.items', {
      $ref: '#/definitions/Pet',
    });
    expect(write('oas30', {}).document).toHaveProperty('components.schemas.Pets.items', {
      $ref: '#/components/schemas/Pet',
    });
  });

  test('that API Gateway gives every API are there where a method uses them', () => {
    const responses = (model: string) => ({
      MethodResponses: [{ StatusCode: '500', ResponseModels: { 'application/json': model } }],
    });
    const definitions = (model: string) =>
      write('swagger', responses(model)).document['definitions'];
    expect(Object.keys(definitions('Error') as object).sort()).toEqual(['Error', 'Pet', 'Pets']);
    expect(Object.keys(definitions('Pet') as object).sort()).toEqual(['Pet', 'Pets']);
  });

  test('that the API does not have allow anything', () => {
    const method = { RequestModels: { 'application/json': 'Missing' } };
    expect(write('oas30', method).operation).toHaveProperty('requestBody.content', {
      'application/json': { schema: {} },
    });
  });
});

describe('bodies of requests', () => {
  const models = { RequestModels: { 'text/json': 'Pets', 'application/json': 'Pet' } };

  test('have a schema for each media type in OpenAPI 3.0', () => {
    expect(write('oas30', models).operation).toHaveProperty('requestBody', {
      required: true,
      content: {
        'text/json': { schema: { $ref: '#/components/schemas/Pets' } },
        'application/json': { schema: { $ref: '#/components/schemas/Pet' } },
      },
    });
  });

  test('are a parameter in Swagger 2.0, with the schema of application/json', () => {
    const { operation } = write('swagger', { ...models, RequestParameters: {} });
    expect(operation).toMatchObject({
      consumes: ['text/json', 'application/json'],
      parameters: [
        { in: 'body', name: 'Pet', required: true, schema: { $ref: '#/definitions/Pet' } },
      ],
    });
  });
});

describe('parameters', () => {
  test('are in headers, the query and the path, where they are always required', () => {
    const { operation } = write('swagger', {
      RequestParameters: {
        'method.request.header.X-A': false,
        'method.request.querystring.page.size': true,
        'method.request.path.folder': false,
      },
    });
    expect(operation).toHaveProperty('parameters', [
      { name: 'X-A', in: 'header', required: false, type: 'string' },
      { name: 'page.size', in: 'query', required: true, type: 'string' },
      { name: 'folder', in: 'path', required: true, type: 'string' },
    ]);
  });

  test('of responses are headers', () => {
    const MethodResponses = [
      { StatusCode: '200', ResponseParameters: { 'method.response.header.X-A': true } },
    ];
    expect(write('oas30', { MethodResponses }).operation).toHaveProperty('responses', {
      '200': {
        description: '200 response',
        headers: { 'X-A': { required: true, schema: { type: 'string' } } },
        content: {},
      },
    });
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-set-up.html
describe('request validators', () => {
  const NAME = 'x-amazon-apigateway-request-validator';
  const validator = (properties: object) => ({
    Check: part('RequestValidator', { ...properties }),
  });
  const used = { RequestValidatorId: { Ref: 'Check' } };

  test('go by their names', () => {
    const resources = validator({ Name: 'strict', ValidateRequestBody: true });
    const { document, operation } = write('oas30', used, resources);
    expect(operation).toHaveProperty([NAME], 'strict');
    expect(document).toHaveProperty(`${NAME}s`, {
      strict: { validateRequestBody: true, validateRequestParameters: false },
    });
  });

  test.each([
    [true, false, 'Validate body'],
    [true, true, 'Validate body, query string parameters, and headers'],
    [false, true, 'Validate query string parameters and headers'],
  ])('without a name go by that of the console (%s, %s)', (body, parameters, name) => {
    const properties = { ValidateRequestBody: body, ValidateRequestParameters: parameters };
    const { operation } = write('oas30', used, validator(properties));
    expect(operation).toHaveProperty([NAME], name);
  });

  test('are told apart where two have one name', () => {
    const { document } = write('oas30', used, {
      ...validator({ Name: 'a', ValidateRequestBody: true }),
      Other: part('RequestValidator', { Name: 'a', ValidateRequestParameters: true }),
    });
    expect(Object.keys(document[`${NAME}s`] as object)).toEqual(['a', 'a_']);
  });
});
