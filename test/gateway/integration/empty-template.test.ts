import { deployMethod, FUNCTION_URI } from './_one-method';

// API Gateway keeps an empty template as null: https://github.com/aws/aws-cli/issues/1610
describe('an empty template lets the body pass', () => {
  const LAMBDA = {
    Type: 'AWS',
    IntegrationHttpMethod: 'POST',
    Uri: FUNCTION_URI,
    IntegrationResponses: [{ StatusCode: '200' }],
  };

  test.each([
    [{}, '{"a":1}', '200'],
    [{ Fn: { raise: 'Invalid name' } }, expect.stringContaining('Invalid name'), '400'],
  ])('of a function to the client: %j', async (scripts, body, status) => {
    const ResponseTemplates = { 'application/json': '' };
    const api = deployMethod({
      integration: {
        ...LAMBDA,
        IntegrationResponses: [
          { StatusCode: '200', ResponseTemplates },
          { StatusCode: '400', SelectionPattern: 'Invalid.*', ResponseTemplates },
        ],
      },
      scripts: { Fn: { return: { a: 1 } }, ...scripts },
    });
    const answer = await api.call();
    expect([String(answer.body), String(answer.status)]).toEqual([body, status]);
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  test.each(['NEVER', 'WHEN_NO_TEMPLATES', 'WHEN_NO_MATCH'])(
    'of a client to an endpoint, where what has no template passes %s',
    async (PassthroughBehavior) => {
      const api = deployMethod({
        integration: {
          Type: 'HTTP',
          IntegrationHttpMethod: 'POST',
          Uri: 'https://backend.test/',
          IntegrationResponses: [{ StatusCode: '200' }],
          PassthroughBehavior,
          RequestTemplates: { 'application/json': '' },
        },
      });
      await api.call({ method: 'POST', body: '{"b": 2}' });
      expect(String(api.backends.requests[0]?.request.body)).toBe('{"b": 2}');
    },
  );
});
