import type { StackEvent, StackSource } from '../../../../lib/cloud/cloudformation';
import type { CfnResource } from '../../../../lib/model';
import { FakeAccount, reasonOf, source, statusLines, thing } from '../fake-account';

const NESTED = 'AWS::CloudFormation::Stack';

function nested(
  parameters: Record<string, unknown> = {},
  more: Partial<CfnResource> = {},
): CfnResource {
  return {
    Type: NESTED,
    Properties: { TemplateURL: 'https://s3/t.json', Parameters: parameters },
    ...more,
  };
}

const CHILD = {
  Parameters: { Given: { Type: 'String', Default: 'none' } },
  Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Inner', 'Arn'] } } },
};

/** A stack `S` with a nested stack `N`, and a resource on either side of it. */
function stacks(
  inner: Record<string, CfnResource>,
  outer: Record<string, CfnResource> = {},
): StackSource[] {
  return [
    source('S', {
      Before: thing(),
      N: nested({ Given: { Ref: 'Before' } }),
      After: thing({ Value: { 'Fn::GetAtt': ['N', 'Outputs.Arn'] } }),
      ...outer,
    }),
    source('S/N', inner, { ...CHILD, parent: { source: 'S', logicalId: 'N' } }),
  ];
}

const INNER = { Inner: thing({ Value: { Ref: 'Given' } }) };

test('gets parameters from its parent and gives outputs back', async () => {
  const account = new FakeAccount();
  const { events } = await account.engine.deploy(stacks(INNER));
  expect(account.calls).toEqual(['create Before', 'create Inner', 'create After']);
  expect(account.things.get('inner-2')).toEqual({ Value: 'before-1' });
  expect(account.things.get('after-3')).toEqual({ Value: 'arn:inner-2' });
  const child = account.engine.stack('S/N')!;
  expect(child.identity.stackName).toMatch(/^S-N-[A-Z0-9]{12}$/);
  expect(account.id('N')).toBe(child.identity.stackId);
  const name = child.identity.stackName;
  expect(statusLines(events).slice(3, 8)).toEqual([
    'N CREATE_IN_PROGRESS',
    `${name} CREATE_IN_PROGRESS`,
    'Inner CREATE_IN_PROGRESS',
    'Inner CREATE_COMPLETE',
    `${name} CREATE_COMPLETE`,
  ]);
});

test('is left alone when nothing in it has changed', async () => {
  const account = new FakeAccount();
  await account.engine.deploy(stacks(INNER));
  const { events } = await account.engine.deploy(stacks(INNER));
  expect(events).toEqual([]);
});

test('is updated when its template alone has changed, and cleaned up with its parent', async () => {
  const account = new FakeAccount();
  await account.engine.deploy(stacks({ ...INNER, Old: thing() }, { OldToo: thing() }));
  account.takeCalls();
  await account.engine.deploy(stacks({ Inner: thing({ Name: 'new' }) }));
  expect(account.calls).toEqual([
    'create Inner',
    'update After',
    'delete old-4',
    'delete inner-3',
    'delete oldtoo-2',
  ]);
});

test('fails with its parent, and is deleted with it', async () => {
  const events: StackEvent[] = [];
  const account = new FakeAccount({ onEvent: (event) => events.push(event) });
  account.failing.add('create Inner');
  const deploy = () => account.engine.deploy(stacks({ First: thing(), ...INNER }));
  expect(await reasonOf(deploy)).toBe(
    'StackOperation at S/N/Resources/Inner: stack S could not be created, it is in ROLLBACK_COMPLETE: create Inner failed; it is as it was before',
  );
  const failed = events.find(({ logicalId, status }) => logicalId === 'N' && status === 'FAILED');
  expect(failed?.reason).toMatch(
    /^Embedded stack arn:aws:cloudformation:.* was not successfully created: The following resource\(s\) failed to create: \[Inner\]\. $/,
  );
  expect(account.things.size).toBe(0);
  expect(account.engine.stacks).toEqual([]);
});

test('goes back with its parent when a resource behind it fails', async () => {
  const account = new FakeAccount();
  await account.engine.deploy(stacks({ ...INNER, Gone: thing() }));
  const before = Object.fromEntries(account.things);
  account.takeCalls();
  account.failing.add('create Bad');
  const changed = { Inner: thing({ Value: 'changed', Name: 'x' }), New: thing() };
  const bad = { Bad: thing({ Value: { Ref: 'After' } }) };
  await reasonOf(() => account.engine.deploy(stacks(changed, bad)));
  expect(account.calls).toEqual([
    'create Inner',
    'create New',
    'update After',
    'create Bad',
    'update After',
    'delete new-6',
    'delete inner-5',
  ]);
  expect(Object.fromEntries(account.things)).toEqual(before);
  expect(account.engine.stack('S/N')?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  account.failing.clear();
  const { events } = await account.engine.deploy(stacks({ ...INNER, Gone: thing() }));
  expect(events).toEqual([]);
});

test('is deleted with all that is in it when it leaves the template', async () => {
  const account = new FakeAccount();
  await account.engine.deploy([
    source('S', { Keep: thing(), N: nested() }),
    source('S/N', { ...INNER, M: nested() }, { ...CHILD, parent: { source: 'S', logicalId: 'N' } }),
    source('S/N/M', { Innermost: thing() }, { parent: { source: 'S/N', logicalId: 'M' } }),
  ]);
  expect(account.engine.stack('S/N/M')?.resources.has('Innermost')).toBe(true);
  await account.deploy({ Keep: thing() });
  expect([...account.things.keys()]).toEqual(['keep-1']);
});

test('finds its template by the callback of the engine too', async () => {
  const account = new FakeAccount({
    nestedTemplates: ({ source: parent, logicalId }, properties) =>
      properties['TemplateURL'] === 'https://s3/t.json'
        ? { Resources: { [`In${parent}${logicalId}`]: thing() } }
        : undefined,
  });
  await account.deploy({ N: nested() });
  expect(account.calls).toEqual(['create InSN']);
});

test('fails when nobody knows its template', async () => {
  expect(await new FakeAccount().failure({ N: nested() })).toContain(
    'StackOperation at S/Resources/N/Properties/TemplateURL: the template of a nested stack must be known here, got TemplateURL "https://s3/t.json"',
  );
});

test('fails for a parameter that the nested template does not have', async () => {
  const account = new FakeAccount();
  const sources = [
    source('S', { N: nested({ Nope: 1 }) }),
    source('S/N', INNER, { ...CHILD, parent: { source: 'S', logicalId: 'N' } }),
  ];
  expect(await reasonOf(() => account.engine.deploy(sources))).toContain(
    'TemplateParameter at S/N/Parameters: Parameters: [Nope] do not exist in the template',
  );
});

test('fails when its template has no resources', async () => {
  const account = new FakeAccount({ nestedTemplates: () => ({ Resources: {} }) });
  expect(await account.failure({ N: nested() })).toContain(
    'TemplateFormat at S/N: Template format error: At least one Resources member must be defined.',
  );
});
