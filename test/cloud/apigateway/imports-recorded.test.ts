import { imported, LAMBDA } from './_reads';

// What AWS answered when it was recorded: localstack tests/aws/services/apigateway/
// test_apigateway_import.py and resource_providers/test_apigateway.py.

const http = (security?: object[]) => ({
  ...(security && { security }),
  responses: { 200: { description: 'ok' } },
  'x-amazon-apigateway-integration': {
    type: 'http',
    httpMethod: 'GET',
    uri: 'http://petstore.test/pets',
    passthroughBehavior: 'when_no_match',
    responses: { default: { statusCode: '200' } },
  },
});

const HTTP_INTEGRATION = {
  type: 'HTTP',
  httpMethod: 'GET',
  uri: 'http://petstore.test/pets',
  connectionType: 'INTERNET',
  passthroughBehavior: 'WHEN_NO_MATCH',
  timeoutInMillis: 29000,
  cacheKeyParameters: [],
  integrationResponses: { 200: { statusCode: '200' } },
};

describe('an API of a document', () => {
  test('has the version of the document, and the models of the document alone', async () => {
    const { call, restApiId } = await imported({
      openapi: '3.0.2',
      info: { title: 'people', version: '1.0' },
      paths: { '/': { get: http() } },
      components: {
        schemas: {
          Person: { type: 'object', properties: { house: { $ref: '#/components/schemas/House' } } },
          House: { type: 'object', description: 'Where a person lives' },
        },
      },
    });
    expect(call('GetRestApi')).toMatchObject({ name: 'people', version: '1.0' });
    const { items } = call('GetModels') as { items: { schema: string }[] };
    expect(items.map(({ schema, ...one }) => ({ ...one, schema: JSON.parse(schema) }))).toEqual([
      {
        id: expect.any(String),
        name: 'House',
        contentType: 'application/json',
        description: 'Where a person lives',
        schema: { type: 'object', description: 'Where a person lives' },
      },
      {
        id: expect.any(String),
        name: 'Person',
        contentType: 'application/json',
        schema: {
          type: 'object',
          properties: {
            house: {
              $ref: `https://apigateway.amazonaws.com/restapis/${restApiId}/models/House`,
            },
          },
        },
      },
    ]);
  });

  test('takes its authorizer for all methods from the document as a whole', async () => {
    const { call, read } = await imported({
      openapi: '3.0.2',
      info: { title: 'guarded', version: '1.0' },
      paths: { '/pets': { get: http() } },
      components: {
        securitySchemes: {
          GatewayAuthorizer: {
            type: 'apiKey',
            name: 'X-Api-Key',
            in: 'header',
            'x-amazon-apigateway-authtype': 'custom',
            'x-amazon-apigateway-authorizer': {
              type: 'request',
              authorizerUri: LAMBDA,
              identitySource: 'method.request.header.Custom-Authorization',
              authorizerResultTtlInSeconds: 300,
            },
          },
        },
      },
      security: [{ GatewayAuthorizer: [] }],
      'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
    });
    expect(call('GetRestApi')).toMatchObject({ apiKeySource: 'AUTHORIZER' });
    const { items } = call('GetAuthorizers') as { items: { id: string }[] };
    expect(items).toEqual([
      {
        id: expect.any(String),
        name: 'GatewayAuthorizer',
        type: 'REQUEST',
        authType: 'custom',
        authorizerUri: LAMBDA,
        authorizerResultTtlInSeconds: 300,
        identitySource: 'method.request.header.Custom-Authorization',
      },
    ]);
    expect(read('GetMethod', '/pets')).toEqual({
      httpMethod: 'GET',
      apiKeyRequired: false,
      authorizationType: 'CUSTOM',
      authorizerId: items[0]?.id,
      methodIntegration: { ...HTTP_INTEGRATION, cacheNamespace: expect.any(String) },
      methodResponses: { 200: { statusCode: '200' } },
    });
  });

  test('has authorizers of the type that the scheme says, used or not', async () => {
    const token = {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'oauth2',
      'x-amazon-apigateway-authorizer': {
        type: 'token',
        authorizerUri: LAMBDA,
        identityValidationExpression: '^x-[a-z]+',
      },
    };
    const { call } = await imported({
      swagger: '2.0',
      info: { title: 'guarded', version: '1.0' },
      paths: { '/': { get: http([{ used: [] }]) } },
      securityDefinitions: { used: token, unused: token },
    });
    const authorizer = {
      id: expect.any(String),
      type: 'TOKEN',
      authType: 'oauth2',
      authorizerUri: LAMBDA,
      identitySource: 'method.request.header.Authorization',
      identityValidationExpression: '^x-[a-z]+',
    };
    expect(call('GetAuthorizers')).toEqual({
      items: expect.arrayContaining([
        { ...authorizer, name: 'used' },
        { ...authorizer, name: 'unused' },
      ]),
    });
  });

  test('names the validator of a method, and passes over the verb of a mock', async () => {
    const { call, read } = await imported({
      openapi: '3.0.2',
      info: { title: 'checked', version: '1.0' },
      'x-amazon-apigateway-request-validators': {
        basic: { validateRequestBody: true, validateRequestParameters: true },
      },
      'x-amazon-apigateway-request-validator': 'basic',
      paths: {
        '/': {
          get: {
            responses: { 200: { description: 'ok' } },
            'x-amazon-apigateway-integration': {
              type: 'mock',
              httpMethod: 'POST',
              requestTemplates: { 'application/json': '{"statusCode": 200}' },
              responses: { default: { statusCode: 200 } },
            },
          },
        },
      },
    });
    const { items } = call('GetRequestValidators') as { items: { id: string }[] };
    expect(items).toMatchObject([{ name: 'basic', validateRequestBody: true }]);
    expect(read('GetMethod', '/')).toMatchObject({ requestValidatorId: items[0]?.id });
    expect(read('GetIntegration', '/')).toEqual({
      type: 'MOCK',
      passthroughBehavior: 'WHEN_NO_MATCH',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      timeoutInMillis: 29000,
      cacheKeyParameters: [],
      cacheNamespace: expect.any(String),
      integrationResponses: { 200: { statusCode: '200' } },
    });
  });

  test('has the binary media types of the template and of the document', async () => {
    const { call } = await imported(
      {
        swagger: '2.0',
        info: { title: 'pictures', version: '1.0.0' },
        paths: { '/': { get: http() } },
        'x-amazon-apigateway-binary-media-types': ['image/png', 'image/jpg'],
      },
      { BinaryMediaTypes: ['application/pdf', 'image/gif'] },
    );
    expect(call('GetRestApi')).toMatchObject({
      binaryMediaTypes: ['application/pdf', 'image/gif', 'image/jpg', 'image/png'],
    });
  });
});
