import type { MethodResponse, RunIntegration, StageSettings } from '../../../lib/gateway';
import { MAX_CACHED_BYTES } from '../../../lib/gateway/steps/response-cache';
import type { IntegrationModel } from '../../../lib/model';
import { TestClock } from '../_driver';
import { bodyOf, headerOf, request, route, send, snapshot, stageOf } from '../_stage';

const ALL = { resourcePath: '/*', httpMethod: '*', cachingEnabled: true };
const RENEW = [['Cache-Control', 'max-age=0']] as const;

function integration(change: Partial<IntegrationModel> = {}): IntegrationModel {
  return {
    type: 'HTTP',
    requestParameters: {},
    requestTemplates: {},
    cacheKeyParameters: [],
    responses: [],
    ...change,
  };
}

/** A stage whose methods count how often they have run. */
function counting(
  change: Partial<StageSettings> = {},
  mapped = integration(),
  answer: Partial<MethodResponse> = {},
) {
  let runs = 0;
  const clock = new TestClock();
  const run: RunIntegration = ({ traceId }) => {
    runs += 1;
    return {
      status: 200,
      headers: [['X-Amzn-Trace-Id', traceId]],
      body: Buffer.from(String(runs)),
      ...answer,
    };
  };
  const keys = ['GET /a/{id}', 'POST /a/{id}', 'GET /b', 'ANY /any'];
  const routes = keys.map((key) => route(key, { integration: mapped }));
  const settings = { cacheClusterEnabled: true, methodSettings: [ALL], ...change };
  const stage = stageOf(snapshot(routes), { clock, settings, run });
  const call = async (...parameters: [string, typeof RENEW?]) =>
    (await send(stage, ...parameters))[1];
  return { stage, clock, call };
}

