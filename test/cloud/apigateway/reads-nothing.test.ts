import { mockMethod, petStore, testService } from './_service';

// Recorded on AWS: localstack tests/aws/services/apigateway/test_apigateway_api.py, the tests of
// models, request validators, integrations and integration responses that fail.

const STATUS =
  "1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: " +
  'Member must satisfy regular expression pattern: [1-5]\\d\\d';
const NO_RESOURCE = 'Invalid Resource identifier specified';
const NO_METHOD = 'Invalid Method identifier specified';
const NO_INTEGRATION = 'Invalid Integration identifier specified';
const NO_STATUS = 'Invalid Response status code specified';
const NO_VALIDATOR = 'Invalid Request Validator identifier specified';

describe('reading what does not exist', () => {
  test.each([
    ['GetIntegration', { restApiId: 'wrong-api' }, NO_RESOURCE],
    ['GetIntegration', { resourceId: 'wrong' }, NO_RESOURCE],
    ['GetIntegration', { httpMethod: 'PUT' }, NO_METHOD],
    ['GetIntegration', { httpMethod: 'POST' }, NO_INTEGRATION],
    ['GetIntegrationResponse', { restApiId: 'wrong-api' }, NO_RESOURCE],
    ['GetIntegrationResponse', { resourceId: 'wrong' }, NO_RESOURCE],
    ['GetIntegrationResponse', { httpMethod: 'wrong-method' }, NO_METHOD],
    ['GetIntegrationResponse', { httpMethod: 'POST' }, NO_INTEGRATION],
    ['GetIntegrationResponse', { statusCode: '201' }, NO_STATUS],
    ['GetIntegrationResponse', { statusCode: 'wrong' }, STATUS],
    ['GetMethodResponse', { statusCode: '201' }, NO_STATUS],
    ['GetRequestValidator', { requestValidatorId: 'wrong' }, NO_VALIDATOR],
    ['GetRequestValidator', { restApiId: 'wrong-api', requestValidatorId: 'x' }, NO_VALIDATOR],
    [
      'GetRequestValidators',
      { restApiId: 'api_id' },
      'Invalid API identifier specified 123456789012:api_id',
    ],
    [
      'GetModel',
      { restApiId: 'abcde0', modelName: 'MySchema' },
      'Invalid model name specified: MySchema',
    ],
    ['GetModels', { restApiId: 'abcde0' }, 'Invalid API identifier specified 123456789012:abcde0'],
    ['GetAuthorizers', { restApiId: 'gone' }, 'Invalid API identifier specified 123456789012:gone'],
  ])('fails with its message: %s %j', async (operation, input, message) => {
    const { service, stack } = testService();
    const Post = mockMethod('', { HttpMethod: 'POST', Integration: undefined });
    const { Get, Api } = petStore().Resources!;
    await stack.deploy({ Resources: { Api: Api!, Get: Get!, Post } });
    const known = {
      restApiId: stack.id('Api'),
      resourceId: stack.attribute('Api', 'RootResourceId'),
      httpMethod: 'GET',
      statusCode: '200',
    };
    expect(() => service.call(operation, { ...known, ...input })).toThrow(
      expect.objectContaining({ message, status: message === STATUS ? 400 : 404 }),
    );
  });

  test('gives what there is', async () => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    const input = {
      restApiId: stack.id('Api'),
      resourceId: stack.attribute('Api', 'RootResourceId'),
      httpMethod: 'GET',
      statusCode: '200',
    };
    expect(service.call('GetMethodResponse', input)).toEqual({ statusCode: '200' });
    expect(service.call('GetIntegrationResponse', input)).toEqual({
      statusCode: '200',
      responseTemplates: { 'application/json': 'one' },
    });
  });
});
