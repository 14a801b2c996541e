import fc from 'fast-check';
import type { Caller, PolicyRequest } from '../../lib/policy';

const ARN = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567';

const listOf = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));

const action = fc.constantFrom(
  '*',
  'execute-api:*',
  'execute-api:Invoke',
  'execute-api:Inv?ke',
  's3:*',
);
const resource = fc.constantFrom(
  '*',
  `${ARN}/*`,
  `${ARN}/dev/GET/*`,
  'execute-api:/dev/GET/pets',
  'execute-api:/*/*/pets',
  'execute-api:/dev/GET/${aws:username}',
  'arn:aws:execute-api:*:*:?bc*/prod/*',
);
const principal = fc.constantFrom<unknown>(
  '*',
  { AWS: '*' },
  { AWS: '123456789012' },
  { AWS: ['arn:aws:iam::123456789012:user/alice', 'arn:aws:iam::123456789012:root'] },
  { AWS: 'arn:aws:iam::123456789012:role/orders' },
  { Service: 'events.amazonaws.com' },
);
const text = fc.constantFrom('a', 'b', 'A', 'a*', '?', '${aws:username}', "${x:y, 'a'}", '');
const ip = fc.constantFrom('192.0.2.0/24', '192.0.2.7', '0.0.0.0/0', '2001:db8::/32', '::/0');
const key = fc.constantFrom('aws:SourceIp', 'x:text', 'X:Text', 'aws:username', '__proto__');

const clause = (operators: string[], values: fc.Arbitrary<unknown>) =>
  fc
    .tuple(
      fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom(...operators),
      fc.constantFrom('', 'IfExists'),
      key,
      listOf(values),
    )
    .map(([set, operator, ifExists, name, value]): [string, unknown] => [
      `${set}${operator}${ifExists}`,
      Object.fromEntries([[name, value]]),
    ]);

const condition = fc
  .array(
    fc.oneof(
      clause(
        [
          'StringEquals',
          'StringNotEquals',
          'StringLike',
          'StringNotLike',
          'StringEqualsIgnoreCase',
        ],
        text,
      ),
      clause(['IpAddress', 'NotIpAddress'], ip),
      clause(['NumericLessThan', 'NumericNotEquals'], fc.integer({ min: -2, max: 2 })),
      clause(['DateGreaterThan', 'DateNotEquals'], fc.constantFrom('2026-01-01', '1767225600')),
      clause(['Bool'], fc.boolean()),
      clause(['ArnLike', 'ArnNotEquals'], fc.constantFrom('arn:aws:s3:::*', '*')),
      key.map((name): [string, unknown] => ['Null', Object.fromEntries([[name, true]])]),
    ),
    { maxLength: 2 },
  )
  .map((clauses) => Object.fromEntries(clauses));

/** Valid statements whose parts meet those of {@link request}. */
export const statement: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    principal: fc.option(fc.tuple(fc.constantFrom('Principal', 'NotPrincipal'), principal), {
      nil: undefined,
    }),
    action: fc.tuple(fc.constantFrom('Action', 'Action', 'NotAction'), listOf(action)),
    resource: fc.tuple(fc.constantFrom('Resource', 'Resource', 'NotResource'), listOf(resource)),
    Condition: fc.option(condition, { nil: undefined }),
  })
  .map(({ Effect, principal: who, action: what, resource: where, Condition }) => ({
    Effect,
    ...(who && { [who[0]]: who[1] }),
    [what[0]]: what[1],
    [where[0]]: where[1],
    ...(Condition && { Condition }),
  }));

const caller: fc.Arbitrary<Caller> = fc.constantFrom<Caller[]>(
  { type: 'anonymous' },
  { type: 'aws', arn: 'arn:aws:iam::123456789012:user/alice' },
  { type: 'aws', arn: 'arn:aws:sts::123456789012:assumed-role/orders/session' },
  { type: 'aws', arn: 'arn:aws:iam::999999999999:root' },
  { type: 'service', name: 'events.amazonaws.com' },
);
const value = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    '',
    '192.0.2.7',
    '2001:db8::1',
    '::ffff:192.0.2.7',
    '1',
    '2026-01-01',
    'true',
    'arn:aws:s3:::b',
  ),
  fc.string({ maxLength: 5 }),
);

/** Requests, sensible and strange. */
export const request: fc.Arbitrary<PolicyRequest> = fc.record({
  caller,
  action: fc.constantFrom('execute-api:Invoke', 'execute-api:InvalidateCache'),
  resource: fc.constantFrom(`${ARN}/dev/GET/pets`, `${ARN}/prod/POST/`, `${ARN}/dev/GET/alice`, ''),
  context: fc
    .array(fc.tuple(key, fc.oneof(value, fc.array(value, { maxLength: 3 }))), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries)),
});
