import { FakeAccount, reasonOf, thing } from '../fake-account';

const A = { Ref: 'A' };

describe('deleting a stack', () => {
  test('deletes each resource before those that it needs', async () => {
    const account = new FakeAccount();
    await account.deploy({
      B: thing({ Value: A }),
      A: thing(),
      Kept: thing({}, { DeletionPolicy: 'Retain' }),
    });
    account.takeCalls();
    await account.engine.delete();
    expect(account.calls).toEqual(['delete b-3', 'delete a-1']);
    expect(account.engine.stacks).toEqual([]);
    expect([...account.things.keys()]).toEqual(['kept-2']);
  });

  test('fails when a resource cannot be deleted, and goes on where it can', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing(), B: thing({ Value: A }), C: thing() });
    account.failing.add('delete b-3');
    expect(await reasonOf(() => account.engine.delete(['S']))).toBe(
      'StackOperation at S: The following resource(s) failed to delete: [B, A].',
    );
    expect(account.things.has('c-2')).toBe(false);
    account.failing.clear();
    await account.engine.delete(['S']);
    expect(account.things.size).toBe(0);
  });
});
