import { FakeAccount, statusLines, thing } from '../fake-account';

const A = { Ref: 'A' };

describe('creating a stack', () => {
  test('creates each resource behind those that it needs', async () => {
    const account = new FakeAccount();
    await account.deploy({
      Last: thing({ Value: { 'Fn::Sub': '${Middle.Arn}' } }),
      Middle: thing({ Value: { 'Fn::GetAtt': ['First', 'Arn'] } }, { DependsOn: 'Other' }),
      First: thing(),
      Other: thing(),
    });
    expect(account.calls).toEqual(['create First', 'create Other', 'create Middle', 'create Last']);
    expect(account.things.get('last-4')).toEqual({ Value: 'arn:middle-3' });
  });

  test('tells what it does', async () => {
    const account = new FakeAccount();
    const { events } = await account.deploy({ A: thing() });
    expect(statusLines(events)).toEqual([
      'S CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS',
      'A CREATE_COMPLETE',
      'S CREATE_COMPLETE',
    ]);
    expect(events[2]).toEqual({
      stackName: 'S',
      logicalId: 'A',
      type: 'Test::Fake::Thing',
      physicalId: 'a-1',
      action: 'CREATE',
      status: 'COMPLETE',
    });
  });
});

describe('updating a stack', () => {
  test('does nothing when nothing has changed', async () => {
    const account = new FakeAccount();
    const resources = { A: thing({ Value: 1 }), B: thing({ Value: A }) };
    await account.deploy(resources);
    account.takeCalls();
    const { events } = await account.deploy(structuredClone(resources));
    expect(events).toEqual([]);
    expect(account.calls).toEqual([]);
    expect(account.engine.stack('S')?.status).toBe('CREATE_COMPLETE');
  });

  test('updates in place, creates before it deletes, and deletes dependents first', async () => {
    const account = new FakeAccount();
    await account.deploy({
      A: thing({ Value: 1 }),
      Old: thing(),
      Older: thing({ Value: { Ref: 'Old' } }),
    });
    account.takeCalls();
    const { events } = await account.deploy({ A: thing({ Value: 2 }), New: thing({ Value: A }) });
    expect(account.calls).toEqual(['update A', 'create New', 'delete older-3', 'delete old-2']);
    expect(statusLines(events)).toEqual([
      'S UPDATE_IN_PROGRESS',
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      'New CREATE_IN_PROGRESS',
      'New CREATE_COMPLETE',
      'S UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Older DELETE_IN_PROGRESS',
      'Older DELETE_COMPLETE',
      'Old DELETE_IN_PROGRESS',
      'Old DELETE_COMPLETE',
      'S UPDATE_COMPLETE',
    ]);
  });

  test.each([
    [{ Name: 'x' }, { Name: 'y' }],
    [{}, { Name: 'y' }],
    [{ Deep: { Name: 'x' } }, { Deep: { Name: 'y' } }],
  ])('replaces by a create-only property: %j becomes %j', async (before, after) => {
    const account = new FakeAccount();
    await account.deploy({ A: thing(before), B: thing({ Value: A }) });
    account.takeCalls();
    const { events } = await account.deploy({ A: thing(after), B: thing({ Value: A }) });
    expect(account.calls).toEqual(['create A', 'update B', 'delete a-1']);
    expect(account.things.get('b-2')).toEqual({ Value: 'a-3' });
    expect(events[1]?.reason).toBe(
      'Requested update requires the creation of a new physical resource; hence creating one.',
    );
  });

  test('updates in place when another member of a create-only structure changes', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing({ Deep: { Name: 'x', Size: 1 } }) });
    await account.deploy({ A: thing({ Deep: { Name: 'x', Size: 2 } }) });
    expect(account.calls).toEqual(['create A', 'update A']);
  });

  test('fails when the type of a resource changes, before anything is touched', async () => {
    const account = new FakeAccount();
    await account.deploy({ A: thing(), B: thing() });
    account.takeCalls();
    expect(
      await account.failure({ A: thing({ Value: 1 }), B: { Type: 'AWS::SNS::Topic' } }),
    ).toContain(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [B]',
    );
    expect(account.calls).toEqual([]);
  });

  test('updates what depends on an attribute that changed', async () => {
    const account = new FakeAccount();
    const b = thing({ Value: { 'Fn::GetAtt': ['A', 'Value'] } });
    await account.deploy({ A: thing({ Value: 'one' }), B: b });
    await account.deploy({ A: thing({ Value: 'two' }), B: b });
    expect(account.calls.slice(2)).toEqual(['update A', 'update B']);
    expect(account.things.get('b-2')).toEqual({ Value: 'two' });
  });

  test('is an update when an output alone has changed', async () => {
    const account = new FakeAccount();
    const outputs = (Value: unknown) => ({ Outputs: { O: { Value } } });
    await account.deploy({ A: thing() }, outputs('one'));
    const { events } = await account.deploy({ A: thing() }, outputs('two'));
    expect(statusLines(events)[0]).toBe('S UPDATE_IN_PROGRESS');
    expect(account.engine.stack('S')?.outputs.get('O')).toBe('two');
  });
});
