import { deployMethod, FUNCTION_URI } from './_one-method';

const PROXY = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: FUNCTION_URI };
const CUSTOM = {
  Type: 'AWS',
  IntegrationHttpMethod: 'POST',
  Uri: FUNCTION_URI,
  IntegrationResponses: [{ StatusCode: '200' }],
};

const withoutId = (line: string) => line.replace(/^\(.*?\) /, '');

describe.each([
  ['AWS', CUSTOM],
  ['AWS_PROXY', PROXY],
])('a function behind %s', (_type, integration) => {
  const deploy = (more = {}) =>
    deployMethod({
      integration: { ...integration, ...more },
      scripts: { Fn: { return: { statusCode: 200 } } },
    });

  test('is called as the method of the API that calls', async () => {
    const api = deploy({ TimeoutInMillis: 5000 });
    await api.call({ method: 'DELETE' });
    expect(api.backends.events[0]?.invocation).toMatchObject({
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:Fn',
      invocationType: 'RequestResponse',
      sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/DELETE/things',
      timeoutMs: 5000,
    });
  });

  test('is called as a role that credentials name, with stage variables in them', async () => {
    const api = deployMethod({
      integration: {
        ...integration,
        Credentials: 'arn:aws:iam::123456789012:role/${stageVariables.role}',
      },
      variables: { role: 'caller' },
      scripts: { Fn: { return: {} } },
    });
    await api.call();
    const invocation = api.backends.events[0]?.invocation;
    expect(invocation?.credentials).toBe('arn:aws:iam::123456789012:role/caller');
    expect(invocation?.sourceArn).toBeUndefined();
  });

  test.each([
    ['throttled', 500, 'Execution failed due to configuration error: Rate Exceeded.', 429],
    [
      'missing',
      500,
      'Execution failed due to configuration error: Invalid permissions on Lambda function',
      404,
    ],
    [
      'forbidden',
      500,
      'Execution failed due to configuration error: Invalid permissions on Lambda function',
      403,
    ],
    ['timeout', 504, 'Execution failed due to a timeout error', undefined],
  ] as const)('fails when it is %s: %d', async (kind, status, line, integrationStatus) => {
    const api = deploy();
    api.backends.lambda = () => ({ kind });
    const outcome = await api.call();
    expect(outcome.status).toBe(status);
    expect(outcome.log.slice(-2).map(withoutId)).toEqual([
      line,
      `Method completed with status: ${status}`,
    ]);
    expect(outcome.context).toMatchObject({ integrationErrorMessage: line });
    expect(outcome.context['integrationStatus']).toBe(integrationStatus ?? undefined);
  });

  test('has the id of a throttled invocation in the execution log', async () => {
    const api = deploy();
    api.backends.lambda = () => ({ kind: 'throttled' });
    expect((await api.call()).log.at(-3)).toMatch(
      / Lambda invocation failed with status: 429\. Lambda request id: [0-9a-f-]{36}$/,
    );
  });

  test('fails with 500 when the verb of the integration is not POST', async () => {
    const outcome = await deploy({ IntegrationHttpMethod: 'GET' }).call();
    expect(outcome.status).toBe(500);
  });

  test.each([
    '2015-03-31/functions/ARN/invocations',
    '/2021-11-15/functions/ARN/response-streaming-invocations',
  ])('has its address in the execution log: %s', async (path) => {
    const rest = path.replace('ARN', 'arn:aws:lambda:us-east-1:123456789012:function:Fn');
    const outcome = await deploy({
      Uri: `arn:aws:apigateway:us-east-1:lambda:path/${rest}`,
    }).call();
    expect(outcome.log.join('\n')).toContain(
      `Sending request to https://lambda.us-east-1.amazonaws.com/${rest.replace(/^\//, '')}`,
    );
  });

  test('may be answered later', async () => {
    const api = deploy();
    api.backends.lambda = () => Promise.resolve({ kind: 'returned', payload: '{}' });
    expect((await api.call()).status).toBe(200);
  });
});

