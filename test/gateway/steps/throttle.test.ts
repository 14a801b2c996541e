import { type KnownKey, type StageMethodSetting, UsageMeters } from '../../../lib/gateway';
import { TokenBucket } from '../../../lib/gateway/token-bucket';
import { TestClock } from '../_driver';
import { route, send, snapshot, stageOf } from '../_stage';

type Plan = NonNullable<KnownKey['plan']>;

const THROTTLED = [429, '{"message":"Too Many Requests"}'];
const OVER_QUOTA = [429, '{"message":"Limit Exceeded"}'];
const KEY = [['x-api-key', 'secret']] as const;

function planned(plan: Partial<Plan>, clock = new TestClock(), meters = new UsageMeters(clock)) {
  const key = {
    id: 'k',
    value: 'secret',
    enabled: true,
    plan: { planId: 'p', methods: new Map(), ...plan },
  };
  const routes = [
    route('GET /a', { apiKeyRequired: true }),
    route('GET /b', { apiKeyRequired: true }),
  ];
  return stageOf(snapshot(routes), { clock, meters, world: { key: () => key } });
}

async function statuses(times: number, once: () => Promise<unknown[]>) {
  const all: unknown[] = [];
  for (let sent = 0; sent < times; sent += 1) all.push((await once())[0]);
  return all;
}

describe('token bucket', () => {
  // The examples of the developer guide, "Account-level throttling".
  test.each([
    ['10,000 in the first millisecond', [[0, 10_000]], 5_000],
    [
      '5,000 at once, 5,000 in the 101st millisecond',
      [
        [0, 5_000],
        [100, 5_000],
      ],
      6_000,
    ],
    [
      '5,000 at once, 1,000 in the 101st millisecond',
      [
        [0, 5_000],
        [100, 1_000],
      ],
      6_000,
    ],
  ])('serves of %s as many as documented', (_what, bursts, served) => {
    const bucket = new TokenBucket({ rateLimit: 10_000, burstLimit: 5_000 }, 0);
    let taken = 0;
    for (const [at = 0, count = 0] of bursts) {
      for (let sent = 0; sent < count; sent += 1) {
        if (!bucket.has(at)) continue;
        bucket.take();
        taken += 1;
      }
    }

    expect(taken).toBe(served);
  });

  test('serves every request that comes at the rate', () => {
    const bucket = new TokenBucket({ rateLimit: 3, burstLimit: 1 }, 0);
    const served = Array.from({ length: 300 }, (_, index) => {
      const has = bucket.has((index * 1000) / 3);
      if (has) bucket.take();
      return has;
    });

    expect(served).not.toContain(false);
  });
});

