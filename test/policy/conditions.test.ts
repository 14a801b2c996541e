import { PolicyError, parsePolicy } from '../../lib/policy';
import { effectOf, holds, signed } from './requests';

const key = 'aws:RequestTag/team';

describe('each operator on both sides', () => {
  test.each([
    ['StringEquals', 'Red', 'Red', 'red'],
    ['StringEqualsIgnoreCase', 'Red', 'rED', 'blue'],
    ['StringLike', 'r?d*', 'rødX', 'rd'],
    ['StringLike', '*', '', undefined],
    ['NumericEquals', '10', '10.0', '11'],
    ['NumericLessThan', 10, '9.99', '10'],
    ['NumericLessThanEquals', '10', '10', '10.01'],
    ['NumericGreaterThan', '-1', '0', '-1'],
    ['NumericGreaterThanEquals', '1e3', '1000', '999'],
    ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-01-01T00:00:01Z'],
    ['DateEquals', '2026-01-01', '2026-01-01T00:00:00Z', '2026-01-02'],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', '1767225601'],
    ['DateLessThan', '2026-01-01', '2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z'],
    ['DateLessThanEquals', '2026', '2026-01-01T00:00Z', '2026-01-01T00:01Z'],
    ['DateGreaterThan', '2026-01-01', '2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00Z'],
    ['DateGreaterThanEquals', '2026-02', '2026-02-01', '2026-01-31'],
    ['Bool', true, 'true', 'false'],
    ['Bool', 'FALSE', 'false', 'x'],
    ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5'],
    ['IpAddress', '192.0.2.0/24', '192.0.2.255', '192.0.3.0'],
    ['IpAddress', '192.0.2.7', '192.0.2.7', '192.0.2.8'],
    ['IpAddress', '192.0.2.7/24', '192.0.2.1', '192.0.1.255'],
    ['IpAddress', '0.0.0.0/0', '255.255.255.255', '2001:db8::1'],
    ['IpAddress', '::/0', '2001:db8::1', '192.0.2.1'],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678:ffff::1', '2001:db8:1234:5679::'],
    ['IpAddress', '2001:db8::1', '2001:0db8:0:0:0:0:0:1', '2001:db8::2'],
    ['IpAddress', '192.0.2.0/24', '::ffff:192.0.2.9', '::ffff:192.0.3.9'],
    ['IpAddress', '::ffff:192.0.2.0/120', '192.0.2.9', '192.0.3.9'],
    ['IpAddress', '::ffff:0:0/90', '::ffc0:0:1', '192.0.3.9'],
    ['IpAddress', '192.0.2.0/24', '192.0.2.1', 'not an address'],
    [
      'ArnEquals',
      'arn:aws:sns:*:123456789012:topic-?',
      'arn:aws:sns:eu-west-1:123456789012:topic-1',
      'arn:aws:sns:eu-west-1:123456789012:topic-12',
    ],
    [
      'ArnLike',
      'arn:aws:someservice:*:111122223333:finance/*',
      'arn:aws:someservice:us-east-2:111122223333:finance/a:b',
      'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
    ],
    ['ArnLike', '*', 'arn:aws:s3:::bucket', 'no arn'],
    [
      'StringLike',
      'arn:aws:someservice:*:111122223333:finance/*',
      'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt',
      'x',
    ],
  ])('%s %j holds for %j, not for %j', (operator, wanted, matching, other) => {
    expect(holds({ [operator]: { [key]: wanted } }, { [key]: matching })).toBe(true);
    expect(holds({ [operator]: { [key]: wanted } }, { [key]: other })).toBe(false);
  });

  test.each([
    ['StringNotEquals', 'Red', 'red', 'Red'],
    ['StringNotEqualsIgnoreCase', 'Red', 'blue', 'rED'],
    ['StringNotLike', 'r*', 'blue', 'red'],
    ['NumericNotEquals', '10', '11', '10.0'],
    ['DateNotEquals', '2026', '2027', '2026-01-01'],
    ['NotIpAddress', '192.0.2.0/24', '192.0.3.1', '192.0.2.1'],
    ['ArnNotEquals', 'arn:aws:sns:*:*:a', 'arn:aws:sns:x:y:b', 'arn:aws:sns:x:y:a'],
    ['ArnNotLike', 'arn:aws:sns:*:*:a', 'arn:aws:sns:x:y:b', 'arn:aws:sns:x:y:a'],
  ])(
    '%s %j holds for %j and for a missing key, not for %j',
    (operator, wanted, other, matching) => {
      expect(holds({ [operator]: { [key]: wanted } }, { [key]: other })).toBe(true);
      expect(holds({ [operator]: { [key]: wanted } })).toBe(true);
      expect(holds({ [operator]: { [key]: wanted } }, { [key]: matching })).toBe(false);
    },
  );

  test.each([
    ['NumericEquals', 'ten', 'a number'],
    ['NumericLessThan', '', 'a number'],
    ['DateLessThan', 'yesterday', 'an ISO 8601 date with time zone'],
    ['DateLessThan', '2026-01-01T00:00:00', 'an ISO 8601 date with time zone'],
    ['Bool', 'yes', 'true or false'],
    ['Null', 'yes', 'true or false'],
    ['BinaryEquals', 'a', 'base64'],
    ['IpAddress', '192.0.2.0/33', 'an IP address or a CIDR range'],
    ['IpAddress', '192.0.2.0/', 'an IP address or a CIDR range'],
    ['IpAddress', '192.0.2.0/24/1', 'an IP address or a CIDR range'],
    ['IpAddress', '192.0.2', 'an IP address or a CIDR range'],
    ['IpAddress', '192.0.02.1', 'an IP address or a CIDR range'],
    ['IpAddress', '2001:db8::/129', 'an IP address or a CIDR range'],
    ['IpAddress', 'fe80::1%eth0', 'an IP address or a CIDR range'],
    ['IpAddress', '*', 'an IP address or a CIDR range'],
  ])('fails to read %s %j', (operator, value, allowed) => {
    expect(() => holds({ [operator]: { [key]: value } })).toThrow(`must be ${allowed}`);
  });
});

