import { Suite } from './_suite';

/** Suites that are about what stands around an integration. */
const SUITES = [
  'api-keys.json',
  'api-keys.t2.json',
  'api-keys.t3.json',
  'authorizers.json',
  'authorizers.t3.json',
  'canary.json',
  'check-order.json',
  'front-door.t2.json',
  'gateway-responses.json',
  'gateway-responses.t3.json',
  'limits.t3.json',
  'resource-policy.authorizer.json',
  'resource-policy.json',
  'resource-policy.t2.json',
  'routing.json',
  'routing.t2.json',
  'stage-variables.json',
  'test-invoke.lambda.json',
  'test-invoke.json',
  'throttle-quota.json',
  'trace-id.json',
  'validators.cfn.json',
  'validators.docs.json',
  'validators.json',
  'validators.ref.json',
];

describe.each(SUITES)('recorded answers of API Gateway: %s', (file) => {
  const suite = new Suite(file);

  test.each(suite.cases)('$id: $title', async (suiteCase) => {
    expect(await suite.run(suiteCase)).toEqual([]);
  });
});
