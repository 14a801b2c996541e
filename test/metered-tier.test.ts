import { Token } from 'aws-cdk-lib';
import { Period } from 'aws-cdk-lib/aws-apigateway';
import type { MeteredTier } from '../lib/metered-tier';
import { checkTier } from '../lib/private/metered-limits';
import { newStack } from './_helpers/stacks';

function check(tier: MeteredTier): () => void {
  return () => checkTier(newStack(), 'pro', tier);
}

describe('the limits of a tier', () => {
  test.each<[string, MeteredTier]>([
    ['no limit', {}],
    ['a rate below 1', { throttle: { rateLimit: 0.1, burstLimit: 1 } }],
    ['the largest burst', { throttle: { rateLimit: 1e9, burstLimit: 2_147_483_647 } }],
    ['a quota of 1', { quota: { limit: 1, period: Period.DAY } }],
    ['the offset 0 of a day', { quota: { limit: 1, period: Period.DAY, offset: 0 } }],
    ['the offset 6 of a week', { quota: { limit: 1, period: Period.WEEK, offset: 6 } }],
    ['the offset 27 of a month', { quota: { limit: 1, period: Period.MONTH, offset: 27 } }],
    ['a plan name of 1024 characters', { planName: 'a'.repeat(1024) }],
    ['a method', { methodThrottle: { 'POST /a/{b}': { rateLimit: 1, burstLimit: 1 } } }],
    ['ANY of a greedy path', { methodThrottle: { 'ANY /{p+}': { rateLimit: 1, burstLimit: 1 } } }],
    ['all methods', { methodThrottle: { '* /*': { rateLimit: 1, burstLimit: 1 } } }],
  ])('take %s', (_what, tier) => {
    expect(check(tier)).not.toThrow();
  });

  test('take values that are known at deployment', () => {
    const later = Token.asNumber({ Ref: 'Later' });
    const tier: MeteredTier = {
      throttle: { rateLimit: later, burstLimit: later },
      quota: { limit: later, period: Token.asString({ Ref: 'Period' }) as Period, offset: later },
      planName: Token.asString({ Ref: 'Name' }),
    };
    expect(check(tier)).not.toThrow();
  });

  test.each<[string, MeteredTier, RegExp]>([
    [
      'a burst above what the service takes',
      { throttle: { rateLimit: 1, burstLimit: 2_147_483_648 } },
      /`tiers.pro.throttle.burstLimit` must be a whole number between 1 and 2147483647, got: 2147483648;/,
    ],
    [
      'a rate without end',
      { throttle: { rateLimit: Number.POSITIVE_INFINITY, burstLimit: 1 } },
      /`tiers.pro.throttle.rateLimit` must be a number above 0, got: "Infinity";/,
    ],
    [
      'an unknown period',
      { quota: { limit: 1, period: 'YEAR' as Period } },
      /`tiers.pro.quota.period` must be DAY, WEEK or MONTH, got: "YEAR";/,
    ],
    [
      'a negative offset',
      { quota: { limit: 1, period: Period.WEEK, offset: -1 } },
      /`tiers.pro.quota.offset` must be a whole number between 0 and 6 in a WEEK, got: -1;/,
    ],
    [
      'a plan name of 1025 characters',
      { planName: 'a'.repeat(1025) },
      /`tiers.pro.planName` must have 1 to 1024 characters, has 1025/,
    ],
    [
      'a verb in small letters',
      { methodThrottle: { 'get /': { rateLimit: 1, burstLimit: 1 } } },
      /`tiers.pro.methodThrottle` must be keyed by .* got: "get \/";/,
    ],
    [
      'a path without a slash',
      { methodThrottle: { 'GET orders': { rateLimit: 1, burstLimit: 1 } } },
      /got: "GET orders";/,
    ],
  ])('fails with %s, and says so', (_what, tier, message) => {
    expect(check(tier)).toThrow(message);
  });
});
