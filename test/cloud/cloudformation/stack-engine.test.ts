import { FakeAccount, reasonOf, source, thing } from './fake-account';

test('gives the same ids for the same seed, and others for another', async () => {
  const ids = async (seed: number) => {
    const { engine } = new FakeAccount({ seed });
    await engine.deploy([source('S', { Api: { Type: 'AWS::ApiGateway::RestApi' } })]);
    return engine.resource({ source: 'S', logicalId: 'Api' })!.physicalId;
  };
  expect(await ids(1)).toMatch(/^[a-z0-9]{10}$/);
  expect(await ids(1)).toBe(await ids(1));
  expect(await ids(1)).not.toBe(await ids(2));
});

test('operations wait for each other', async () => {
  const account = new FakeAccount();
  const first = account.deploy({ A: thing({ Value: 1 }) });
  const second = account.deploy({ A: thing({ Value: 2 }) });
  await Promise.all([first, second]);
  expect(account.calls).toEqual(['create A', 'update A']);
});

test('resources without behaviour are listed', async () => {
  const account = new FakeAccount();
  await account.deploy({ A: thing(), Topic: { Type: 'AWS::SNS::Topic' } });
  expect(account.engine.ignored).toEqual([
    { source: 'S', logicalId: 'Topic', type: 'AWS::SNS::Topic' },
  ]);
});

test('ten thousand resources take no longer than their number asks for', async () => {
  const account = new FakeAccount();
  const resources = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, n) => {
      const value = {
        Value: { Ref: `R${Math.floor(n / 2)}` },
        Text: { 'Fn::Sub': `\${R${n - 1}.Arn}` },
      };
      return [`R${n}`, thing(n === 0 ? {} : value)];
    }),
  );
  const started = performance.now();
  await account.deploy(resources);
  await account.deploy(structuredClone(resources));
  await account.engine.delete();
  expect(account.calls).toHaveLength(20_000);
  // Some tenths of a second on a free machine; work that grows with the square takes minutes.
  expect(performance.now() - started).toBeLessThan(60_000);
}, 120_000);

test('a stack without resources is never created, and deleted when it was', async () => {
  const account = new FakeAccount();
  expect((await account.deploy({})).stacks).toEqual([]);
  await account.deploy({ A: thing() });
  expect((await account.deploy({})).stacks).toEqual([]);
  expect([account.engine.stacks, account.things.size]).toEqual([[], 0]);
});

test.each([
  [{ accountId: '12345' }, 'got: {"accountId":"12345","region":"us-east-1"}'],
  [{ accountId: 'unknown-account' }, 'a stack needs an account of 12 digits'],
  [{ region: 'Ireland' }, 'got: {"accountId":"123456789012","region":"Ireland"}'],
])('fails for the environment %j', async (environment, message) => {
  const account = new FakeAccount();
  const deploy = () => account.engine.deploy([source('S', { A: thing() }, { environment })]);
  expect(await reasonOf(deploy)).toContain(message);
});

test('fails for two templates of one name', async () => {
  const deploy = () => new FakeAccount().engine.deploy([source('S', {}), source('S', {})]);
  expect(await reasonOf(deploy)).toContain(
    'templates must have names of their own, got two called "S"',
  );
});
