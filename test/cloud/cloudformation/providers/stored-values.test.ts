import { StackEngine } from '../../../../lib/cloud/cloudformation';
import type { CfnResource } from '../../../../lib/model';
import { reasonOf, source } from '../fake-account';

const HERE = { accountId: '123456789012', region: 'us-east-1' };

function secret(properties: Record<string, unknown>): Record<string, CfnResource> {
  return { Secret: { Type: 'AWS::SecretsManager::Secret', Properties: properties } };
}

async function generated(options: Record<string, unknown>, seed = 1): Promise<string> {
  const engine = new StackEngine({ seed });
  await engine.deploy([source('S', secret({ Name: 'key', GenerateSecretString: options }))]);
  return engine.secrets.get(HERE, 'key')!;
}

describe('a generated secret', () => {
  test.each([
    [{}, /^[!-~]{32}$/],
    [{ PasswordLength: 1 }, /^[!-~]$/],
    [{ PasswordLength: 4096 }, /^[!-~]{4096}$/],
    [{ ExcludePunctuation: true, PasswordLength: 100 }, /^[A-Za-z0-9]{100}$/],
    [{ ExcludePunctuation: 'true', ExcludeLowercase: true, ExcludeUppercase: true }, /^[0-9]{32}$/],
    [
      { ExcludePunctuation: true, ExcludeNumbers: true, ExcludeCharacters: 'abc' },
      /^[d-zA-Z]{32}$/,
    ],
  ])('of %j has the characters that it may have', async (options, pattern) => {
    expect(await generated(options)).toMatch(pattern);
  });

  test('has each type of character, unless it need not', async () => {
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    const has = async (options: Record<string, unknown>) => {
      const passwords = await Promise.all(seeds.map((seed) => generated(options, seed)));
      return passwords.every((password) =>
        [/[a-z]/, /[A-Z]/, /\d/].every((type) => type.test(password)),
      );
    };
    const options = { PasswordLength: 8, ExcludePunctuation: true };
    expect(await has(options)).toBe(true);
    expect(await has({ ...options, RequireEachIncludedType: false })).toBe(false);
  });

  test('is called by its logical id and twelve characters, which `secretName` of the CDK counts on', async () => {
    const engine = new StackEngine();
    await engine.deploy([source('S', secret({ GenerateSecretString: {} }))]);
    const arn = engine.resource({ source: 'S', logicalId: 'Secret' })?.physicalId;
    expect(arn).toMatch(
      /^arn:aws:secretsmanager:us-east-1:123456789012:secret:Secret-[A-Za-z0-9]{12}-[A-Za-z0-9]{6}$/,
    );
  });

  test('can be a member of a template', async () => {
    const text = await generated({
      SecretStringTemplate: '{"user":"ann"}',
      GenerateStringKey: 'password',
    });
    expect(JSON.parse(text)).toEqual({
      user: 'ann',
      password: expect.stringMatching(/^[!-~]{32}$/),
    });
  });

  test('is the same for the same seed, and another for another', async () => {
    expect(await generated({})).toBe(await generated({}));
    expect(await generated({}, 1)).not.toBe(await generated({}, 2));
  });

  test.each([
    { PasswordLength: 0 },
    { PasswordLength: 4097 },
    {
      ExcludePunctuation: true,
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludeNumbers: true,
    },
  ])('fails for %j', async (options) => {
    expect(await reasonOf(() => generated(options))).toContain(
      'a password must have 1 to 4096 characters',
    );
  });

  test('stays when something else of the secret changes', async () => {
    const engine = new StackEngine();
    const deploy = (more: Record<string, unknown>) =>
      engine.deploy([source('S', secret({ Name: 'key', GenerateSecretString: {}, ...more }))]);
    await deploy({ Description: 'one' });
    const before = engine.secrets.get(HERE, 'key');
    await deploy({ Description: 'two' });
    expect(engine.secrets.get(HERE, 'key')).toBe(before);
  });
});

describe('a secret', () => {
  test('is what Ref yields by its ARN, and is gone with its stack', async () => {
    const engine = new StackEngine();
    await engine.deploy([source('S', secret({ Name: 'key', SecretString: 'one' }))]);
    const arn = engine.resource({ source: 'S', logicalId: 'Secret' })!.physicalId;
    expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:key-[a-z0-9]{6}$/);
    expect(engine.secrets.get(HERE, arn)).toBe('one');
    await engine.deploy([source('S', secret({ Name: 'key', SecretString: 'two' }))]);
    expect(engine.secrets.get(HERE, arn)).toBe('two');
    await engine.delete();
    expect(engine.secrets.get(HERE, arn)).toBeUndefined();
  });

  test('fails when its name is taken', async () => {
    const engine = new StackEngine();
    await engine.deploy([source('S', secret({ Name: 'key' }))]);
    expect(await reasonOf(() => engine.deploy([source('T', secret({ Name: 'key' }))]))).toContain(
      'the secret key already exists',
    );
  });
});

describe('a parameter', () => {
  const parameter = (properties: Record<string, unknown>) => ({
    P: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', ...properties } },
  });

  test('can be read while its stack exists', async () => {
    const engine = new StackEngine();
    await engine.deploy([source('S', parameter({ Name: '/x', Value: 'one' }))]);
    await engine.deploy([source('S', parameter({ Name: '/x', Value: 'two' }))]);
    expect(engine.parameters.get(HERE, '/x')).toBe('two');
    expect(engine.resource({ source: 'S', logicalId: 'P' })?.attributes).toEqual({
      Arn: 'arn:aws:ssm:us-east-1:123456789012:parameter/x',
      Type: 'String',
      Value: 'two',
    });
    await engine.deploy([source('S', parameter({ Name: '/y', Value: 'two' }))]);
    expect(engine.parameters.get(HERE, '/x')).toBeUndefined();
    await engine.delete();
    expect(engine.parameters.get(HERE, '/y')).toBeUndefined();
  });

  test('has a name made up when it has none', async () => {
    const engine = new StackEngine();
    await engine.deploy([source('S', parameter({ Value: 'one' }))]);
    expect(engine.resource({ source: 'S', logicalId: 'P' })?.physicalId).toMatch(
      /^CFN-S-P-[A-Z0-9]{12}$/,
    );
  });

  test('fails when its name is taken', async () => {
    const engine = new StackEngine();
    engine.parameters.put(HERE, '/x', 'one');
    const deploy = () => engine.deploy([source('S', parameter({ Name: '/x', Value: 'two' }))]);
    expect(await reasonOf(deploy)).toContain('/x already exists.');
    expect(engine.parameters.get(HERE, '/x')).toBe('one');
  });
});
