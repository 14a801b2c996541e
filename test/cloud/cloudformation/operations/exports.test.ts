import type { CfnResource, CfnTemplate } from '../../../../lib/model';
import { FakeAccount, reasonOf, source, thing } from '../fake-account';

const PRODUCER = { A: thing() };

function exporting(
  value: unknown = { Ref: 'A' },
  name: unknown = 'the-export',
): Partial<CfnTemplate> {
  return { Outputs: { O: { Value: value, Export: { Name: name } } } };
}

function importing(name: unknown = 'the-export'): Record<string, CfnResource> {
  return { B: thing({ Value: { 'Fn::ImportValue': name } }) };
}

test('a stack is deployed behind those that it imports from, wherever it stands', async () => {
  const account = new FakeAccount();
  const name = { 'Fn::Sub': 'shared-name' };
  const { stacks } = await account.engine.deploy([
    source('Consumer', importing(name)),
    source('Producer', PRODUCER, exporting({ Ref: 'A' }, name)),
  ]);
  expect(stacks.map(({ identity }) => identity.stackName)).toEqual(['Producer', 'Consumer']);
  expect(account.things.get('b-2')).toEqual({ Value: 'a-1' });
});

test('dependsOn orders stacks too', async () => {
  const account = new FakeAccount();
  await account.engine.deploy([
    source('One', { A: thing() }, { dependsOn: ['Two'] }),
    source('Two', { B: thing() }),
  ]);
  expect(account.calls).toEqual(['create B', 'create A']);
});

test('fails for stacks that need each other', async () => {
  const account = new FakeAccount();
  const sources = [
    source('One', importing('two'), exporting('x', 'one')),
    source('Two', importing('one'), exporting('y', 'two')),
  ];
  expect(await reasonOf(() => account.engine.deploy(sources))).toContain(
    'TemplateCycle at One/Resources/B: Circular dependency between stacks: [One, Two]',
  );
  expect(account.calls).toEqual([]);
});

test('a stack that fails leaves those before it, and those behind it are not begun', async () => {
  const account = new FakeAccount();
  account.failing.add('create B');
  const sources = ['A', 'B', 'C'].map((id, n, all) =>
    source(
      `Stack${id}`,
      { [id]: thing() },
      { dependsOn: all.slice(0, n).map((name) => `Stack${name}`) },
    ),
  );
  expect(await reasonOf(() => account.engine.deploy(sources))).toContain(
    'stack StackB could not be created',
  );
  expect(account.engine.stacks.map(({ identity }) => identity.stackName)).toEqual(['StackA']);
  expect(account.calls).toEqual(['create A', 'create B']);
});

describe('an export that is in use', () => {
  async function deployed(): Promise<FakeAccount> {
    const account = new FakeAccount();
    await account.engine.deploy([
      source('Producer', PRODUCER, exporting()),
      source('Consumer', importing()),
    ]);
    return account;
  }

  test('fails to be deleted', async () => {
    const account = await deployed();
    expect(await reasonOf(() => account.engine.deploy([source('Producer', PRODUCER)]))).toBe(
      'StackOperation at Producer/Outputs: stack Producer could not be updated, it is in UPDATE_ROLLBACK_COMPLETE: StackExport at Producer/Outputs: Export the-export cannot be deleted as it is in use by Consumer; deploy these stacks without the import first; it is as it was before',
    );
  });

  test('fails to be changed', async () => {
    const account = await deployed();
    const changed = source('Producer', { A: thing({ Name: 'new' }) }, exporting());
    expect(await reasonOf(() => account.engine.deploy([changed]))).toContain(
      'Export the-export cannot be updated as it is in use by Consumer',
    );
    expect([...account.things.keys()]).toEqual(['a-1', 'b-2']);
    expect(account.engine.stack('Producer')?.exports.get('the-export')).toBe('a-1');
  });

  test('fails the deletion of its stack', async () => {
    const account = await deployed();
    expect(await reasonOf(() => account.engine.delete(['Producer']))).toContain(
      'Export the-export cannot be deleted as it is in use by Consumer',
    );
    expect(account.things.size).toBe(2);
  });

  test('can be deleted once nobody imports it', async () => {
    const account = await deployed();
    await account.engine.deploy([source('Consumer', { B: thing() })]);
    await account.engine.deploy([source('Producer', PRODUCER)]);
    expect(account.engine.stack('Producer')?.exports.size).toBe(0);
  });

  test('is deleted with its stack behind the stack that imports it', async () => {
    const account = await deployed();
    account.takeCalls();
    await account.engine.delete();
    expect(account.calls).toEqual(['delete b-2', 'delete a-1']);
  });
});

