import { act, arnOf, closeClouds, cloudOf, fn, REGION, type Signed, send } from './_cloud';

afterEach(closeClouds);

const CODE = `
exports.handler = async (event) => {
  if (event.fail) throw new Error(event.fail);
  if (event.wait) await new Promise((resolve) => setTimeout(resolve, event.wait));
  return { version: process.env.AWS_LAMBDA_FUNCTION_VERSION, event };
};`;
const STREAM = `
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  stream.write('one ');
  await new Promise((resolve) => setTimeout(resolve, 5));
  if (event.fail) throw new Error('late');
  stream.end('two');
});`;

const orders = (more: object = {}) => ({
  Fn: fn(CODE, { FunctionName: 'orders', ...more }),
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
  Alias: {
    Type: 'AWS::Lambda::Alias',
    Properties: {
      FunctionName: { Ref: 'Fn' },
      FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
      Name: 'live',
    },
  },
});

const path = (name: string, query = '') =>
  `/2015-03-31/functions/${encodeURIComponent(name)}/invocations${query}`;

async function invoke(name: string, options: Signed = {}, query = '') {
  const cloud = await cloudOf(orders());
  return send(cloud, 'lambda', path(name, query), options);
}

const invocationType = (type: string) => ({ headers: { 'X-Amz-Invocation-Type': type } });

describe('a function answers', () => {
  test.each([
    ['orders', '', '$LATEST'],
    [`123456789012:function:orders`, '', '$LATEST'],
    [arnOf('orders'), '', '$LATEST'],
    ['orders:live', '', '1'],
    [`${arnOf('orders')}:1`, '?Qualifier=1', '1'],
    ['orders', '?Qualifier=live', '1'],
  ])('called as %s%s', async (name, query, version) => {
    const { status, headers, json } = await invoke(name, { body: '{"a":1}' }, query);
    expect(status).toBe(200);
    expect(headers.get('x-amz-executed-version')).toBe(version);
    expect(headers.get('x-amz-function-error')).toBeNull();
    expect(json).toEqual({ version, event: { a: 1 } });
  });

  test('called with nothing', async () => {
    expect((await invoke('orders')).json).toMatchObject({ event: {} });
  });

  test('with its error document when it fails', async () => {
    const { status, headers, json } = await invoke('orders', { body: '{"fail":"oops"}' });
    expect([status, headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
    expect(json).toMatchObject({ errorType: 'Error', errorMessage: 'oops' });
  });

  test('with a whole stream', async () => {
    const cloud = await cloudOf({ Fn: fn(STREAM, { FunctionName: 'stream' }) });
    expect((await send(cloud, 'lambda', path('stream'))).text).toBe('one two');
    const { headers, json } = await send(cloud, 'lambda', path('stream'), { body: '{"fail":1}' });
    expect(headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(json).toMatchObject({ errorMessage: 'late' });
  });
});

describe('nobody waits', () => {
  test('for an event', async () => {
    const cloud = await cloudOf(orders());
    const options = { ...invocationType('Event'), body: '{"wait":20}' };
    const { status, text } = await send(cloud, 'lambda', path('orders'), options);
    expect([status, text]).toEqual([202, '']);
    await cloud.settle();
  });

  test('for a call that only asks whether it could be made', async () => {
    const { status, text } = await invoke('orders', {
      ...invocationType('DryRun'),
      body: '{"fail":"oops"}',
    });
    expect([status, text]).toEqual([204, '']);
  });
});

describe('a call fails', () => {
  test.each([
    ['none', '', `Function not found: ${arnOf('none')}`],
    ['orders', '?Qualifier=dev', `Function not found: ${arnOf('orders')}:dev`],
    [
      arnOf('orders').replace(REGION, 'eu-west-1'),
      '',
      "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    ],
  ])('for %s%s, which is not there', async (name, query, Message) => {
    for (const options of [{}, invocationType('Event'), invocationType('DryRun')]) {
      const { status, headers, json } = await invoke(name, options, query);
      expect([status, headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException']);
      expect(json).toEqual({ Type: 'User', Message });
    }
  });

  test.each([
    ['orders:1', '?Qualifier=live', {}, 400, 'InvalidParameterValueException'],
    ['no name', '', {}, 400, 'ValidationException'],
    ['orders', '', invocationType('Later'), 400, 'ValidationException'],
    ['orders', '', { body: '{"a"' }, 400, 'InvalidRequestContentException'],
    [
      'orders',
      '',
      { body: JSON.stringify('x'.repeat(6_291_455)) },
      413,
      'RequestEntityTooLargeException',
    ],
    [
      'orders',
      '',
      { ...invocationType('Event'), body: JSON.stringify('x'.repeat(1_048_575)) },
      413,
      'RequestEntityTooLargeException',
    ],
  ])('for %s%s with %.60j', async (name, query, options, status, code) => {
    const answer = await invoke(name, options, query);
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([status, code]);
    expect(answer.json).toEqual({
      Type: 'User',
      [status === 413 ? 'Message' : 'message']: expect.any(String),
    });
  });

  test('when reserved concurrency is used up', async () => {
    const cloud = await cloudOf(orders({ ReservedConcurrentExecutions: 1 }));
    const call = () => send(cloud, 'lambda', path('orders'), { body: '{"wait":50}' });
    const answers = await Promise.all([call(), call()]);
    const throttled = answers.find(({ status }) => status === 429);
    expect(throttled?.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException');
    expect(throttled?.json).toEqual({
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      Type: 'User',
      message: 'Rate Exceeded.',
    });
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
  });

  test('for code that cannot run here', async () => {
    const cloud = await cloudOf({ Fn: fn('', { FunctionName: 'go', Runtime: 'provided.al2023' }) });
    const { status, headers, json } = await send(cloud, 'lambda', path('go'));
    expect([status, headers.get('x-amzn-errortype')]).toEqual([400, 'FunctionRuntime']);
    expect(json).toMatchObject({
      message: expect.stringMatching(/only code for Node.js runs locally/),
    });
  });

  test('for another operation of Lambda, unless something stands for it', async () => {
    const cloud = await cloudOf(orders());
    const { status, json } = await send(cloud, 'lambda', '/2015-03-31/functions/orders', {
      method: 'GET',
    });
    expect(status).toBe(400);
    expect(json).toMatchObject({ message: expect.stringMatching(/`services: \{ lambda: … \}`/) });
  });
});

test('what stands for Lambda answers for functions that are not here', async () => {
  const lambda = () => ({ status: 200, json: 'from elsewhere' });
  const cloud = await cloudOf(orders(), { services: { lambda } });
  expect((await send(cloud, 'lambda', path('billing'))).json).toBe('from elsewhere');
  expect((await send(cloud, 'lambda', path('orders'))).json).toMatchObject({ event: {} });
  expect((await act(cloud, 'lambda', 'X.Y', {})).json).toBe('from elsewhere');
});
