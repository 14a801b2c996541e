import { Cloud, credentialsOf } from '../../lib/cloud';
import { source } from './_templates';

const ACCOUNT = '123456789012';
const document = (sid: string) => ({ Statement: [{ Sid: sid, Effect: 'Allow' }] });

const IAM = {
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'reader',
      AssumeRolePolicyDocument: {},
      Policies: [{ PolicyName: 'inline', PolicyDocument: document('inline') }],
      ManagedPolicyArns: [
        { Ref: 'Managed' },
        'arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess',
      ],
    },
  },
  Attached: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'attached',
      PolicyDocument: document('attached'),
      Roles: [{ Ref: 'Role' }],
    },
  },
  Managed: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { PolicyDocument: document('managed') },
  },
  Other: {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'other', PolicyDocument: document('other'), Roles: ['writer'] },
  },
};

test('a role has the policies that stacks give it, and no other', async () => {
  const cloud = new Cloud();
  await cloud.deploy({ sources: [source(IAM)] });
  const { policies } = credentialsOf(`arn:aws:iam::${ACCOUNT}:role/reader`, cloud.stacks());
  const texts = policies.map((policy) => JSON.stringify(policy)).join();
  for (const sid of ['inline', 'attached', 'managed']) expect(texts).toContain(`"${sid}"`);
  expect(texts).toContain('execute-api:ManageConnections');
  expect(texts).not.toContain('other');
  await cloud.close();
});

test('a role calls by a session', () => {
  const caller = credentialsOf(`arn:aws:iam::${ACCOUNT}:role/path/reader`, []);
  expect(caller).toMatchObject({
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/local`,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/path/reader`,
    accountId: ACCOUNT,
    policies: [],
  });
  expect(caller.accessKeyId).toMatch(/^ASIA[0-9A-F]{16}$/);
  expect(caller.sessionToken).toBeDefined();
});

test('a user calls as himself, without a session', () => {
  const caller = credentialsOf(`arn:aws:iam::${ACCOUNT}:user/jane`, []);
  expect(caller.arn).toBe(`arn:aws:iam::${ACCOUNT}:user/jane`);
  expect(caller.accessKeyId).toMatch(/^AKIA/);
  expect(caller).not.toHaveProperty('sessionToken');
});

test('callers with other policies have other keys', () => {
  const arn = `arn:aws:iam::${ACCOUNT}:role/reader`;
  const plain = credentialsOf(arn, []);
  const more = credentialsOf(arn, [], { policies: [document('more')] });
  expect(more.accessKeyId).not.toBe(plain.accessKeyId);
  expect(more.policies).toEqual([document('more')]);
});

test.each(['reader', 'arn:aws:iam::12:role/x', 'arn:aws:s3:::bucket', ''])(
  'fails for %j',
  (principal) => {
    expect(() => credentialsOf(principal, [])).toThrow(
      /CallerArn: a caller must be the ARN of a role/,
    );
  },
);
