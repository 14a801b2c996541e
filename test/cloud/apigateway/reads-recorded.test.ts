import { deployed, LAMBDA } from './_reads';
import { mockMethod } from './_service';

// What AWS answered when it was recorded: localstack tests/aws/services/apigateway/
// test_apigateway_api.py and resource_providers/test_apigateway.py.

describe('an API that is not made of a document', () => {
  test('has the models Empty and Error', async () => {
    const { call } = await deployed();
    const draft = 'http://json-schema.org/draft-04/schema#';
    const { items } = call('GetModels') as { items: { name: string; schema: string }[] };
    expect(items.map(({ schema, ...one }) => ({ ...one, schema: JSON.parse(schema) }))).toEqual([
      {
        id: expect.any(String),
        name: 'Empty',
        contentType: 'application/json',
        description: 'This is a default empty schema model',
        schema: { $schema: draft, title: 'Empty Schema', type: 'object' },
      },
      {
        id: expect.any(String),
        name: 'Error',
        contentType: 'application/json',
        description: 'This is a default error schema model',
        schema: {
          $schema: draft,
          title: 'Error Schema',
          type: 'object',
          properties: { message: { type: 'string' } },
        },
      },
    ]);
  });

  test('has the IP address type that its endpoint has by itself', async () => {
    const Statement = [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }];
    const Policy = { Version: '2012-10-17', Statement };
    const EndpointConfiguration = { Types: ['PRIVATE'] };
    const Properties = { Name: 'pets', Policy, EndpointConfiguration };
    const { call } = await deployed({ Api: { Type: 'AWS::ApiGateway::RestApi', Properties } });
    expect(call('GetRestApi')).toMatchObject({
      endpointConfiguration: { types: ['PRIVATE'], ipAddressType: 'dualstack' },
    });
  });

  // https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html
  test('has the TLS policy and the access mode of an API', async () => {
    const settings = {
      SecurityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      EndpointAccessMode: 'STRICT',
    };
    const Properties = {
      Name: 'pets',
      EndpointConfiguration: { Types: ['REGIONAL'] },
      ...settings,
    };
    const { call } = await deployed({ Api: { Type: 'AWS::ApiGateway::RestApi', Properties } });
    expect(call('GetRestApi')).toMatchObject({
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'STRICT',
    });
  });

  test('has descriptions of models, unless they are empty', async () => {
    const model = (Name: string, Description: string) => ({
      Type: 'AWS::ApiGateway::Model',
      Properties: { RestApiId: { Ref: 'Api' }, Name, Description, Schema: { type: 'object' } },
    });
    const { call } = await deployed({ A: model('Calc', 'numbers'), B: model('Plain', '') });
    expect(call('GetModel', { modelName: 'Calc' })).toMatchObject({ description: 'numbers' });
    expect(call('GetModel', { modelName: 'Plain' })).not.toHaveProperty('description');
  });

  test('has authorizers without the seconds that nobody said', async () => {
    const { call, stack } = await deployed({
      Guard: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: {
          RestApiId: { Ref: 'Api' },
          Name: 'guard',
          Type: 'TOKEN',
          AuthorizerUri: LAMBDA,
          IdentitySource: 'method.request.header.Auth',
        },
      },
    });
    expect(call('GetAuthorizers')).toEqual({
      items: [
        {
          id: stack.id('Guard'),
          name: 'guard',
          type: 'TOKEN',
          authType: 'custom',
          authorizerUri: LAMBDA,
          identitySource: 'method.request.header.Auth',
        },
      ],
    });
  });

  test('has validators', async () => {
    const { call, stack } = await deployed({
      Body: {
        Type: 'AWS::ApiGateway::RequestValidator',
        Properties: { RestApiId: { Ref: 'Api' }, Name: 'body', ValidateRequestBody: true },
      },
    });
    const validator = {
      id: stack.id('Body'),
      name: 'body',
      validateRequestBody: true,
      validateRequestParameters: false,
    };
    expect(call('GetRequestValidators')).toEqual({ items: [validator] });
    expect(call('GetRequestValidator', { requestValidatorId: validator.id })).toEqual(validator);
  });

  test('calls HTTP backends over the internet', async () => {
    const Integration = {
      Type: 'HTTP_PROXY',
      IntegrationHttpMethod: 'GET',
      Uri: 'http://www.example.com',
    };
    const { read } = await deployed({ Get: mockMethod('', { Integration }) });
    expect(read('GetIntegration', '/')).toMatchObject({ connectionType: 'INTERNET' });
  });
});
