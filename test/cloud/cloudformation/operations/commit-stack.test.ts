import { FakeAccount, statusLines, thing } from '../fake-account';

const A = { Ref: 'A' };

describe('the cleanup after an update', () => {
  test.each([
    ['Retain', ['create A']],
    ['Delete', ['create A', 'delete a-1']],
    ['Snapshot', ['create A', 'delete a-1']],
  ])('treats what it replaced by UpdateReplacePolicy %s', async (policy, calls) => {
    const account = new FakeAccount();
    const policies = { UpdateReplacePolicy: policy, DeletionPolicy: 'Delete' };
    await account.deploy({ A: thing({ Name: 'x' }, policies) });
    account.takeCalls();
    await account.deploy({ A: thing({ Name: 'y' }, policies) });
    expect(account.calls).toEqual(calls);
  });

  test.each([
    ['Retain', 'A DELETE_SKIPPED'],
    ['RetainExceptOnCreate', 'A DELETE_SKIPPED'],
    ['Delete', 'A DELETE_IN_PROGRESS'],
  ])(
    'treats what left the template by the DeletionPolicy %s that was deployed last',
    async (policy, line) => {
      const account = new FakeAccount();
      await account.deploy({ A: thing({}, { DeletionPolicy: 'Delete' }), B: thing() });
      await account.deploy({ A: thing({}, { DeletionPolicy: policy }), B: thing() });
      const { events } = await account.deploy({ B: thing() });
      expect(statusLines(events)).toContain(line);
      expect(account.things.has('a-1')).toBe(line.endsWith('SKIPPED'));
    },
  );

  test('succeeds when the cleanup fails: it is tried three times and leaves an orphan', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing(), B: thing() });
    account.takeCalls();
    account.failing.add('delete b-2');
    const { events } = await account.deploy({ A: thing() });
    expect(account.calls).toEqual(Array(3).fill('delete b-2'));
    expect(statusLines(events).at(-1)).toBe('S UPDATE_COMPLETE');
    expect(account.engine.stack('S')?.resources.has('B')).toBe(false);
    expect(account.things.has('b-2')).toBe(true);
  });

  test('leaves alone what a resource needs that could not be deleted', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing(), B: thing({ Value: A }), C: thing() });
    account.takeCalls();
    account.failing.add('delete b-3');
    await account.deploy({ C: thing() });
    expect(account.calls).toContain('delete b-3');
    expect(account.calls).not.toContain('delete a-1');
  });

  test('deletes a resource whose condition became false, and creates it again', async () => {
    const account = new FakeAccount();
    const resources = { A: thing(), B: thing({}, { Condition: 'Wanted' }) };
    const when = (value: string) => ({ Conditions: { Wanted: { 'Fn::Equals': [value, 'yes'] } } });
    await account.deploy(resources, when('yes'));
    await account.deploy(resources, when('no'));
    await account.deploy(resources, when('yes'));
    expect(account.calls.slice(2)).toEqual(['delete b-2', 'create B']);
  });

  test('reads a policy that a parameter decides', async () => {
    const account = new FakeAccount();
    const Parameters = { Policy: { Type: 'String', Default: 'Retain' } };
    const policy = { DeletionPolicy: { Ref: 'Policy' } } as never;
    await account.deploy({ A: thing({}, policy), B: thing() }, { Parameters });
    await account.deploy({ B: thing() }, { Parameters });
    expect(account.things.has('a-1')).toBe(true);
  });
});
