import { FakeAccount, statusLines, thing } from '../fake-account';

const A = { Ref: 'A' };

describe('a creation that fails', () => {
  test('fails with what went wrong, and deletes what was made, last first', async () => {
    const account = new FakeAccount();
    account.failing.add('create C');
    const resources = { A: thing(), B: thing({ Value: A }), C: thing({ Value: { Ref: 'B' } }) };
    expect(await account.failure(resources)).toBe(
      'StackOperation at S/Resources/C: stack S could not be created, it is in ROLLBACK_COMPLETE: create C failed; it is as it was before',
    );
    expect(account.takeCalls().slice(3)).toEqual(['delete b-2', 'delete a-1']);
    expect(account.engine.stacks).toEqual([]);
    expect(account.things.size).toBe(0);
  });

  test('fails and deletes what the failed resource left behind', async () => {
    const account = new FakeAccount();
    account.failing.add('create A!');
    await account.failure({ A: thing() });
    expect(account.calls).toEqual(['create A', 'delete a-1']);
    expect(account.things.size).toBe(0);
  });

  test.each([
    ['Delete', true],
    ['RetainExceptOnCreate', true],
    ['Snapshot', true],
    ['Retain', false],
  ])(
    'fails and treats a resource with DeletionPolicy %s so: deleted is %s',
    async (policy, deleted) => {
      const account = new FakeAccount();
      account.failing.add('create B');
      await account.failure({ A: thing({}, { DeletionPolicy: policy }), B: thing({ Value: A }) });
      expect(account.things.has('a-1')).toBe(!deleted);
    },
  );

  test('fails, and what cannot be deleted again blocks the stack until it is deleted', async () => {
    const account = new FakeAccount();
    for (const call of ['create B', 'delete a-1']) account.failing.add(call);
    const resources = { A: thing(), B: thing({ Value: A }) };
    expect(await account.failure(resources)).toContain('it is in ROLLBACK_FAILED: create B failed');
    account.failing.clear();
    expect(await account.failure(resources)).toContain(
      'is in ROLLBACK_FAILED state and can not be updated',
    );
    await account.engine.delete(['S']);
    expect(account.things.size).toBe(0);
    expect(await account.failure(resources)).toBeUndefined();
  });
});

describe('an update that fails', () => {
  const before = {
    A: thing({ Value: 1 }),
    B: thing({ Name: 'x', Value: A }),
    C: thing({ Value: { Ref: 'B' } }),
    Gone: thing(),
  };
  const after = {
    A: thing({ Value: 2 }),
    B: thing({ Name: 'y', Value: A }),
    C: thing({ Value: { Ref: 'B' } }),
    New: thing({ Value: { Ref: 'C' } }),
    Bad: thing({ Value: { Ref: 'New' } }),
  };

  test('updates back in the order of the earlier template, then deletes what is new', async () => {
    const account = new FakeAccount();
    await account.deploy(before);
    account.takeCalls();
    account.failing.add('create Bad');
    expect(await account.failure(after)).toContain(
      'stack S could not be updated, it is in UPDATE_ROLLBACK_COMPLETE: create Bad failed',
    );
    expect(account.calls).toEqual([
      'update A',
      'create B',
      'update C',
      'create New',
      'create Bad',
      'update A',
      'update C',
      'delete new-6',
      'delete b-5',
    ]);
    expect(Object.fromEntries(account.things)).toEqual({
      'a-1': { Value: 1 },
      'b-3': { Name: 'x', Value: 'a-1' },
      'c-4': { Value: 'b-3' },
      'gone-2': {},
    });
    expect(account.engine.stack('S')?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('leaves a stack that can be updated again', async () => {
    const account = new FakeAccount();
    await account.deploy(before);
    account.failing.add('create Bad');
    await account.failure(after);
    account.failing.clear();
    account.takeCalls();
    const { events } = await account.deploy(before);
    expect(events).toEqual([]);
    await account.deploy(after);
    expect(account.calls).toEqual([
      'update A',
      'create B',
      'update C',
      'create New',
      'create Bad',
      'delete b-3',
      'delete gone-2',
    ]);
  });

  test('updates back the resource that failed too', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing({ Value: 1 }) });
    account.takeCalls();
    account.failing.add('update A!');
    await account.failure({ A: thing({ Value: 2 }) });
    expect(account.calls).toEqual(['update A', 'update A']);
  });

  test('gives the resource cached values, and asks nobody again', async () => {
    const account = new FakeAccount();
    await account.deploy({
      A: thing({ Value: 1 }),
      B: thing({ Value: { 'Fn::GetAtt': ['A', 'Value'] } }),
    });
    account.failing.add('create C');
    await account.failure({
      A: thing({ Value: 2 }),
      B: thing({ Value: { 'Fn::GetAtt': ['A', 'Value'] } }),
      C: thing({ Value: { Ref: 'B' } }),
    });
    expect(account.things.get('b-2')).toEqual({ Value: 1 });
    expect(account.engine.resource({ source: 'S', logicalId: 'A' })?.attributes).toEqual({
      Arn: 'arn:a-1',
      Value: 1,
    });
  });

  test('stays in UPDATE_ROLLBACK_FAILED when it cannot go back', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing({ Value: 1 }) });
    account.failing.add('update A');
    expect(await account.failure({ A: thing({ Value: 2 }) })).toContain(
      'it is in UPDATE_ROLLBACK_FAILED: update A failed; delete it and deploy again',
    );
    account.failing.clear();
    expect(await account.failure({ A: thing({ Value: 3 }) })).toMatch(
      /^StackState at S: Stack:arn:aws:cloudformation:us-east-1:123456789012:stack\/S\/.* is in UPDATE_ROLLBACK_FAILED state and can not be updated/,
    );
  });

  test('tells what it does', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing({ Value: 1 }) });
    account.failing.add('create B');
    const seen: string[] = [];
    const other = new FakeAccount({ onEvent: (event) => seen.push(...statusLines([event])) });
    await other.deploy({ A: thing({ Value: 1 }) });
    seen.length = 0;
    other.failing.add('create B');
    await other.failure({ A: thing({ Value: 2 }), B: thing({ Value: A }) });
    expect(seen).toEqual([
      'S UPDATE_IN_PROGRESS',
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      'B CREATE_IN_PROGRESS',
      'B CREATE_FAILED',
      'S UPDATE_ROLLBACK_IN_PROGRESS',
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      'S UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'S UPDATE_ROLLBACK_COMPLETE',
    ]);
  });
});