describe('a Lambda custom integration', () => {
  test.each([
    ['GET', undefined, {}],
    ['POST', '{"a": 1}', { a: 1 }],
    ['POST', '[1]', [1]],
    ['POST', '"text"', 'text'],
  ])('%s with body %s: the function gets it', async (method, body, event) => {
    const api = deployMethod({ integration: CUSTOM, scripts: { Fn: { return: 1 } } });
    await api.call({ method, ...(body && { body }) });
    expect(api.backends.events[0]?.event).toEqual(event);
  });

  test('does not call the function with what is no JSON', async () => {
    const api = deployMethod({ integration: CUSTOM, scripts: { Fn: { return: 1 } } });
    const { body } = await api.call({ method: 'POST', body: '{"a": ' });
    expect(body.toString()).toContain('Could not parse request body into json');
    expect(api.backends.events).toEqual([]);
  });

  test.each([
    [{ raise: 'Not found: 7' }, 404],
    [{ raise: 'something else' }, 500],
    [{ return: 'Not found: 7' }, 200],
  ])('selects a response by the message of an error: %j gives %d', async (script, status) => {
    const api = deployMethod({
      integration: {
        ...CUSTOM,
        IntegrationResponses: [
          { StatusCode: '200' },
          { StatusCode: '404', SelectionPattern: 'Not found.*' },
          { StatusCode: '500', SelectionPattern: '.+' },
        ],
      },
      scripts: { Fn: script },
    });
    expect((await api.call()).status).toBe(status);
  });

  test.each([
    ['Event', 'Event'],
    ['RequestResponse', 'RequestResponse'],
    [undefined, 'RequestResponse'],
  ])('called by a header that says %s: %s', async (sent, invocationType) => {
    const api = deployMethod({
      integration: {
        ...CUSTOM,
        RequestParameters: {
          'integration.request.header.X-Amz-Invocation-Type': 'method.request.header.Call',
        },
      },
      scripts: { Fn: { return: 'done' } },
    });
    const { body } = await api.call({ headers: sent === undefined ? [] : [['Call', sent]] });
    expect(api.backends.events[0]?.invocation.invocationType).toBe(invocationType);
    expect(body.toString()).toBe(sent === 'Event' ? '' : '"done"');
  });

  test('has the whole answer of a function that streams', async () => {
    const api = deployMethod({ integration: CUSTOM });
    api.backends.lambda = () => ({ kind: 'streamed', body: chunks('{"a"', ': 1}') });
    expect((await api.call()).body.toString()).toBe('{"a": 1}');
  });
});

describe('a Lambda proxy integration', () => {
  test('fails with 502 when the function throws', async () => {
    const api = deployMethod({ integration: PROXY, scripts: { Fn: { raise: 'broken' } } });
    const { status, log, context } = await api.call();
    expect(status).toBe(502);
    expect(log.at(-2)).toMatch(
      / Lambda execution failed with status 200 due to customer function error: broken\. Lambda request id: [0-9a-f-]{36}$/,
    );
    // The name of the error is that of DataBiosphere/azul pull request 6624.
    expect(context).toMatchObject({
      integrationStatus: 200,
      integrationErrorMessage: 'Lambda Customer Function Error:broken',
    });
  });

  test('names the invocation that has thrown, where it is known', async () => {
    const api = deployMethod({ integration: PROXY });
    const payload = '{"errorMessage":"broken"}';
    api.backends.lambda = () => ({ kind: 'failed', payload, requestId: 'id-1' });
    expect((await api.call()).log.at(-2)).toMatch(/broken\. Lambda request id: id-1$/);
  });

  test('has the status of the function apart from that of Lambda in the access log', async () => {
    const api = deployMethod({
      integration: PROXY,
      scripts: { Fn: { return: { statusCode: 301 } } },
    });
    expect((await api.call()).context).toMatchObject({
      integrationStatus: 200,
      integration: { integrationStatus: 200, status: 301 },
    });
  });

  test('does not add mapped parameters to the event', async () => {
    const api = deployMethod({
      integration: {
        ...PROXY,
        RequestParameters: {
          'integration.request.header.headerVar': 'method.request.header.foobar',
          'integration.request.querystring.q': "'mapped'",
        },
      },
      scripts: { Fn: { return: {} } },
    });
    await api.call({ headers: [['foobar', 'x']] });
    expect(api.backends.events[0]?.event).toMatchObject({
      headers: expect.not.objectContaining({ headerVar: 'x' }),
      queryStringParameters: null,
    });
  });

  test.each([
    [6 * 1024 * 1024 + 1, 413],
    [1024 * 1024, 200],
  ])('with a body of %d bytes answers %d', async (times, status) => {
    const api = deployMethod({ integration: PROXY, scripts: { Fn: { return: {} } } });
    const outcome = await api.call({ method: 'POST', body: 'a'.repeat(times) });
    expect(outcome.status).toBe(status);
  });
});

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