test('fails for a name that another stack exports', async () => {
  const account = new FakeAccount();
  await account.engine.deploy([source('One', PRODUCER, exporting())]);
  expect(
    await reasonOf(() => account.engine.deploy([source('Two', PRODUCER, exporting())])),
  ).toContain(
    'StackExport at Two/Outputs: Export with name the-export is already exported by stack One',
  );
  expect(account.engine.stack('Two')).toBeUndefined();
});

test('a stack of another region does not see an export', async () => {
  const account = new FakeAccount();
  const sources = [
    source('Producer', PRODUCER, exporting()),
    source('Consumer', importing(), { environment: { region: 'eu-west-1' } }),
  ];
  expect(await reasonOf(() => account.engine.deploy(sources))).toContain(
    'No export named the-export found',
  );
});

describe('Fn::GetStackOutput', () => {
  const reading = (more: Record<string, unknown> = {}) => ({
    B: thing({ Value: { 'Fn::GetStackOutput': { StackName: 'Named', OutputName: 'O', ...more } } }),
  });
  const producer = (value: unknown, more = {}) =>
    source('Producer', PRODUCER, { stackName: 'Named', Outputs: { O: { Value: value } }, ...more });

  test('reads an output of the stack of that name, behind which it is deployed', async () => {
    const account = new FakeAccount();
    await account.engine.deploy([source('Consumer', reading()), producer({ Ref: 'A' })]);
    expect(account.things.get('b-2')).toEqual({ Value: 'a-1' });
  });

  test('reads another region and the account of its role', async () => {
    const account = new FakeAccount();
    const environment = { region: 'eu-west-1', accountId: '999999999999' };
    await account.engine.deploy([
      producer('there', { environment }),
      source(
        'Consumer',
        reading({ Region: 'eu-west-1', RoleArn: 'arn:aws:iam::999999999999:role/reader' }),
      ),
    ]);
    expect(account.things.get('b-2')).toEqual({ Value: 'there' });
  });

  test('is weak: what it reads may change, and be deleted', async () => {
    const account = new FakeAccount();
    await account.engine.deploy([producer('one'), source('Consumer', reading())]);
    await account.engine.deploy([producer('two')]);
    expect(account.things.get('b-2')).toEqual({ Value: 'one' });
    await account.engine.delete(['Producer']);
    expect(account.things.has('a-1')).toBe(false);
  });
});

test('a stack is deployed behind those that its nested stacks import from', async () => {
  const account = new FakeAccount();
  const stack = { Type: 'AWS::CloudFormation::Stack' };
  await account.engine.deploy([
    source('Consumer', { N: stack }),
    source('Consumer/N', { M: stack }, { parent: { source: 'Consumer', logicalId: 'N' } }),
    source('Consumer/N/M', importing(), { parent: { source: 'Consumer/N', logicalId: 'M' } }),
    source('Producer', PRODUCER, exporting()),
  ]);
  expect(account.calls).toEqual(['create A', 'create B']);
});

describe('what a nested stack exports', () => {
  const stacks = (value: string, more: Record<string, CfnResource> = {}) => [
    source('Parent', { N: { Type: 'AWS::CloudFormation::Stack' }, ...more }),
    source('Parent/N', PRODUCER, {
      ...exporting(value),
      parent: { source: 'Parent', logicalId: 'N' },
    }),
  ];
  const bad = { Bad: thing({ Value: { Ref: 'N' } }) };

  test('is taken back when its parent cannot be created', async () => {
    const account = new FakeAccount();
    account.failing.add('create Bad');
    await reasonOf(() => account.engine.deploy(stacks('one', bad)));
    expect(
      await reasonOf(() => account.engine.deploy([source('Consumer', importing())])),
    ).toContain('No export named the-export found');
    await account.engine.deploy([source('Other', PRODUCER, exporting('two'))]);
    expect(account.engine.stack('Other')?.exports.get('the-export')).toBe('two');
  });

  test('is as it was when an update of its parent failed', async () => {
    const account = new FakeAccount();
    await account.engine.deploy(stacks('one'));
    account.failing.add('create Bad');
    await reasonOf(() => account.engine.deploy(stacks('two', bad)));
    await account.engine.deploy([source('Consumer', importing())]);
    expect([...account.things.values()]).toContainEqual({ Value: 'one' });
  });
});
