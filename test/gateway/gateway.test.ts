import { freezeDeployment, Refusal } from '../../lib/gateway';
import { TestClock } from './_driver';
import {
  authorizer,
  bodyOf,
  headerOf,
  NAMES_ITSELF,
  NO_BACKENDS,
  request,
  route,
  send,
  snapshot,
  stageOf,
} from './_stage';

const one = snapshot([route('GET /')], {}, 'one');

describe('gateway', () => {
  test('does not wait where nothing has to be waited for', () => {
    expect(stageOf(one).handle(request('GET /'))).not.toBeInstanceOf(Promise);
    expect(stageOf(one).handle(request('GET /nope'))).not.toBeInstanceOf(Promise);
  });

  test.each([
    ['a refusal', async () => Promise.reject(new Refusal('THROTTLED', { message: 'm' })), 429],
    ['an answer', async () => ({ status: 201, headers: [], body: new Uint8Array() }), 201],
  ])('waits for %s of an integration', async (_what, run, status) => {
    expect((await stageOf(one, { run }).handle(request('GET /'))).status).toBe(status);
  });

  test('fails for a fault of the program, which is no answer', async () => {
    const broken = () => {
      throw new TypeError('broken');
    };
    expect(() => stageOf(one, { run: broken }).handle(request('GET /'))).toThrow('broken');
    const late = stageOf(one, { run: async () => broken() }).handle(request('GET /'));
    await expect(late).rejects.toThrow('broken');
  });

  test('an answer has its length and the ids of its request, and keeps headers of its own', async () => {
    const run = () => ({
      status: 200,
      headers: [
        ['content-length', '2'],
        ['x-amzn-trace-id', 'own'],
      ] as const,
      body: Buffer.from('ok'),
    });
    const mapped = snapshot([
      route('GET /', {
        integration: {
          type: 'HTTP',
          requestParameters: {},
          requestTemplates: {},
          cacheKeyParameters: [],
          responses: [],
        },
      }),
    ]);
    const answer = await stageOf(mapped, { run }).handle(request('GET /'));

    expect(answer.headers.map(([name]) => name)).toEqual([
      'content-length',
      'x-amzn-trace-id',
      'x-amzn-RequestId',
      'x-amz-apigw-id',
    ]);
    expect(headerOf(answer, 'x-amzn-RequestId')).toBe(answer.trace.requestId);
  });

  test('a stream has no length', async () => {
    const run = () => ({ status: 200, headers: [], body: (async function* () {})() });
    const answer = await stageOf(one, { run }).handle(request('GET /'));

    expect(headerOf(answer, 'content-length')).toBeUndefined();
    expect(answer.trace.log()).toContain('Method response body after transformations: [stream]');
  });

  test('the same seed gives the same answers', async () => {
    const headersOf = async (seed: number) =>
      (await stageOf(one, { seed }).handle(request('GET /'))).headers;

    expect(await headersOf(3)).toEqual(await headersOf(3));
    expect(await headersOf(3)).not.toEqual(await headersOf(4));
  });

  test('counts by the names of CloudWatch', async () => {
    const clock = new TestClock();
    const stage = stageOf(one, {
      clock,
      run: () => {
        clock.advance(0.25);
        return { status: 500, headers: [], body: new Uint8Array() };
      },
    });
    await stage.handle(request('GET /'));
    await stage.handle(request('GET /nope'));

    expect(stage.metrics()).toEqual({
      Count: 2,
      '4XXError': 1,
      '5XXError': 1,
      CacheHitCount: 0,
      CacheMissCount: 0,
      Latency: { count: 2, sum: 250, maximum: 250 },
      IntegrationLatency: { count: 1, sum: 250, maximum: 250 },
    });
  });

  test('tells what each step decided', async () => {
    const seen: string[] = [];
    const stage = stageOf(one, { onAnswer: ({ trace }) => seen.push(trace.requestId) });
    const { trace } = await stage.handle(request('GET /'));

    expect(trace.route).toBe('GET /');
    expect(trace.decisions.map(({ step, decision }) => [step, decision])).toEqual([
      ['route', 'GET /'],
      ['integration', 'answered'],
    ]);
    expect(seen).toEqual([trace.requestId]);
  });

  test('the log has the request id before each line', async () => {
    const { trace } = await stageOf(one).handle(request('GET /'));

    expect(
      trace
        .log()
        .split('\n')
        .every((line) => line.startsWith(`(${trace.requestId}) `)),
    ).toBe(true);
  });

  test('a new deployment is live at once, and forgets what authorizers said', async () => {
    const guard = { authorizationType: 'CUSTOM', authorizer: 'authorizer' };
    let calls = 0;
    const policyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    };
    const guarded = (id: string) =>
      snapshot([route('GET /', guard)], { authorizers: [authorizer()] }, id);
    const stage = stageOf(guarded('one'), {
      backends: {
        ...NO_BACKENDS,
        lambda: () => {
          calls += 1;
          return {
            kind: 'returned',
            payload: JSON.stringify({ principalId: 'a', policyDocument }),
          };
        },
      },
    });
    const token = [['Authorization', 'x']] as const;

    expect(await send(stage, 'GET /', token)).toEqual([200, 'one']);
    stage.update({ deployment: freezeDeployment(guarded('two'), () => NAMES_ITSELF) });
    expect(await send(stage, 'GET /', token)).toEqual([200, 'two']);
    expect(calls).toBe(2);
  });

  test('a throttle goes on counting when something else of the stage changes', async () => {
    const clock = new TestClock();
    const methodSettings = [{ resourcePath: '/*', httpMethod: '*', rateLimit: 1, burstLimit: 1 }];
    const settings = {
      name: 'prod',
      variables: {},
      tracingEnabled: false,
      cacheClusterEnabled: false,
    };
    const stage = stageOf(one, { clock, settings: { methodSettings } });
    const statuses = [(await send(stage, 'GET /'))[0]];
    stage.update({ settings: { ...settings, methodSettings, tracingEnabled: true } });
    statuses.push((await send(stage, 'GET /'))[0]);
    stage.update({ settings: { ...settings, methodSettings: [] } });
    statuses.push((await send(stage, 'GET /'))[0]);

    expect(statuses).toEqual([200, 429, 200]);
  });

  test.each([
    [
      'an authorizer that the API does not have',
      { authorizationType: 'CUSTOM', authorizer: 'nobody' },
      'Method/AuthorizerId',
    ],
    [
      'a custom method without an authorizer',
      { authorizationType: 'CUSTOM' },
      'Method/AuthorizerId',
    ],
    [
      'an authorization type that there is not',
      { authorizationType: 'MAGIC' },
      'Method/AuthorizationType',
    ],
  ])('fails to freeze a method with %s', (_what, change, place) => {
    expect(() => stageOf(snapshot([route('GET /', change)]))).toThrow(place);
  });

  test.each([
    [
      { type: 'COGNITO_USER_POOLS', providerArns: ['arn:aws:s3:::bucket'] },
      'COGNITO_USER_POOLS',
      'ProviderARNs',
    ],
    [{ validationExpression: '(' }, 'CUSTOM', 'IdentityValidationExpression'],
  ])('fails to freeze an authorizer with %j', (change, authorizationType, property) => {
    const guarded = route('GET /', { authorizationType, authorizer: 'authorizer' });

    expect(() => stageOf(snapshot([guarded], { authorizers: [authorizer(change)] }))).toThrow(
      `Authorizer/${property}: `,
    );
  });

  test('fails to freeze an API with an intrinsic left in it', () => {
    const guarded = route('GET /', { authorizationType: { Ref: 'Type' } });

    expect(() => stageOf(snapshot([guarded]))).toThrow('every intrinsic resolved');
  });

  test('a body is answered as it is', async () => {
    expect(bodyOf(await stageOf(one).handle(request('GET /')))).toBe('one');
  });
});
