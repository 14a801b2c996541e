import type { LambdaAnswer, LambdaInvocation } from '../../../lib/gateway';
import type { AuthorizerModel } from '../../../lib/model';
import { TestClock } from '../_driver';
import {
  authorizer,
  bodyOf,
  headerOf,
  NO_BACKENDS,
  request,
  route,
  send,
  snapshot,
  stageOf,
} from '../_stage';

const ALLOW_ALL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
};
const GOOD = { principalId: 'ada', policyDocument: ALLOW_ALL };
const TOKEN = [['Authorization', 'Bearer abc']] as const;
const MISCONFIGURED = [500, '{"message":null}'];
const UNAUTHORIZED = [401, '{"message":"Unauthorized"}'];

function guarded(
  change: Partial<AuthorizerModel>,
  answer: (invocation: LambdaInvocation) => LambdaAnswer | Promise<LambdaAnswer> = () =>
    returned(GOOD),
  variables: Record<string, string> = {},
) {
  const calls: LambdaInvocation[] = [];
  const clock = new TestClock();
  const guard = { authorizationType: 'CUSTOM', authorizer: 'authorizer' };
  const routes = [route('GET /a/{id}', guard), route('POST /a/{id}', guard)];
  const stage = stageOf(snapshot(routes, { authorizers: [authorizer(change)] }), {
    clock,
    settings: { variables },
    backends: {
      ...NO_BACKENDS,
      lambda: (invocation) => {
        calls.push(invocation);
        return answer(invocation);
      },
    },
  });
  return { stage, calls, clock, event: () => JSON.parse(calls.at(-1)?.payload ?? '') as unknown };
}

function returned(answer: unknown): LambdaAnswer {
  return { kind: 'returned', payload: JSON.stringify(answer) };
}

// Asserted on AWS by integ.token-authorizer.ts of the CDK, whose function answers so.
test.each([
  ['allow', 200, undefined],
  ['deny', 403, 'User is not authorized to access this resource with an explicit deny'],
])('the effect of a policy may be written %s', async (Effect, status, Message) => {
  const [statement] = ALLOW_ALL.Statement;
  const policyDocument = { ...ALLOW_ALL, Statement: [{ ...statement, Effect }] };
  const { stage } = guarded({}, () => returned({ ...GOOD, policyDocument }));
  const [answered, body] = await send(stage, 'GET /a/1', TOKEN);
  expect(answered).toBe(status);
  if (Message !== undefined) expect(JSON.parse(body)).toEqual({ Message });
});

