import { findingsOf } from './_findings';

function plan(Properties: Record<string, unknown>) {
  return findingsOf({ Type: 'AWS::ApiGateway::UsagePlan', Properties } as { Type: string });
}

// The most of each period is what the provider of Terraform checks before it calls the service.
test.each([
  { Limit: 1, Period: 'DAY' },
  { Limit: 1, Period: 'DAY', Offset: 0 },
  { Limit: 1, Period: 'WEEK', Offset: 6 },
  { Limit: 1, Period: 'MONTH', Offset: 27 },
  { Limit: { Ref: 'Given' }, Period: 'WEEK', Offset: { Ref: 'Given' } },
  { Limit: 1, Period: { Ref: 'Given' }, Offset: 27 },
])('a plan may have the quota %j', (Quota) => {
  expect(plan({ Quota })).toEqual([]);
});

const PERIOD = 'Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]';

test.each([
  [{ Limit: 0, Period: 'DAY' }, 'Usage Plan quota limit must be a non-negative numeric'],
  [{ Limit: -1, Period: 'DAY' }, 'Usage Plan quota limit must be a non-negative numeric'],
  [{ Limit: 1 }, PERIOD],
  [{ Limit: 1, Period: 'YEAR' }, PERIOD],
  [
    { Limit: 1, Period: 'DAY', Offset: 1 },
    'Usage Plan quota offset must be zero in the DAY period',
  ],
  [
    { Limit: 1, Period: 'WEEK', Offset: -1 },
    'Usage Plan quota offset must be between 0 and 6 inclusive in the WEEK period',
  ],
  [
    { Limit: 1, Period: 'MONTH', Offset: 28 },
    'Usage Plan quota offset must be between 0 and 27 inclusive in the MONTH period',
  ],
])('a plan fails to have the quota %j', (Quota, refusal) => {
  expect(plan({ Quota })).toEqual([['UsagePlan', refusal]]);
});

test('a plan names methods by path and verb', () => {
  const limited = (...keys: string[]) => {
    const Throttle = Object.fromEntries(keys.map((key) => [key, { RateLimit: 1 }]));
    const ApiStages = [{ ApiId: { Ref: 'Api' }, Stage: 'dev', Throttle }];
    return plan({ Throttle: { RateLimit: 9, BurstLimit: 9 }, ApiStages });
  };
  expect(limited('//GET', '/pets/GET', '/pets/{id}/ANY', '/a/b/*')).toEqual([]);
  const refusal = 'Invalid method {resourcePath: GET,method: } specified';
  expect(limited('/pets/GET', 'GET')).toEqual([['UsagePlan', refusal]]);
});

// https://github.com/aws/aws-cdk/pull/6411
test('a plan limits the rate of methods within a rate of its own', () => {
  const Throttle = { '/pets/GET': { RateLimit: 1, BurstLimit: 1 } };
  const ApiStages = [{ ApiId: { Ref: 'Api' }, Stage: 'dev', Throttle }];
  const refusal = 'Can not define fine grain throttling if usage plan throttle is not defined.';
  expect(plan({ ApiStages })).toEqual([['UsagePlan', refusal]]);
  expect(plan({ ApiStages: [{ ...ApiStages[0], Throttle: {} }] })).toEqual([]);
});
