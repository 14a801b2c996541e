import type { KnownKey } from '../../../lib/gateway';
import { authorizer, NO_BACKENDS, request, route, send, snapshot, stageOf } from '../_stage';

const PLAN = { planId: 'p', methods: new Map() };
const KEY: KnownKey = { id: 'k1', value: 'secret-000001', enabled: true, plan: PLAN };
const FORBIDDEN = [403, '{"message":"Forbidden"}'];
const SENT = [['X-API-Key', KEY.value]] as const;

function keyed(key: Partial<KnownKey> = {}) {
  const known = { ...KEY, ...key };
  return stageOf(snapshot([route('GET /', { apiKeyRequired: true })]), {
    world: { key: (value) => (value === KEY.value ? known : undefined) },
    run: (exchange) => ({
      status: 200,
      headers: [],
      body: Buffer.from(JSON.stringify(exchange.proxyRequestContext()['identity'])),
    }),
  });
}

describe('api key', () => {
  test('in the header of any case is accepted, and named to the method', async () => {
    const [status, body] = await send(keyed(), 'GET /', SENT);

    expect([status, JSON.parse(body)]).toEqual([
      200,
      expect.objectContaining({ apiKey: KEY.value, apiKeyId: 'k1' }),
    ]);
  });

  test.each([
    ['none', keyed(), []],
    ['an empty one', keyed(), [['x-api-key', '']]],
    ['one that nobody has', keyed(), [['x-api-key', 'other']]],
    ['one in the query', keyed(), [['x-api-keys', KEY.value]]],
    ['a disabled one', keyed({ enabled: false }), SENT],
  ] as const)('fails for %s', async (_what, stage, headers) => {
    expect(await send(stage, 'GET /', headers)).toEqual(FORBIDDEN);
  });

  test('fails for a key in no plan of the stage', async () => {
    const { plan: _plan, ...unplanned } = KEY;
    const stage = stageOf(snapshot([route('GET /', { apiKeyRequired: true })]), {
      world: { key: () => unplanned },
    });

    expect(await send(stage, 'GET /', SENT)).toEqual(FORBIDDEN);
  });

  test('fails for the header where the authorizer is to give the key', async () => {
    const guarded = route('GET /', {
      apiKeyRequired: true,
      authorizationType: 'CUSTOM',
      authorizer: 'authorizer',
    });
    const answer = (usageIdentifierKey?: string) => ({
      principalId: 'ada',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      },
      usageIdentifierKey,
    });
    const stage = (key?: string) =>
      stageOf(snapshot([guarded], { apiKeySource: 'AUTHORIZER', authorizers: [authorizer()] }), {
        world: { key: (value) => (value === KEY.value ? KEY : undefined) },
        backends: {
          ...NO_BACKENDS,
          lambda: () => ({ kind: 'returned', payload: JSON.stringify(answer(key)) }),
        },
      });
    const headers = [...SENT, ['Authorization', 'x']] as const;

    expect(await send(stage(), 'GET /', headers)).toEqual(FORBIDDEN);
    expect(await send(stage(KEY.value), 'GET /', headers)).toEqual([200, 'd1']);
  });

  test('is hidden in the log but for its end', async () => {
    const stage = stageOf(snapshot([route('GET /', { apiKeyRequired: true })]), {
      world: { key: () => KEY },
    });
    const headers = [...SENT, ['Authorization', 'Bearer-of-a-token']] as const;
    const log = (await stage.handle(request('GET /', headers))).trace.log();

    expect(log).toContain('API Key: *******000001 API Stage: abc/prod');
    expect(log).toContain('X-API-Key=*******000001, Authorization=***********-token');
    expect(log).not.toMatch(/secret|Bearer/);
  });

  // As in an execution log of API zsuvlqr7nb.
  test('without a plan of the stage has its line in the execution log', async () => {
    const stage = stageOf(snapshot([route('GET /', { apiKeyRequired: true })]));
    const { trace } = await stage.handle(request('GET /', [['x-api-key', 'unknown-000001']]));

    expect(trace.log().split('\n').at(-1)).toBe(
      `(${trace.requestId}) API Key ********000001 not authorized because method 'GET /' requires API Key and API Key is not associated with a Usage Plan for API Stage abc/prod: No Usage Plan found for key and API Stage`,
    );
  });
});
