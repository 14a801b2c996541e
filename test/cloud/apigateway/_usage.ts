import { petStore, testService } from './_service';

/** Value of the key of `metered`. */
export const VALUE = 'a-key-of-more-than-20-characters';

/** A request to the stage `dev` with the key of `metered`. */
export const REQUEST = {
  method: 'GET',
  path: '/',
  fullPath: '/dev/',
  query: '',
  headers: [['x-api-key', VALUE]] as [string, string][],
  body: new Uint8Array(),
  source: { ip: '203.0.113.1' },
  domainName: 'pets.test',
  protocol: 'HTTP/1.1',
};

/** The stage `dev`, without throttles of its methods. */
export const STAGES = [{ ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' } }];

/** A key `acme`. */
export const key = (properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGateway::ApiKey',
  Properties: { Enabled: true, Value: VALUE, Name: 'acme', ...properties },
});

/** A plan `basic` that has the stage `dev`. */
export const plan = (properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGateway::UsagePlan',
  Properties: {
    UsagePlanName: 'basic',
    Throttle: { RateLimit: 2, BurstLimit: 4 },
    Quota: { Limit: 100, Period: 'WEEK', Offset: 1 },
    ApiStages: [
      {
        ApiId: { Ref: 'Api' },
        Stage: { Ref: 'Stage' },
        Throttle: { '//GET': { RateLimit: 1, BurstLimit: 2 } },
      },
    ],
    ...properties,
  },
});

/** A key in a plan. */
export const planKey = (planId: string, keyId = 'Key') => ({
  Type: 'AWS::ApiGateway::UsagePlanKey',
  Properties: { UsagePlanId: { Ref: planId }, KeyId: { Ref: keyId }, KeyType: 'API_KEY' },
});

/** The pet store with a key in a plan. */
export async function metered(resources: Parameters<typeof petStore>[0] = {}) {
  const { service, stack, clock } = testService();
  const own = { Key: key(), Plan: plan(), PlanKey: planKey('Plan') };
  await stack.deploy(petStore({ ...own, ...resources }));
  const known = (value = VALUE, name = 'dev') =>
    service.stage(stack.id('Api'), name).world.key(value);
  return { service, stack, clock, known };
}
