import { methodArn } from '../../lib/policy';
import { matchesWildcard, wildcardCodes } from '../../lib/policy/wildcard';
import { API, effectOf, invoke, signed } from './requests';

const ARN = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567';

describe('a method ARN', () => {
  test.each([
    ['/pets', `${ARN}/dev/GET/pets`],
    ['/pets/42', `${ARN}/dev/GET/pets/42`],
    ['/', `${ARN}/dev/GET/`],
    ['/pets/', `${ARN}/dev/GET/pets/`],
  ])('of %s is %s', (path, expected) => {
    expect(methodArn(API, { stage: 'dev', verb: 'GET', path })).toBe(expected);
  });

  test('has the partition of its region', () => {
    const api = { ...API, partition: 'aws-cn', region: 'cn-north-1' };
    expect(methodArn(api, { stage: 's', verb: 'GET', path: '/' })).toMatch(
      /^arn:aws-cn:execute-api:cn-north-1:/,
    );
  });
});

describe('a resource', () => {
  test.each([
    ['*', true],
    [`${ARN}/*`, true],
    [`${ARN}/dev/GET/pets`, true],
    [`${ARN}/dev/GET/*`, true],
    [`${ARN}/*/GET/pets`, true],
    [`${ARN}/*/*/pets`, true],
    [`${ARN}/dev/?ET/p*s`, true],
    ['arn:aws:execute-api:*:*:*', true],
    ['arn:aws:execute-api:*:*:*/*/GET/*', true],
    ['arn:aws:execute-api:us-east-1:123456789012:abc*/dev/*', true],
    [`${ARN}/dev/POST/*`, false],
    [`${ARN}/dev/GET/pet`, false],
    [`${ARN}/dev/GET/pets/*`, false],
    [`${ARN}/dev/get/pets`, false],
    [`${ARN}/`, false],
    ['arn:aws:execute-api:eu-west-1:*:*', false],
    ['execute-api:/*', true],
    ['execute-api:/dev/*', true],
    ['execute-api:/*/GET/pets', true],
    ['execute-api:dev/GET/pets', true],
    ['execute-api:/prod/*', false],
  ])('%s covers GET /pets of dev: %s', (resource, expected) => {
    expect(effectOf({ Resource: resource })).toBe(expected ? 'allow' : 'implicitDeny');
  });

  test('with a star covers deeper paths and colons too', () => {
    const resource = `${ARN}/dev/GET/a/b:c/*`;
    expect(effectOf({ Resource: 'execute-api:/dev/GET/*' }, { resource })).toBe('allow');
    expect(effectOf({ Resource: 'execute-api:/dev/*/c' }, { resource })).toBe('implicitDeny');
  });

  test('may name the caller', () => {
    const Resource = 'execute-api:/dev/GET/users/${aws:username}';
    const resource = `${ARN}/dev/GET/users/alice`;
    expect(effectOf({ Resource }, { resource, caller: signed() })).toBe('allow');
    expect(effectOf({ Resource }, { resource, caller: signed('user/bob') })).toBe('implicitDeny');
    expect(effectOf({ Resource }, { resource })).toBe('implicitDeny');
  });

  test.each([
    ['execute-api:/dev/GET/other', true],
    ['execute-api:/dev/GET/pets', false],
    [['execute-api:/prod/*', 'execute-api:/dev/*'], false],
    ['execute-api:/dev/GET/users/${aws:username}', false],
  ])('NotResource %j applies: %s', (pattern, expected) => {
    const members = { Resource: undefined, NotResource: pattern };
    expect(effectOf(members)).toBe(expected ? 'allow' : 'implicitDeny');
  });
});

describe('an action', () => {
  test.each([
    ['execute-api:Invoke', true],
    ['EXECUTE-API:invoke', true],
    ['execute-api:*', true],
    ['execute-api:Inv?k*', true],
    ['*', true],
    ['*:*', true],
    ['execute-api:InvalidateCache', false],
    ['execute-api:Invoke2', false],
    ['s3:*', false],
    [['s3:GetObject', 'execute-api:Invoke'], true],
  ])('%j covers execute-api:Invoke: %s', (action, expected) => {
    expect(effectOf({ Action: action })).toBe(expected ? 'allow' : 'implicitDeny');
  });

  test.each([
    ['execute-api:Invoke', false],
    ['execute-api:InvalidateCache', true],
    [['s3:*', 'execute-api:I*'], false],
  ])('NotAction %j applies: %s', (action, expected) => {
    const members = { Action: undefined, NotAction: action };
    expect(effectOf(members)).toBe(expected ? 'allow' : 'implicitDeny');
  });

  test('of a request is compared without case', () => {
    expect(
      effectOf({ Action: 'execute-api:Invoke' }, invoke({ action: 'Execute-Api:INVOKE' })),
    ).toBe('allow');
  });
});

describe('wildcards', () => {
  test.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['?', '', false],
    ['?', 'a', true],
    ['a*b*c', 'a1b2b3c', true],
    ['a*b*c', 'a1b2b3', false],
    ['**a**', 'a', true],
    ['*a?', 'aab', true],
    ['*a?', 'aaba', false],
    ['a.c', 'abc', false],
    ['[a]', 'a', false],
  ])('%j matches %j: %s', (pattern, text, expected) => {
    expect(matchesWildcard(wildcardCodes(pattern), text)).toBe(expected);
  });
});