describe('several values, keys and operators', () => {
  test('any value of a key may match', () => {
    const condition = { StringEquals: { [key]: ['a', 'b'] } };
    expect(['a', 'b', 'c'].map((value) => holds(condition, { [key]: value }))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('no value of a negated operator may match', () => {
    const condition = { StringNotEquals: { [key]: ['a', 'b'] } };
    expect(['a', 'b', 'c'].map((value) => holds(condition, { [key]: value }))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test.each([
    [{ a: '1', b: '2', c: '3' }, true],
    [{ a: '1', b: '2', c: '4' }, false],
    [{ a: '1', b: '3', c: '3' }, false],
    [{ b: '2', c: '3' }, false],
  ])('all keys and all operators must hold: %j', (context, expected) => {
    const condition = { StringEquals: { a: '1', b: '2' }, NumericEquals: { c: '3' } };
    expect(holds(condition, context)).toBe(expected);
  });

  test('keys are compared without case', () => {
    const condition = { StringEquals: { 'AWS:sourceVPC': 'vpc-1' } };
    expect(holds(condition, { 'aws:SourceVpc': 'vpc-1' })).toBe(true);
    expect(holds(condition, { 'aws:SourceVpc': 'VPC-1' })).toBe(false);
  });

  test('an empty condition block holds', () => {
    expect(holds({})).toBe(true);
    expect(holds({ StringEquals: {} })).toBe(true);
  });
});

describe('a missing key', () => {
  test.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['StringEqualsIfExists', true],
    ['StringNotEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAllValues:StringNotEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['ForAnyValue:StringEqualsIfExists', true],
  ])('makes %s %s', (operator, expected) => {
    expect(holds({ [operator]: { [key]: 'a' } })).toBe(expected);
  });

  test('IfExists is no more than the operator when the key is there', () => {
    expect(holds({ StringEqualsIfExists: { [key]: 'a' } }, { [key]: 'a' })).toBe(true);
    expect(holds({ StringEqualsIfExists: { [key]: 'a' } }, { [key]: 'b' })).toBe(false);
  });

  test.each([
    ['true', undefined, true],
    ['false', undefined, false],
    ['true', 'x', false],
    ['false', 'x', true],
    ['false', '', true],
  ])('Null %j with the key %j: %s', (wanted, value, expected) => {
    expect(holds({ Null: { [key]: wanted } }, { [key]: value })).toBe(expected);
  });
});

// Cases of the user guide's page on multi-value conditions.
describe('set operators', () => {
  const requested = 'dynamodb:requestedAttributes';

  test.each([
    [
      'ForAllValues:StringLike',
      ['PostDateTime', 'Message', 'Tags'],
      ['PostDateTime', 'Message'],
      true,
    ],
    [
      'ForAllValues:StringLike',
      ['PostDateTime', 'Message', 'Tags'],
      ['PostDateTime', 'UserName'],
      false,
    ],
    ['ForAllValues:StringLike', ['PostDateTime'], [], true],
    ['ForAllValues:StringLike', ['PostDateTime'], '', true],
    [
      'ForAnyValue:StringLike',
      ['ID', 'PostDateTime'],
      ['UserName', 'Message', 'PostDateTime'],
      true,
    ],
    ['ForAnyValue:StringLike', ['ID', 'PostDateTime'], ['UserName'], false],
    ['ForAnyValue:StringLike', ['ID'], '', false],
    ['ForAllValues:StringNotEquals', ['ID'], ['A', 'B'], true],
    ['ForAllValues:StringNotEquals', ['ID'], ['A', 'ID'], false],
    ['ForAnyValue:StringNotEquals', ['ID'], ['A', 'ID'], true],
    ['ForAnyValue:StringNotEquals', ['ID'], ['ID'], false],
  ])('%s %j on %j: %s', (operator, wanted, values, expected) => {
    expect(holds({ [operator]: { [requested]: wanted } }, { [requested]: values })).toBe(expected);
  });
});

describe('policy variables', () => {
  const alice = { caller: signed('user/team/alice') };

  test.each([
    ['${aws:username}', 'alice', true],
    ['${AWS:UserName}', 'alice', true],
    ['${ aws:username }', 'alice', true],
    ['x-${aws:username}-y', 'x-alice-y', true],
    ["${aws:PrincipalTag/team, 'none'}", 'none', true],
    ['${aws:PrincipalTag/team}', '${aws:PrincipalTag/team}', false],
    ['${*}', '*', true],
    ['${*}', 'anything', false],
    ['${?}${$}', '?$', true],
  ])('%j equals %j: %s', (value, actual, expected) => {
    const condition = { StringEquals: { [key]: value } };
    const effect = effectOf({ Condition: condition }, { ...alice, context: { [key]: actual } });
    expect(effect).toBe(expected ? 'allow' : 'implicitDeny');
  });

  test('stars of a value are no wildcards', () => {
    const condition = { StringLike: { [key]: '${aws:PrincipalTag/team}/*' } };
    const context = { 'aws:PrincipalTag/team': '*', [key]: 'blue/1' };
    expect(holds(condition, context)).toBe(false);
    expect(holds(condition, { ...context, [key]: '*/1' })).toBe(true);
  });

  test('that cannot be resolved leave a statement without effect, also a negated or denying one', () => {
    const condition = { StringNotEquals: { [key]: '${aws:nothing}' } };
    expect(holds(condition, { [key]: 'x' })).toBe(false);
    expect(effectOf({ Effect: 'Deny', Condition: condition }, { context: { [key]: 'x' } })).toBe(
      'implicitDeny',
    );
  });

  test('with several values cannot be resolved', () => {
    const condition = { StringEquals: { [key]: '${aws:TagKeys}' } };
    expect(holds(condition, { [key]: 'a', 'aws:TagKeys': ['a', 'b'] })).toBe(false);
  });

  test('are plain text before version 2012-10-17', () => {
    const statement = {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { [key]: '${aws:username' } },
    };
    expect(parsePolicy({ Version: '2008-10-17', Statement: statement }).statements).toHaveLength(1);
    expect(parsePolicy({ Statement: statement }).version).toBe('2008-10-17');
    expect(() => parsePolicy({ Version: '2012-10-17', Statement: statement })).toThrow(PolicyError);
  });

  test.each([
    '${}',
    '${aws:username',
    '${a b}',
    '${aws:username, none}',
    "${aws:username, 'a' 'b'}",
    '${${a}}',
  ])('fail when they are written %j', (value) => {
    expect(() => holds({ StringLike: { [key]: value } })).toThrow('a policy variable must read');
  });
});

test.each([
  ['StringMatches', 'StringMatches'],
  ['stringequals', 'stringequals'],
  ['NullIfExists', 'NullIfExists'],
  ['ForAllValues:Null', 'ForAllValues:Null'],
  ['ForSomeValues:StringEquals', 'ForSomeValues:StringEquals'],
  ['__proto__', '__proto__'],
])('fails for the unknown operator %s', (operator, named) => {
  const condition = JSON.parse(`{${JSON.stringify(operator)}: {"aws:SourceIp": "true"}}`);
  expect(() => holds(condition)).toThrow(
    `Statement.Condition.${named}: unknown condition operator`,
  );
});