describe('lambda authorizer', () => {
  test('is called with the ARN that its permission is asked about, or with its role', async () => {
    const plain = guarded({});
    await send(plain.stage, 'GET /a/1', TOKEN);
    const withRole = guarded({ credentials: 'arn:aws:iam::123456789012:role/caller' });
    await send(withRole.stage, 'GET /a/1', TOKEN);

    expect(plain.calls).toEqual([
      {
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:Auth',
        payload: expect.any(String),
        invocationType: 'RequestResponse',
        timeoutMs: 30_000,
        sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/authorizers/authorizer',
      },
    ]);
    expect(withRole.calls[0]).toMatchObject({
      credentials: 'arn:aws:iam::123456789012:role/caller',
    });
    expect(withRole.calls[0]).not.toHaveProperty('sourceArn');
  });

  test('may wait for its function', async () => {
    const { stage } = guarded({}, async () => returned(GOOD));

    expect(await send(stage, 'GET /a/1', TOKEN)).toEqual([200, 'd1']);
  });

  test('of type REQUEST gets the whole request', async () => {
    const { stage, event } = guarded({ type: 'REQUEST' }, undefined, { color: 'red' });
    await send(stage, 'GET /a/x%20y?q=1&q=2', [
      ['authorization', 'Bearer abc'],
      ['constructor', 'c'],
    ]);

    expect(event()).toMatchObject({
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/a/x%20y',
      resource: '/a/{id}',
      path: '/a/x%20y',
      httpMethod: 'GET',
      headers: { Authorization: 'Bearer abc', constructor: 'c', 'X-Forwarded-For': '192.0.2.1' },
      queryStringParameters: { q: '2' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      pathParameters: { id: 'x%20y' },
      stageVariables: { color: 'red' },
      requestContext: { resourcePath: '/a/{id}', stage: 'prod', apiId: 'abc' },
    });
  });

  test.each([
    ['method.request.header.A', 'GET /a/1', [['a', '1']]],
    ['method.request.querystring.q', 'GET /a/1?q=1', []],
    ['stageVariables.color', 'GET /a/1', []],
    ['context.identity.sourceIp', 'GET /a/1', []],
    [' method.request.header.A , method.request.querystring.q', 'GET /a/1?q=1', [['A', '1']]],
  ] as const)('identity source %s is found', async (identitySource, call, headers) => {
    const { stage } = guarded({ type: 'REQUEST', identitySource }, undefined, { color: 'red' });

    expect(await send(stage, call, headers)).toEqual([200, 'd1']);
  });

  test.each([
    ['method.request.header.A', 'GET /a/1', []],
    ['method.request.header.A', 'GET /a/1', [['A', ' ']]],
    ['method.request.querystring.q', 'GET /a/1?q=', []],
    ['method.request.header.A,method.request.querystring.q', 'GET /a/1', [['A', '1']]],
    ['stageVariables.toString', 'GET /a/1', []],
    ['context.authorizer.principalId', 'GET /a/1', []],
  ] as const)('fails when identity source %s is missing', async (identitySource, call, headers) => {
    const { stage, calls } = guarded({ type: 'REQUEST', identitySource });

    expect(await send(stage, call, headers)).toEqual(UNAUTHORIZED);
    expect(calls).toEqual([]);
  });

  test.each([
    ['Bearer .*', 'Bearer abc', 200],
    ['Bearer', 'Bearer abc', 401],
    ['^Bearer (?!x).*$', 'Bearer abc', 200],
    ['^Bearer (?!a).*$', 'Bearer abc', 401],
    ['(?i)bearer abc', 'Bearer abc', 200],
  ])('a token is compared as a whole with %j', async (validationExpression, token, status) => {
    const { stage } = guarded({ validationExpression });

    expect((await send(stage, 'GET /a/1', [['Authorization', token]]))[0]).toBe(status);
  });

  test.each<[string, LambdaAnswer]>([
    ['a principal that is no text', returned({ ...GOOD, principalId: 7 })],
    ['no policy', returned({ principalId: 'ada' })],
    ['a policy that is none', returned({ ...GOOD, policyDocument: { Statement: 'all' } })],
    ['a list in the context', returned({ ...GOOD, context: { list: [1] } })],
    ['an object in the context', returned({ ...GOOD, context: { object: {} } })],
    ['a context that is a text', returned({ ...GOOD, context: 'x' })],
    ['a member of its own', returned({ ...GOOD, isAuthorized: true })],
    ['null', returned(null)],
    ['no JSON', { kind: 'returned', payload: 'x' }],
    ['an error', { kind: 'failed', payload: '{"errorMessage":"Unauthorized."}' }],
    ['an error that looks like an answer', { ...returned(GOOD), kind: 'failed' } as LambdaAnswer],
    ['an error that is no JSON', { kind: 'failed', payload: 'Unauthorized' }],
    ['nothing, without permission', { kind: 'forbidden' }],
    ['nothing, being throttled', { kind: 'throttled' }],
    ['nothing in time', { kind: 'timeout' }],
  ])('fails when the function answers %s', async (_what, answer) => {
    const { stage } = guarded({}, () => answer);
    const response = await stage.handle(request('GET /a/1', TOKEN));

    expect([response.status, bodyOf(response)]).toEqual(MISCONFIGURED);
    expect(headerOf(response, 'x-amzn-ErrorType')).toBe('AuthorizerConfigurationException');
  });

  // As in an execution log of 2020-07-02 and the test of an authorizer of 2017-05-03
  // (hashicorp/terraform-provider-aws issue 737).
  test.each<[LambdaAnswer['kind'], string]>([
    ['forbidden', 'Invalid permissions on Lambda function'],
    ['missing', 'Invalid permissions on Lambda function'],
  ])('has a line of its own in the execution log: %s', async (kind, line) => {
    const { stage } = guarded({}, () => ({ kind }) as LambdaAnswer);
    const { trace } = await stage.handle(request('GET /a/1', TOKEN));

    expect(trace.log().split('\n').slice(-2)).toEqual([
      `(${trace.requestId}) Execution failed due to configuration error: ${line}`,
      `(${trace.requestId}) Execution failed due to configuration error: Authorizer error`,
    ]);
  });

  test('fails when a stage variable of its URI is not set', async () => {
    const uri =
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.fn}/invocations';
    const unset = guarded({ uri });
    expect(await send(unset.stage, 'GET /a/1', TOKEN)).toEqual(MISCONFIGURED);
    const set = guarded({ uri }, undefined, { fn: 'Auth:live' });
    await send(set.stage, 'GET /a/1', TOKEN);

    expect(set.calls[0]?.functionArn).toBe(
      'arn:aws:lambda:us-east-1:123456789012:function:Auth:live',
    );
  });

  test.each([
    ['a policy that is silent', 'arn:aws:execute-api:us-east-1:123456789012:abc/prod/PUT/*'],
    ['a policy of another API', 'arn:aws:execute-api:us-east-1:123456789012:abd/prod/GET/*'],
  ])('fails for %s', async (_what, resource) => {
    const [statement] = ALLOW_ALL.Statement;
    const policyDocument = { ...ALLOW_ALL, Statement: [{ ...statement, Resource: resource }] };
    const { stage } = guarded({}, () => returned({ ...GOOD, policyDocument }));

    expect(await send(stage, 'GET /a/1', TOKEN)).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource"}',
    ]);
  });
});

