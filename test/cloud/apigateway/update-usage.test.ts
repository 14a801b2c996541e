import { mockMethod } from './_service';
import { key, metered, plan, REQUEST, STAGES } from './_usage';

const DAY_MS = 86_400_000;

/** A key with two requests a week from Thursday, 1 January 2026, on; and a key of no plan. */
async function twoRequests(properties: object = { Quota: { Limit: 2, Period: 'WEEK' } }) {
  const { service, stack, clock } = await metered({
    Get: mockMethod('', { ApiKeyRequired: true }),
    Plan: plan({ Throttle: undefined, Quota: undefined, ApiStages: STAGES, ...properties }),
    Loose: key({ Name: 'loose', Value: 'another-key-of-20-characters' }),
  });
  const { gateway } = service.stage(stack.id('Api'), 'dev');
  const status = async () => (await gateway.handle(REQUEST)).status;
  const update = (patchOperations: readonly object[], input: object = {}) =>
    service.call('UpdateUsage', {
      usagePlanId: stack.id('Plan'),
      keyId: stack.id('Key'),
      patchOperations,
      ...input,
    });
  return { stack, clock, status, update, service };
}

const remaining = (value: string) => [{ op: 'replace', path: '/remaining', value }];

// https://docs.aws.amazon.com/cli/latest/reference/apigateway/update-usage.html: "To temporarily
// modify the quota on an API key for the current period defined in the Usage Plan".
test('a key that has used its quota goes on for as many requests as it is granted', async () => {
  const { stack, status, update } = await twoRequests();
  expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
  expect(update(remaining('1'))).toEqual({
    usagePlanId: stack.id('Plan'),
    startDate: '2026-01-01',
    endDate: '2026-01-01',
    items: { [stack.id('Key')]: [[2, 1]] },
  });
  expect([await status(), await status()]).toEqual([200, 429]);
});

test('what is left can be taken away, and given back', async () => {
  const { status, update } = await twoRequests();
  update(remaining('0'));
  expect(await status()).toBe(429);
  update([...remaining('9'), ...remaining('1')]);
  expect([await status(), await status()]).toEqual([200, 429]);
});

test('the next period has the quota of the plan, and days before keep what was left', async () => {
  const { stack, clock, status, update, service } = await twoRequests();
  await status();
  clock.time += DAY_MS;
  update(remaining('50'));
  clock.time += 2 * DAY_MS;
  const usage = service.call('GetUsage', {
    usagePlanId: stack.id('Plan'),
    startDate: '2026-01-01',
    endDate: '2026-01-04',
  });
  // The fourth is a Sunday.
  expect(usage).toMatchObject({
    items: {
      [stack.id('Key')]: [
        [1, 1],
        [0, 50],
        [0, 50],
        [0, 2],
      ],
    },
  });
});

test.each([
  [[{ op: 'add', path: '/remaining', value: '1' }], 'Invalid add operation with path: /remaining'],
  [[{ op: 'replace', path: '/used', value: '1' }], 'Invalid replace operation with path: /used'],
  [remaining('-1'), 'a patch of /remaining must have a number of 0 or more, got: "-1"'],
  [remaining('1.5'), 'a patch of /remaining must have a whole number, got: 1.5'],
  [remaining('Infinity'), 'a patch of /remaining must have a whole number, got: Infinity'],
])('fails for %j, and grants nothing', async (operations, message) => {
  const { status, update } = await twoRequests();
  expect(() => update([...remaining('9'), ...operations])).toThrow(message);
  expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
});

test('fails for a key that is in no plan, or in another', async () => {
  const { stack, update } = await twoRequests();
  expect(() => update(remaining('1'), { keyId: 'nosuch' })).toThrow(
    'Invalid API Key identifier specified',
  );
  const loose = stack.id('Loose');
  expect(() => update(remaining('1'), { keyId: loose })).toThrow(
    `Invalid API Key identifier specified: ${loose} is no key of plan ${stack.id('Plan')}`,
  );
});

test('fails for a plan without a quota', async () => {
  const { update } = await twoRequests({});
  expect(() => update(remaining('1'))).toThrow('Usage Plan does not have quota settings');
});
