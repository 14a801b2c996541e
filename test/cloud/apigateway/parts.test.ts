// Recorded on AWS, published as test_api_gateway_request_validator_with_ref_models (2024-10-28) and
// test_put_integration_responses (2023-05-26), test_put_integration_validation (2024-06-06) in
// tests/aws/services/apigateway of localstack/localstack; ids are random.
import { mockMethod, petStore, testService } from './_service';

const DRAFT = 'http://json-schema.org/draft-04/schema#';

async function deployed(resources: Parameters<typeof petStore>[0]) {
  const { service, stack } = testService();
  await stack.deploy(petStore(resources));
  const restApiId = stack.id('Api');
  const resourceId = stack.attribute('Api', 'RootResourceId') as string;
  return (operation: string, input: object = {}) =>
    service.call(operation, { restApiId, resourceId, ...input });
}

test('an API has the models Empty and Error from the start', async () => {
  const call = await deployed({});
  expect(call('GetModels')).toEqual({
    items: [
      {
        id: expect.any(String),
        name: 'Empty',
        description: 'This is a default empty schema model',
        contentType: 'application/json',
        schema: JSON.stringify({ $schema: DRAFT, title: 'Empty Schema', type: 'object' }),
      },
      {
        id: expect.any(String),
        name: 'Error',
        description: 'This is a default error schema model',
        contentType: 'application/json',
        schema: JSON.stringify({
          $schema: DRAFT,
          title: 'Error Schema',
          type: 'object',
          properties: { message: { type: 'string' } },
        }),
      },
    ],
  });
});

describe('an integration', () => {
  const DEFAULTS = {
    cacheKeyParameters: [],
    cacheNamespace: expect.any(String),
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 29000,
  };
  const FUNCTION =
    'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/' +
    'arn:aws:lambda:eu-west-1:123456789012:function:MyLambda/invocations';
  const BUCKET = 'arn:aws:apigateway:eu-west-1:s3:path/b/k';
  const ROLE = 'arn:aws:iam::123456789012:role/service-role/testfunction';

  test.each([
    [
      { Type: 'HTTP', IntegrationHttpMethod: 'POST', Uri: 'http://example.com' },
      { type: 'HTTP', httpMethod: 'POST', uri: 'http://example.com', connectionType: 'INTERNET' },
    ],
    [
      { Type: 'HTTP_PROXY', IntegrationHttpMethod: 'POST', Uri: 'http://example.com' },
      {
        type: 'HTTP_PROXY',
        httpMethod: 'POST',
        uri: 'http://example.com',
        connectionType: 'INTERNET',
      },
    ],
    [
      { Type: 'AWS', IntegrationHttpMethod: 'POST', Uri: BUCKET, Credentials: ROLE },
      { type: 'AWS', httpMethod: 'POST', uri: BUCKET, credentials: ROLE },
    ],
    [
      { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: FUNCTION },
      { type: 'AWS_PROXY', httpMethod: 'POST', uri: FUNCTION },
    ],
    [{ Type: 'MOCK', Uri: 'http://example.com' }, { type: 'MOCK' }],
    [{ Type: 'MOCK', IntegrationHttpMethod: 'POST' }, { type: 'MOCK' }],
  ])('%j is read with what it has', async (Integration, expected) => {
    const call = await deployed({ Get: mockMethod('', { Integration }) });
    const { methodIntegration } = call('GetMethod', { httpMethod: 'GET' }) as {
      methodIntegration: object;
    };
    expect(methodIntegration).toEqual({ ...DEFAULTS, ...expected });
  });

  test('has its responses by their status', async () => {
    const Integration = {
      Type: 'HTTP',
      IntegrationHttpMethod: 'POST',
      Uri: 'http://example.com',
      IntegrationResponses: [
        {
          StatusCode: '200',
          SelectionPattern: '2\\d{2}',
          ContentHandling: 'CONVERT_TO_BINARY',
        },
      ],
    };
    const call = await deployed({ Get: mockMethod('', { Integration }) });
    expect(call('GetMethod', { httpMethod: 'GET' })).toMatchObject({
      methodIntegration: {
        integrationResponses: {
          200: {
            statusCode: '200',
            selectionPattern: '2\\d{2}',
            contentHandling: 'CONVERT_TO_BINARY',
          },
        },
      },
    });
  });

  // https://github.com/aws/aws-cli/issues/1610
  test('has null for an empty template', async () => {
    const Integration = {
      Type: 'MOCK',
      IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { 'application/json': '' } }],
    };
    const call = await deployed({ Get: mockMethod('', { Integration }) });
    expect(call('GetMethod', { httpMethod: 'GET' })).toMatchObject({
      methodIntegration: {
        integrationResponses: {
          200: { statusCode: '200', responseTemplates: { 'application/json': null } },
        },
      },
    });
  });
});
