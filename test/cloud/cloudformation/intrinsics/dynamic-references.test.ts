import type { CfnResource } from '../../../../lib/model';
import { FakeAccount, thing } from '../fake-account';

const SECRET: CfnResource = {
  Type: 'AWS::SecretsManager::Secret',
  Properties: { Name: 'db', SecretString: '{"user":"ann","port":5432}' },
};

const HERE = { accountId: '123456789012', region: 'us-east-1' };

function withSecret(value: unknown): Record<string, CfnResource> {
  return { Secret: SECRET, A: thing({ Value: value }, { DependsOn: 'Secret' }) };
}

test.each([
  ['{{resolve:secretsmanager:db}}', '{"user":"ann","port":5432}'],
  ['{{resolve:secretsmanager:db:SecretString}}', '{"user":"ann","port":5432}'],
  ['{{resolve:secretsmanager:db:SecretString:user}}', 'ann'],
  ['{{resolve:secretsmanager:db:SecretString:port::}}', '5432'],
  ['{{resolve:secretsmanager:db:SecretString:user:AWSCURRENT}}', 'ann'],
  ['{{resolve:ssm:/host}}', 'new.example'],
  ['{{resolve:ssm:/host:1}}', 'old.example'],
  ['{{resolve:ssm-secure:/host:2}}', 'new.example'],
  [
    'https://{{resolve:ssm:/host}}/{{resolve:secretsmanager:db:SecretString:user}}',
    'https://new.example/ann',
  ],
  [
    {
      'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:user::}}']],
    },
    'ann',
  ],
  ['{{resolve:other:x}}', '{{resolve:other:x}}'],
])('%j is read when the resource is created', async (value, expected) => {
  const account = new FakeAccount();
  account.engine.parameters.put(HERE, '/host', 'old.example');
  account.engine.parameters.put(HERE, '/host', 'new.example');
  await account.deploy(withSecret(value));
  expect(account.things.get('a-1')).toEqual({ Value: expected });
});

test.each([
  [
    '{{resolve:ssm:/none}}',
    'Unable to fetch parameters [/none] from parameter store for this account.',
  ],
  [
    '{{resolve:secretsmanager:none:SecretString:user}}',
    "Secrets Manager can't find the specified secret.: {{resolve:secretsmanager:none:SecretString:user}}",
  ],
  [
    '{{resolve:secretsmanager:db:SecretString:user:AWSPREVIOUS}}',
    "can't find the specified secret",
  ],
  [
    '{{resolve:secretsmanager:db:SecretString:toString}}',
    'Could not find a value associated with JSONKey in SecretString: {{resolve:secretsmanager:db:SecretString:toString}}',
  ],
  ['{{resolve:secretsmanager:plain:SecretString:x}}', 'Could not parse SecretString JSON'],
])('fails for %s', async (value, message) => {
  const account = new FakeAccount();
  account.engine.secrets.create(HERE, { arn: 'arn:plain', name: 'plain', value: 'no JSON' });
  const failure = await account.failure(withSecret(value));
  expect(failure).toContain('at S/Resources/A: stack S could not be created');
  expect(failure).toContain(message);
});

test('a new value of a secret is read only when the resource changes for another reason', async () => {
  const account = new FakeAccount();
  const resources = withSecret('{{resolve:secretsmanager:db:SecretString:user}}');
  await account.deploy(resources);
  account.engine.secrets.update(HERE, 'db', '{"user":"bob"}');
  await account.deploy(resources);
  expect(account.things.get('a-1')).toEqual({ Value: 'ann' });
  expect(account.engine.resource({ source: 'S', logicalId: 'A' })?.given).toEqual({ Value: 'ann' });
  await account.deploy({
    ...resources,
    A: thing({ ...resources['A']?.Properties, More: 1 }, { DependsOn: 'Secret' }),
  });
  expect(account.things.get('a-1')).toEqual({ Value: 'bob', More: 1 });
});

test('a secret is not written where the template holds its reference', async () => {
  const account = new FakeAccount();
  await account.deploy(withSecret('{{resolve:secretsmanager:db:SecretString:user}}'));
  const { properties } = account.engine.resource({ source: 'S', logicalId: 'A' })!;
  expect(properties).toEqual({ Value: '{{resolve:secretsmanager:db:SecretString:user}}' });
});
