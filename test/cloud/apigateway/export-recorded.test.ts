import { petStore, testService } from './_service';

// The forms are those that AWS answered with when it was recorded: localstack
// tests/aws/services/apigateway/test_apigateway_extended.py::test_export_swagger_openapi and
// test_export_oas30_openapi (2024-04-15).

const PETS = 'http://petstore.test/pets';

/** A document as the recorded ones were: a page, a list with a query, a body, a path parameter. */
const documentOf = (info: object) => ({
  swagger: '2.0',
  info,
  paths: {
    '/': {
      get: {
        consumes: ['application/json'],
        produces: ['text/html'],
        responses: {
          200: { description: 'a page', headers: { 'Content-Type': { type: 'string' } } },
        },
        'x-amazon-apigateway-integration': {
          type: 'mock',
          passthroughBehavior: 'when_no_match',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          responses: {
            default: {
              statusCode: '200',
              responseParameters: { 'method.response.header.Content-Type': "'text/html'" },
              responseTemplates: { 'text/html': '<html></html>' },
            },
          },
        },
      },
    },
    '/pets': {
      get: {
        summary: 'all pets',
        produces: ['application/json'],
        parameters: [{ name: 'type', in: 'query', required: false, type: 'string' }],
        responses: { 200: { description: 'pets', schema: { $ref: '#/definitions/Pets' } } },
        'x-amazon-apigateway-integration': {
          type: 'http',
          httpMethod: 'GET',
          uri: PETS,
          passthroughBehavior: 'when_no_match',
          requestParameters: {
            'integration.request.querystring.type': 'method.request.querystring.type',
          },
          responses: { default: { statusCode: '200' } },
        },
      },
      post: {
        operationId: 'CreatePet',
        consumes: ['application/json'],
        parameters: [
          { in: 'body', name: 'Pet', required: true, schema: { $ref: '#/definitions/Pet' } },
        ],
        responses: { 200: { description: 'made' } },
        'x-amazon-apigateway-integration': {
          type: 'http',
          httpMethod: 'POST',
          uri: PETS,
          passthroughBehavior: 'when_no_match',
          responses: { default: { statusCode: '200' } },
        },
      },
    },
    '/pets/{petId}': {
      get: {
        parameters: [{ name: 'petId', in: 'path', required: true, type: 'string' }],
        responses: { 200: { description: 'a pet' } },
        'x-amazon-apigateway-integration': {
          type: 'http',
          httpMethod: 'GET',
          uri: `${PETS}/{id}`,
          passthroughBehavior: 'when_no_match',
          requestParameters: { 'integration.request.path.id': 'method.request.path.petId' },
          responses: { default: { statusCode: '200' } },
        },
      },
    },
  },
  definitions: {
    Pets: { type: 'array', items: { $ref: '#/definitions/Pet' } },
    Pet: { type: 'object', properties: { price: { type: 'number' } } },
  },
});

/** Exports the stage `dev` of an API that is made of a document. */
async function exported(document: object, exportType: string, extensions?: string) {
  const { service, stack } = testService();
  const { Get: _method, ...resources } = petStore().Resources!;
  const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document } };
  await stack.deploy({ Resources: { ...resources, Api } });
  const restApiId = stack.id('Api');
  const answer = service.call('GetExport', {
    restApiId,
    stageName: 'dev',
    exportType,
    ...(extensions && { parameters: { extensions } }),
  }) as { body: string; contentDisposition: string };
  return { ...answer, restApiId, document: JSON.parse(answer.body) };
}

describe('an export', () => {
  test.each([
    [{ title: 'pets', version: '1.0.0' }, '1.0.0'],
    [{ title: 'pets' }, '2026-01-01T00:00:00Z'],
  ])('has the version of the document %j, else the time', async (info, version) => {
    const { document, contentDisposition } = await exported(documentOf(info), 'oas30');
    expect(document.info).toEqual({ title: 'pets', version });
    expect(contentDisposition).toBe(`attachment; filename="oas30_${version}.json"`);
  });

  test('in OpenAPI 3.0 has the stage as a variable and what has no model as empty', async () => {
    const { document, restApiId } = await exported(documentOf({ title: 'pets' }), 'oas30');
    expect(document).toMatchObject({
      openapi: '3.0.1',
      servers: [
        {
          url: `https://${restApiId}.execute-api.eu-west-1.amazonaws.com/{basePath}`,
          variables: { basePath: { default: 'dev' } },
        },
      ],
    });
    expect(document.paths).toEqual({
      '/': {
        get: {
          responses: {
            200: {
              description: '200 response',
              headers: { 'Content-Type': { schema: { type: 'string' } } },
              content: {},
            },
          },
        },
      },
      '/pets': {
        get: {
          parameters: [{ name: 'type', in: 'query', schema: { type: 'string' } }],
          responses: {
            200: {
              description: '200 response',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Pets' } } },
            },
          },
        },
        post: {
          operationId: 'CreatePet',
          requestBody: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
            required: true,
          },
          responses: { 200: { description: '200 response', content: {} } },
        },
      },
      '/pets/{petId}': {
        get: {
          parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: '200 response', content: {} } },
        },
      },
    });
    expect(document.components).toEqual({
      schemas: {
        Pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
        Pet: { type: 'object', properties: { price: { type: 'number' } } },
      },
    });
  });

  test('in OpenAPI 3.0 has components, and in Swagger 2.0 no definitions, without models', async () => {
    const { paths, definitions: _models, ...rest } = documentOf({ title: 'pets' });
    const document = { ...rest, paths: { '/pets/{petId}': paths['/pets/{petId}'] } };
    expect((await exported(document, 'oas30')).document.components).toEqual({});
    expect((await exported(document, 'swagger')).document).not.toHaveProperty('definitions');
  });

  test('in Swagger 2.0 has the media types of models and of mapping templates', async () => {
    const { document } = await exported(documentOf({ title: 'pets' }), 'swagger');
    expect(document.paths).toEqual({
      '/': {
        get: {
          consumes: ['application/json'],
          produces: ['text/html'],
          responses: {
            200: { description: '200 response', headers: { 'Content-Type': { type: 'string' } } },
          },
        },
      },
      '/pets': {
        get: {
          produces: ['application/json'],
          parameters: [{ name: 'type', in: 'query', required: false, type: 'string' }],
          responses: {
            200: { description: '200 response', schema: { $ref: '#/definitions/Pets' } },
          },
        },
        post: {
          operationId: 'CreatePet',
          consumes: ['application/json'],
          parameters: [
            { in: 'body', name: 'Pet', required: true, schema: { $ref: '#/definitions/Pet' } },
          ],
          responses: { 200: { description: '200 response' } },
        },
      },
      '/pets/{petId}': {
        get: {
          parameters: [{ name: 'petId', in: 'path', required: true, type: 'string' }],
          responses: { 200: { description: '200 response' } },
        },
      },
    });
  });

  test.each(['swagger', 'oas30'])('in %s has integrations as they were written', async (type) => {
    const source = documentOf({ title: 'pets' });
    const { document } = await exported(source, type, 'apigateway');
    const name = 'x-amazon-apigateway-integration';
    expect(document.paths['/'].get[name]).toEqual(source.paths['/'].get[name]);
    expect(document.paths['/pets'].get[name]).toEqual(source.paths['/pets'].get[name]);
    expect(document.paths['/pets'].post[name]).toEqual(source.paths['/pets'].post[name]);
    expect(document.paths['/pets/{petId}'].get[name]).toEqual(
      source.paths['/pets/{petId}'].get[name],
    );
  });
});