describe('cache of a lambda authorizer', () => {
  test.each([
    [undefined, 299, 1],
    [undefined, 300, 2],
    [10, 9, 1],
    [10, 10, 2],
    [0, 0, 2],
  ])(
    'with a time of %p an answer is asked for again after %d s: %d calls',
    async (ttl, seconds, times) => {
      const { stage, calls, clock } = guarded(ttl === undefined ? {} : { resultTtlInSeconds: ttl });
      await send(stage, 'GET /a/1', TOKEN);
      clock.advance(seconds);
      await send(stage, 'GET /a/1', TOKEN);

      expect(calls).toHaveLength(times);
    },
  );

  test('keeps a policy for all methods, and asks it about each', async () => {
    const [statement] = ALLOW_ALL.Statement;
    const only = 'arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/a/1';
    const policyDocument = { ...ALLOW_ALL, Statement: [{ ...statement, Resource: only }] };
    const { stage, calls } = guarded({}, () => returned({ ...GOOD, policyDocument }));

    expect((await send(stage, 'GET /a/1', TOKEN))[0]).toBe(200);
    expect((await send(stage, 'POST /a/1', TOKEN))[0]).toBe(403);
    expect(calls).toHaveLength(1);
  });

  test('keeps callers apart, and keeps no error', async () => {
    const { stage, calls } = guarded({}, () => ({ kind: 'failed', payload: '{}' }));
    await send(stage, 'GET /a/1', TOKEN);
    await send(stage, 'GET /a/1', TOKEN);
    await send(stage, 'GET /a/1', [['Authorization', 'Bearer xyz']]);

    expect(calls).toHaveLength(3);
  });

  test('is forgotten when it is flushed', async () => {
    const { stage, calls } = guarded({});
    await send(stage, 'GET /a/1', TOKEN);
    stage.flushAuthorizersCache();
    await send(stage, 'GET /a/1', TOKEN);

    expect(calls).toHaveLength(2);
  });
});