describe('response cache', () => {
  test('answers a GET from the cache for 300 seconds', async () => {
    const { call, clock } = counting();

    expect([await call('GET /a/1'), await call('GET /a/1')]).toEqual(['1', '1']);
    clock.advance(299);
    expect(await call('GET /a/1')).toBe('1');
    clock.advance(1);
    expect(await call('GET /a/1')).toBe('2');
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
  test('answers a GET of an ANY method, and another verb that has a setting', async () => {
    const ofPost = { ...ALL, resourcePath: '/~1any', httpMethod: 'POST' };
    const { call } = counting({ methodSettings: [ALL, ofPost] });
    expect([await call('GET /any'), await call('GET /any')]).toEqual(['1', '1']);
    expect([await call('PUT /any'), await call('PUT /any')]).toEqual(['2', '3']);
    expect([await call('POST /any'), await call('POST /any')]).toEqual(['4', '4']);
  });

  test.each([
    ['another verb', {}, 'POST /a/1'],
    ['a stage without a cluster', { cacheClusterEnabled: false }, 'GET /a/1'],
    ['a time of 0', { methodSettings: [{ ...ALL, cacheTtlInSeconds: 0 }] }, 'GET /a/1'],
    [
      'a method that is switched off',
      {
        methodSettings: [
          ALL,
          { ...ALL, resourcePath: '/~1a~1{id}', httpMethod: 'GET', cachingEnabled: false },
        ],
      },
      'GET /a/1',
    ],
  ])('does not cache %s', async (_what, change, called) => {
    const { call } = counting(change);

    expect([await call(called), await call(called)]).toEqual(['1', '2']);
  });

  test('caches another verb that has a setting of its own', async () => {
    const own = { ...ALL, resourcePath: '/~1a~1{id}', httpMethod: 'POST' };
    const { call } = counting({ methodSettings: [own] });

    expect([await call('POST /a/1'), await call('POST /a/1')]).toEqual(['1', '1']);
    expect([await call('GET /a/1'), await call('GET /a/1')]).toEqual(['2', '3']);
  });

  test('without key parameters all requests to a method share one answer', async () => {
    const { call } = counting();

    expect([await call('GET /a/1'), await call('GET /a/2?q=1'), await call('GET /b')]).toEqual([
      '1',
      '1',
      '2',
    ]);
  });

  test('key parameters keep answers apart, of the method and of the integration', async () => {
    const { call } = counting(
      {},
      integration({
        cacheKeyParameters: ['method.request.path.id', 'integration.request.querystring.page'],
        requestParameters: {
          'integration.request.querystring.page': 'method.request.querystring.p',
        },
      }),
    );
    const calls = [
      'GET /a/1',
      'GET /a/2',
      'GET /a/1?p=1',
      'GET /a/1?p=2',
      'GET /a/1?x=1',
      'GET /a/2',
    ];
    const answers = [];
    for (const target of calls) answers.push(await call(target));

    expect(answers).toEqual(['1', '2', '3', '4', '1', '2']);
  });

  test('resources of one namespace share their answers', async () => {
    const { call } = counting({}, integration({ cacheNamespace: 'shared' }));

    expect([await call('GET /a/1'), await call('GET /b')]).toEqual(['1', '1']);
  });

  test.each([
    ['an error', { status: 404 }],
    ['too large an answer', { body: new Uint8Array(MAX_CACHED_BYTES + 1) }],
  ])('does not keep %s', async (_what, answer) => {
    const { stage } = counting({}, integration(), answer);
    await stage.handle(request('GET /b'));
    await stage.handle(request('GET /b'));

    expect(stage.metrics()).toMatchObject({ CacheHitCount: 0, CacheMissCount: 2 });
  });

  test('keeps an answer of the largest size, counts hits, and forgets all when it is flushed', async () => {
    const { stage } = counting({}, integration(), { body: new Uint8Array(MAX_CACHED_BYTES) });
    await stage.handle(request('GET /b'));
    await stage.handle(request('GET /b'));
    expect(stage.metrics()).toMatchObject({ CacheHitCount: 1, CacheMissCount: 1 });
    stage.flushCache();
    await stage.handle(request('GET /b'));

    expect(stage.metrics()).toMatchObject({ CacheHitCount: 1, CacheMissCount: 2 });
  });

  test('a cached answer carries the ids of its own request', async () => {
    const { stage } = counting();
    const [one, other] = [
      await stage.handle(request('GET /b')),
      await stage.handle(request('GET /b')),
    ];

    for (const name of ['x-amzn-RequestId', 'x-amz-apigw-id', 'X-Amzn-Trace-Id']) {
      expect(headerOf(one, name)).not.toBe(headerOf(other, name));
    }
  });
});

describe('invalidation of the cache', () => {
  const open = { ...ALL, requireAuthorizationForCacheControl: false };

  test.each(['max-age=0', 'no-cache, max-age=0', 'Max-Age=0'])(
    '%j renews the entry',
    async (value) => {
      const { call } = counting({ methodSettings: [open] });
      await call('GET /b');

      expect(await call('GET /b', [['Cache-Control', value]] as never)).toBe('2');
      expect(await call('GET /b')).toBe('2');
    },
  );

  test.each(['max-age=05', 'max-age=60', 'no-cache', 's-max-age=0'])(
    '%j does not',
    async (value) => {
      const { call } = counting({ methodSettings: [open] });
      await call('GET /b');

      expect(await call('GET /b', [['Cache-Control', value]] as never)).toBe('1');
    },
  );

  test.each([
    [undefined, 200, '1', expect.stringMatching(/^199 /)],
    ['SUCCEED_WITH_RESPONSE_HEADER', 200, '1', expect.stringMatching(/^199 /)],
    ['SUCCEED_WITHOUT_RESPONSE_HEADER', 200, '1', undefined],
    ['FAIL_WITH_403', 403, expect.stringContaining('not authorized'), undefined],
  ] as const)('without permission: %p', async (strategy, status, body, warning) => {
    const setting =
      strategy === undefined ? ALL : { ...ALL, unauthorizedCacheControlHeaderStrategy: strategy };
    const { stage, call } = counting({ methodSettings: [setting] });
    await call('GET /b');
    const answer = await stage.handle(request('GET /b', RENEW));

    expect([answer.status, bodyOf(answer), headerOf(answer, 'Warning')]).toEqual([
      status,
      body,
      warning,
    ]);
    expect(await call('GET /b')).toBe('1');
  });

  test('is for those whom a policy lets do it', async () => {
    let runs = 0;
    const policy = {
      Version: '2012-10-17',
      Statement: ['Invoke', 'InvalidateCache'].map((action) => ({
        Effect: 'Allow',
        Principal: '*',
        Action: `execute-api:${action}`,
        Resource: action === 'Invoke' ? 'execute-api:/*' : 'execute-api:/prod/GET/b',
      })),
    };
    const routes = ['GET /a', 'GET /b'].map((key) => route(key, { integration: integration() }));
    const stage = stageOf(snapshot(routes, { policy }), {
      settings: { cacheClusterEnabled: true, methodSettings: [ALL] },
      run: () => {
        runs += 1;
        return { status: 200, headers: [], body: Buffer.from(String(runs)) };
      },
    });
    const answers = [];
    for (const call of ['GET /a', 'GET /b', 'GET /a', 'GET /b']) {
      answers.push((await send(stage, call, RENEW))[1]);
    }

    expect(answers).toEqual(['1', '2', '1', '3']);
  });
});
