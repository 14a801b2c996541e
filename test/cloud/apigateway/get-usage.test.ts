import { mockMethod } from './_service';
import { key, metered, plan, planKey, REQUEST, STAGES } from './_usage';

const DAY_MS = 86_400_000;
const MONTH = { Limit: 1_000_000, Period: 'MONTH' };

/** A key with this quota from 1 January 2026 on, and a way to use it and to ask for its usage. */
async function quota(Quota: object, resources: Parameters<typeof metered>[0] = {}) {
  const { service, stack, clock } = await metered({
    Get: mockMethod('', { ApiKeyRequired: true }),
    Plan: plan({ Quota, Throttle: { RateLimit: 1e6, BurstLimit: 1e6 }, ApiStages: STAGES }),
    ...resources,
  });
  const { gateway } = service.stage(stack.id('Api'), 'dev');
  const call = async (times: number) => {
    for (let time = 0; time < times; time += 1) await gateway.handle(REQUEST);
  };
  const nextDay = () => {
    clock.time += DAY_MS;
  };
  const usage = (startDate: string, endDate: string, input: object = {}) =>
    service.call('GetUsage', { usagePlanId: stack.id('Plan'), startDate, endDate, ...input }) as {
      readonly items: Readonly<Record<string, readonly (readonly number[])[]>>;
      readonly position?: string;
    };
  return { stack, call, nextDay, usage };
}

// The answer of AWS (us-west-2, 2026-09-13), published in floci-io/floci#3561:
// {"endDate":"2026-09-13","startDate":"2026-09-01","usagePlanId":"cqdia0",
//  "values":{"58v93i1885":[[137,999863],[123,999740],[84,999656]]}}, cut after three days.
test('says what a key has used each day, and what was left of its period', async () => {
  const { stack, call, nextDay, usage } = await quota(MONTH);
  for (const calls of [137, 123, 84]) {
    await call(calls);
    nextDay();
  }
  const dates = { startDate: '2026-01-01', endDate: '2026-01-03' };
  expect(usage('2026-01-01', '2026-01-03')).toEqual({
    usagePlanId: stack.id('Plan'),
    ...dates,
    items: {
      [stack.id('Key')]: [
        [137, 999_863],
        [123, 999_740],
        [84, 999_656],
      ],
    },
  });
});

test.each([
  ['DAY', [9, 8, 10, 10]],
  ['WEEK', [9, 7, 10, 10]],
  ['MONTH', [9, 7, 7, 7]],
])('a period of a %s starts anew when it is over', async (Period, left) => {
  // 1 January 2026 is a Thursday.
  const { stack, call, nextDay, usage } = await quota({ Limit: 10, Period });
  await call(1);
  nextDay();
  await call(2);
  for (const _day of [3, 4]) nextDay();
  const pairs = usage('2026-01-01', '2026-01-04').items[stack.id('Key')] ?? [];
  expect(pairs.map(([used]) => used)).toEqual([1, 2, 0, 0]);
  // Saturday is of the same week as the days before, Sunday is not.
  const expected = Period === 'WEEK' ? [9, 7, 7, 10] : left;
  expect(pairs.map(([, remaining]) => remaining)).toEqual(expected);
});

test('the offset is gone from the first period, and from no other', async () => {
  const { stack, call, nextDay, usage } = await quota({ Limit: 10, Period: 'WEEK', Offset: 4 });
  await call(1);
  // The fourth of January 2026 is a Sunday.
  for (const _day of [2, 3, 4]) nextDay();
  await call(1);
  expect(usage('2026-01-01', '2026-01-04').items[stack.id('Key')]).toEqual([
    [1, 5],
    [0, 5],
    [0, 5],
    [1, 9],
  ]);
});

test('comes in pages of keys', async () => {
  const others = Array.from({ length: 2 }, (_, index) => index);
  const { usage } = await quota(
    MONTH,
    Object.fromEntries(
      others.flatMap((index) => [
        [`Key${index}`, key({ Name: `k${index}`, Value: `another-key-of-20-characters-${index}` })],
        [`PlanKey${index}`, planKey('Plan', `Key${index}`)],
      ]),
    ),
  );
  const first = usage('2026-01-01', '2026-01-01', { limit: 2 });
  expect(Object.keys(first.items)).toHaveLength(2);
  const last = usage('2026-01-01', '2026-01-01', { limit: 2, position: first.position });
  expect(Object.keys(last.items)).toHaveLength(1);
  expect(last).not.toHaveProperty('position');
  // floci-io/floci#3561: AWS takes any limit from 500 up.
  expect(Object.keys(usage('2026-01-01', '2026-01-01', { limit: 2 ** 31 - 1 }).items)).toHaveLength(
    3,
  );
});

// The texts are those of floci-io/floci#3561; that AWS refuses a made-up position was observed.
test.each([
  [{ position: 'nonsense' }, 'Invalid position parameter'],
  [{ endDate: '2025-12-31' }, 'Usage end date must be after start date'],
  [{ startDate: 'yesterday' }, 'startDate must be a date such as 2026-01-31, got: "yesterday"'],
  [{ startDate: '2020-01-01' }, 'startDate and endDate must be less than 400 days apart'],
])('fails for %j', async (input, message) => {
  const { usage } = await quota(MONTH);
  expect(() => usage('2026-01-01', '2026-01-01', input)).toThrow(message);
});
