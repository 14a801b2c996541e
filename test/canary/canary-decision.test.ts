import {
  type ActionName,
  decide,
  isRefusal,
  type PinnedDeployment,
} from '../../lib/private/canary-decision';

const ACTIONS: readonly ActionName[] = ['start', 'promote', 'abort', 'retry', 'direct'];

/** What the ledger may know of a fingerprint: nothing, this one, or another one. */
const KNOWLEDGE = ['-', 'this', 'other'] as const;
type Known = (typeof KNOWLEDGE)[number];

const member = (name: string, known: Known): object =>
  known === '-' ? {} : { [name]: known === 'this' ? 'ApiC' : 'ApiB' };

function pinnedWith(stable: Known, canary: Known, aborted: Known): PinnedDeployment {
  return {
    stableDeploymentId: 'a1b2c3',
    ...member('stableFingerprint', stable),
    ...member('canaryFingerprint', canary),
    ...member('abortedFingerprint', aborted),
  };
}

function outcomeOf(action: ActionName, pinned?: PinnedDeployment): string {
  const situation = { action, percentTraffic: 10, fingerprint: 'ApiC', ...(pinned && { pinned }) };
  const outcome = decide(situation);
  if (isRefusal(outcome)) return outcome.code;
  return `${outcome.stable}, ${outcome.canary}, ${outcome.percentTraffic}`;
}

const ALL_NEW = 'new, new, 0';
const ALL_PINNED = 'pinned, pinned, 0';
const STARTED = 'pinned, new, 10';

describe('without a pin', () => {
  test.each([
    ['start', ALL_NEW],
    ['promote', 'CanaryNothingPinned'],
    ['abort', 'CanaryNothingPinned'],
    ['retry', 'CanaryNothingPinned'],
    ['direct', ALL_NEW],
  ] as const)('%s gives %s', (action, expected) => {
    expect(outcomeOf(action)).toBe(expected);
  });
});

/** Each row: stable, canary, aborted (`*` for any), and the outcomes of the five actions. */
const TABLE: ReadonlyArray<readonly [string, string, string, Record<ActionName, string>]> = [
  [
    'this',
    '*',
    '*',
    { start: ALL_NEW, promote: ALL_NEW, abort: ALL_NEW, retry: ALL_NEW, direct: ALL_NEW },
  ],
  ...['-', 'other'].flatMap((stable) =>
    ['-', 'this', 'other'].flatMap((canary) =>
      ['-', 'this', 'other'].map((aborted): (typeof TABLE)[number] => [
        stable,
        canary,
        aborted,
        {
          start: aborted === 'this' ? ALL_PINNED : STARTED,
          promote: canary === 'other' ? 'CanaryNotRunning' : ALL_NEW,
          abort: ALL_PINNED,
          retry: STARTED,
          direct: ALL_NEW,
        },
      ]),
    ),
  ),
];

const cases = KNOWLEDGE.flatMap((stable) =>
  KNOWLEDGE.flatMap((canary) =>
    KNOWLEDGE.flatMap((aborted) => ACTIONS.map((action) => ({ stable, canary, aborted, action }))),
  ),
);

describe('with a pin', () => {
  test('covers every combination once', () => {
    expect(cases).toHaveLength(3 * 3 * 3 * 5);
  });

  test.each(cases)(
    '$action, stable $stable, canary $canary, aborted $aborted',
    ({ stable, canary, aborted, action }) => {
      const fits = (row: string, value: string): boolean => row === '*' || row === value;
      const rows = TABLE.filter(
        ([s, c, a]) => fits(s, stable) && fits(c, canary) && fits(a, aborted),
      );
      expect(rows).toHaveLength(1);
      expect(outcomeOf(action, pinnedWith(stable, canary, aborted))).toBe(rows[0]?.[3][action]);
    },
  );

  test('production moves by promote and direct only', () => {
    const moving = cases.filter(({ stable, canary, aborted, action }) => {
      const outcome = outcomeOf(action, pinnedWith(stable, canary, aborted));
      return stable !== 'this' && outcome.startsWith('new');
    });
    expect(new Set(moving.map(({ action }) => action))).toEqual(new Set(['promote', 'direct']));
  });
});

describe('the percentage', () => {
  test.each([0, 0.5, 10, 33.33, 100])('a canary starts with %s', (percentTraffic) => {
    const pinned = { stableDeploymentId: 'a1b2c3' };
    const decision = decide({ action: 'start', percentTraffic, fingerprint: 'ApiC', pinned });
    expect(decision).toEqual({ stable: 'pinned', canary: 'new', percentTraffic });
  });
});

test('a refusal says what runs, what was given and what to change', () => {
  const pinned = pinnedWith('other', 'other', '-');
  const outcome = decide({ action: 'promote', percentTraffic: 1, fingerprint: 'ApiC', pinned });
  expect(outcome).toMatchObject({
    problem: expect.stringMatching(/running canary ApiB, got: ApiC; .*action start first/),
  });
});
