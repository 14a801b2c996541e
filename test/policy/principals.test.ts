import type { Caller } from '../../lib/policy';
import { ACCOUNT, ANONYMOUS, effectOf, OTHER_ACCOUNT, signed } from './requests';

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/orders`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/orders/s1`;

const callers: Record<string, Caller> = {
  anonymous: ANONYMOUS,
  root: signed('root'),
  alice: signed(),
  bob: signed('user/bob'),
  session: signed('assumed-role/orders/s1'),
  otherSession: signed('assumed-role/orders/s2'),
  stranger: signed('user/alice', OTHER_ACCOUNT),
  service: { type: 'service', name: 'events.amazonaws.com' },
  federated: { type: 'federated', name: 'cognito-identity.amazonaws.com' },
  canonical: { type: 'canonicalUser', name: '79a59df900b949e5' },
};

function matched(members: Record<string, unknown>): string[] {
  return Object.keys(callers).filter(
    (name) => effectOf(members, { caller: callers[name]! }) !== 'implicitDeny',
  );
}

const everyone = Object.keys(callers);
const without = (...names: string[]) => everyone.filter((name) => !names.includes(name));

describe('Principal', () => {
  test.each([
    ['everyone, also anonymous callers', '*', everyone],
    ['everyone, written for AWS', { AWS: '*' }, everyone],
    ['an account id', { AWS: ACCOUNT }, ['root', 'alice', 'bob', 'session', 'otherSession']],
    ['the ARN of an account', { AWS: ROOT }, ['root', 'alice', 'bob', 'session', 'otherSession']],
    ['a user', { AWS: ALICE }, ['alice']],
    ['a role: all its sessions', { AWS: ROLE }, ['session', 'otherSession']],
    ['a session', { AWS: SESSION }, ['session']],
    ['a list', { AWS: [ALICE, OTHER_ACCOUNT] }, ['alice', 'stranger']],
    ['a service', { Service: 'events.amazonaws.com' }, ['service']],
    ['an identity provider', { Federated: 'cognito-identity.amazonaws.com' }, ['federated']],
    ['a canonical user', { CanonicalUser: '79a59df900b949e5' }, ['canonical']],
    ['several kinds', { AWS: ALICE, Service: 'events.amazonaws.com' }, ['alice', 'service']],
    ['a name of another kind', { Service: ALICE }, []],
    ['the id of a deleted user', { AWS: 'AIDACKCEVSQ6C2EXAMPLE' }, []],
  ])('names %s', (_name, principal, expected) => {
    expect(matched({ Principal: principal })).toEqual(expected);
  });
});

// "NotPrincipal with Deny": account, role and session must all be listed to be spared.
describe('NotPrincipal', () => {
  test.each([
    ['a user without the account spares nobody', { AWS: ALICE }, everyone],
    [
      'a user with the account spares the user, and the root',
      { AWS: [ALICE, ROOT] },
      without('alice', 'root'),
    ],
    [
      'a role without the session spares nobody but the root',
      { AWS: [ROLE, ACCOUNT] },
      without('root'),
    ],
    [
      'session, role and account spare that session',
      { AWS: [SESSION, ROLE, ROOT] },
      without('session', 'root'),
    ],
    ['a service spares it', { Service: 'events.amazonaws.com' }, without('service')],
    ['everyone leaves nobody', '*', []],
  ])('in a Deny: %s', (_name, principal, expected) => {
    expect(matched({ Effect: 'Deny', NotPrincipal: principal })).toEqual(expected);
  });

  test.each([
    ['a user leaves out that user', { AWS: ALICE }, without('alice')],
    [
      'an account leaves out all of it',
      { AWS: ACCOUNT },
      ['anonymous', 'stranger', 'service', 'federated', 'canonical'],
    ],
  ])('in an Allow: %s', (_name, principal, expected) => {
    expect(matched({ NotPrincipal: principal })).toEqual(expected);
  });
});

test('a role with a path is known by the ARN given with the session', () => {
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/team/orders`;
  const caller: Caller = { type: 'aws', arn: SESSION, roleArn };
  expect(effectOf({ Principal: { AWS: roleArn } }, { caller })).toBe('allow');
  expect(effectOf({ Principal: { AWS: ROLE } }, { caller })).toBe('implicitDeny');
});

test('a caller whose ARN cannot be read is nobody', () => {
  const caller: Caller = { type: 'aws', arn: 'alice' };
  expect(effectOf({ Principal: { AWS: ACCOUNT } }, { caller })).toBe('implicitDeny');
  expect(effectOf({ Effect: 'Deny', NotPrincipal: { AWS: ACCOUNT } }, { caller })).toBe(
    'explicitDeny',
  );
});

describe('keys that follow from the caller', () => {
  const condition = (key: string, value: string) => ({
    Condition: { StringEquals: { [key]: value } },
  });

  test.each([
    ['alice', 'aws:PrincipalArn', ALICE],
    ['session', 'aws:PrincipalArn', ROLE],
    ['root', 'aws:PrincipalArn', ROOT],
    ['alice', 'aws:PrincipalAccount', ACCOUNT],
    ['stranger', 'aws:PrincipalAccount', OTHER_ACCOUNT],
    ['alice', 'aws:username', 'alice'],
    ['alice', 'aws:PrincipalType', 'User'],
    ['session', 'aws:PrincipalType', 'AssumedRole'],
    ['root', 'aws:PrincipalType', 'Account'],
    ['anonymous', 'aws:PrincipalType', 'Anonymous'],
  ])('%s has %s %s', (name, key, value) => {
    expect(effectOf(condition(key, value), { caller: callers[name]! })).toBe('allow');
  });

  test.each([
    ['session', 'aws:username'],
    ['anonymous', 'aws:PrincipalAccount'],
    ['anonymous', 'aws:PrincipalArn'],
    ['service', 'aws:PrincipalArn'],
  ])('%s has no %s', (name, key) => {
    const missing = { Condition: { Null: { [key]: 'true' } } };
    expect(effectOf(missing, { caller: callers[name]! })).toBe('allow');
  });

  test('give way to keys of the request', () => {
    const context = { 'AWS:UserName': 'carol' };
    expect(effectOf(condition('aws:username', 'carol'), { caller: signed(), context })).toBe(
      'allow',
    );
  });
});

test.each([
  ['an ARN without a kind', ALICE, 'must be "*" or an object'],
  ['the empty text', '', 'must be "*" or an object'],
  ['an unknown kind', { Aws: '*' }, 'must be of kind AWS, Service, Federated, CanonicalUser'],
  ['a partial wildcard', { AWS: `arn:aws:iam::${ACCOUNT}:user/*` }, 'without partial wildcards'],
  ['a wildcard account', { AWS: 'arn:aws:iam::*:root' }, 'without partial wildcards'],
  ['a short account id', { AWS: '12345678901' }, 'must be *, an account id'],
  ['all services', { Service: '*' }, 'must be one full name'],
  ['no kind', {}, 'must name one of AWS'],
  ['an empty list', { AWS: [] }, 'must have at least one value'],
  ['a number', { AWS: 123456789012 }, 'must be a text or a list of texts'],
])('fails for a principal that is %s', (_name, principal, problem) => {
  expect(() => effectOf({ Principal: principal })).toThrow(problem);
});