describe('throttle', () => {
  test('the stage limits each method by itself, and refills with time', async () => {
    const clock = new TestClock();
    const stage = stageOf(snapshot([route('GET /a'), route('GET /b')]), {
      clock,
      settings: {
        methodSettings: [{ resourcePath: '/*', httpMethod: '*', rateLimit: 1, burstLimit: 2 }],
      },
    });

    expect(await statuses(3, () => send(stage, 'GET /a'))).toEqual([200, 200, 429]);
    expect(await send(stage, 'GET /b')).toEqual([200, 'd1']);
    clock.advance(1);
    expect(await statuses(2, () => send(stage, 'GET /a'))).toEqual([200, 429]);
  });

  test('a setting of the method wins over that of all methods', async () => {
    const stage = stageOf(snapshot([route('GET /a/{id}'), route('POST /a/{id}')]), {
      settings: {
        methodSettings: [
          { resourcePath: '/*', httpMethod: '*', rateLimit: 1, burstLimit: 1 },
          { resourcePath: '/~1a~1{id}', httpMethod: 'GET', rateLimit: 1, burstLimit: 3 },
        ],
      },
    });

    expect(await statuses(4, () => send(stage, 'GET /a/1'))).toEqual([200, 200, 200, 429]);
    expect(await statuses(2, () => send(stage, 'POST /a/1'))).toEqual([200, 429]);
  });

  test('settings of an ANY method are of the verbs that it is called by', async () => {
    const stage = stageOf(snapshot([route('ANY /a')]), {
      settings: {
        methodSettings: [
          { resourcePath: '/*', httpMethod: '*', rateLimit: 1, burstLimit: 3 },
          { resourcePath: '/~1a', httpMethod: 'POST', rateLimit: 1, burstLimit: 1 },
        ],
      },
    });

    expect(await statuses(2, () => send(stage, 'POST /a'))).toEqual([200, 429]);
    expect(await statuses(2, () => send(stage, 'GET /a'))).toEqual([200, 200]);
    expect(await statuses(2, () => send(stage, 'PUT /a'))).toEqual([200, 429]);
    expect((await send(stage, 'TRACE /a'))[0]).toBe(429);
  });

  test.each([
    [
      'a limit of -1, which is none',
      { resourcePath: '/*', rateLimit: -1, burstLimit: -1 },
      [200, 200],
    ],
    ['a path that is not encoded', { resourcePath: '/a', rateLimit: 1, burstLimit: 1 }, [200, 429]],
    ['a path that is encoded', { resourcePath: '/~1a', rateLimit: 1, burstLimit: 1 }, [200, 429]],
    ['another path', { resourcePath: '/~1b', rateLimit: 1, burstLimit: 1 }, [200, 200]],
    ['a rate alone', { resourcePath: '/*', rateLimit: 1 }, [200, 429]],
    [
      'numbers written as text',
      { resourcePath: '/*', rateLimit: '1', burstLimit: '1' },
      [200, 429],
    ],
    ['a limit of 0', { resourcePath: '/*', rateLimit: 0, burstLimit: 0 }, [429, 429]],
  ])('takes %s', async (_what, setting, expected) => {
    const methodSettings = [{ httpMethod: '*', ...setting }] as StageMethodSetting[];
    const stage = stageOf(snapshot([route('GET /a')]), { settings: { methodSettings } });

    expect(await statuses(2, () => send(stage, 'GET /a'))).toEqual(expected);
  });

  test('the account limits all stages of a region together', async () => {
    const clock = new TestClock();
    const meters = new UsageMeters(clock);
    const world = { accountThrottle: { rateLimit: 1, burstLimit: 2 } };
    const stages = ['one', 'two'].map((name) =>
      stageOf(snapshot([route('GET /a')]), { clock, meters, world, settings: { name } }),
    );
    const answers = [];
    for (const stage of [...stages, ...stages]) answers.push(await send(stage, 'GET /a'));

    expect(answers).toEqual([[200, 'd1'], [200, 'd1'], THROTTLED, THROTTLED]);
  });

  test('a plan limits a key over all methods, and on a method by itself', async () => {
    const methods = new Map([['/a/GET', { rateLimit: 1, burstLimit: 1 }]]);
    const stage = planned({ throttle: { rateLimit: 1, burstLimit: 3 }, methods });

    expect(await statuses(2, () => send(stage, 'GET /a', KEY))).toEqual([200, 429]);
    expect(await statuses(3, () => send(stage, 'GET /b', KEY))).toEqual([200, 200, 429]);
  });

  test('a refused request takes no token and counts against no quota', async () => {
    const clock = new TestClock();
    const quota = { limit: 2, period: 'DAY', offset: 0 } as const;
    const stage = planned({ throttle: { rateLimit: 1, burstLimit: 1 }, quota }, clock);

    expect(await statuses(3, () => send(stage, 'GET /a', KEY))).toEqual([200, 429, 429]);
    clock.advance(1);
    expect(await send(stage, 'GET /a', KEY)).toEqual([200, 'd1']);
    clock.advance(1);
    expect(await send(stage, 'GET /a', KEY)).toEqual(OVER_QUOTA);
  });
});

describe('quota', () => {
  test.each([
    ['DAY', '2026-01-01T23:59:59Z', '2026-01-02T00:00:00Z'],
    ['WEEK', '2026-01-03T23:59:59Z', '2026-01-04T00:00:00Z'],
    ['MONTH', '2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z'],
  ] as const)('of a %s ends at midnight UTC', (period, before, after) => {
    const clock = new TestClock(Date.parse('2026-01-01T12:00:00Z'));
    const meters = new UsageMeters(clock);
    const quota = { limit: 1, period, offset: 0 };
    meters.count('p', 'k', quota);
    clock.advance((Date.parse(before) - clock.now()) / 1000);
    expect(meters.hasQuota('p', 'k', quota)).toBe(false);
    clock.advance((Date.parse(after) - clock.now()) / 1000);
    expect(meters.hasQuota('p', 'k', quota)).toBe(true);
  });

  test('the offset is taken from the first period only', () => {
    const clock = new TestClock();
    const meters = new UsageMeters(clock);
    const quota = { limit: 10, period: 'DAY', offset: 4 } as const;

    expect(meters.remaining('p', 'k', quota)).toBe(6);
    clock.advance(86_400);
    expect(meters.remaining('p', 'k', quota)).toBe(10);
  });

  test('keys and plans are counted apart', () => {
    const meters = new UsageMeters(new TestClock());
    const quota = { limit: 1, period: 'DAY', offset: 0 } as const;
    meters.count('p', 'k', quota);

    expect([meters.hasQuota('p', 'k2', quota), meters.hasQuota('p2', 'k', quota)]).toEqual([
      true,
      true,
    ]);
  });

  test('a key has one quota on all stages of its plan', async () => {
    const clock = new TestClock();
    const meters = new UsageMeters(clock);
    const quota = { limit: 1, period: 'DAY', offset: 0 } as const;

    expect(await send(planned({ quota }, clock, meters), 'GET /a', KEY)).toEqual([200, 'd1']);
    expect(await send(planned({ quota }, clock, meters), 'GET /a', KEY)).toEqual(OVER_QUOTA);
  });
});
