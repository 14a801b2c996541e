import { MockIntegration, Period, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { newStack } from '../../_helpers/stacks';
import { inS, part, readApp, readResources, withApi } from '../read-app';

describe('a usage plan of the CDK', () => {
  test('has its limits, stages and keys', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const method = api.root.addMethod('GET', new MockIntegration(), { apiKeyRequired: true });
    const plan = api.addUsagePlan('Plan', {
      name: 'gold',
      description: 'much',
      throttle: { rateLimit: 10, burstLimit: 2 },
      quota: { limit: 1000, period: Period.MONTH, offset: 3 },
    });
    plan.addApiStage({
      stage: api.deploymentStage,
      throttle: [{ method, throttle: { rateLimit: 1, burstLimit: 1 } }],
    });
    plan.addApiKey(api.addApiKey('Key', { apiKeyName: 'acme', value: 'k'.repeat(20) }));

    const { usagePlans, apiKeys, restApis, unread } = readApp(stack);
    const [keyOrigin, stageOrigin] = [apiKeys[0]!.origin, restApis[0]!.stages[0]!.origin];
    expect(apiKeys).toMatchObject([{ name: 'acme', enabled: true, value: 'k'.repeat(20) }]);
    expect(usagePlans).toMatchObject([
      {
        name: 'gold',
        throttle: { rateLimit: 10, burstLimit: 2 },
        quota: { limit: 1000, period: 'MONTH', offset: 3 },
        stages: [
          {
            api: restApis[0]!.target,
            stage: { kind: 'resource', id: { logicalId: stageOrigin.logicalId } },
            methods: { '//GET': { rateLimit: 1, burstLimit: 1 } },
          },
        ],
        keys: [{ key: { kind: 'resource', id: { logicalId: keyOrigin.logicalId } } }],
      },
    ]);
    expect(unread).toEqual([]);
  });
});

describe('a UsagePlan resource', () => {
  const plan = (properties: Record<string, unknown>) => ({
    Type: 'AWS::ApiGateway::UsagePlan',
    Properties: properties,
  });

  test('finds the stage that it names by a literal', () => {
    const model = readResources(
      withApi({
        St: part('Stage', { StageName: 'prod' }),
        P: plan({
          ApiStages: [
            { ApiId: { Ref: 'Api' }, Stage: 'prod' },
            { ApiId: { Ref: 'Api' }, Stage: 'test' },
            { ApiId: 'other', Stage: 'prod' },
          ],
        }),
      }),
    );
    const stages = model.usagePlans[0]!.stages.map(({ stage }) => stage);
    expect(stages).toHaveLength(3);
    expect(stages).toEqual(
      expect.arrayContaining([
        inS('St'),
        { kind: 'external', value: 'test' },
        { kind: 'external', value: 'prod' },
      ]),
    );
  });

  test('has neither limits nor keys unless said', () => {
    expect(readResources({ P: plan({ Tags: [] }) }).usagePlans).toEqual([
      { origin: { source: 'S', logicalId: 'P' }, stages: [], keys: [] },
    ]);
  });

  test.each([
    ['a stage without API', { ApiStages: [{ Stage: 'a' }] }, /S\/P\/ApiStages\/0: `ApiId`/],
    ['a quota without limit', { Quota: { Period: 'DAY' } }, /S\/P\/Quota: `Limit`/],
  ])('fails with %s', (_what, properties, message) => {
    expect(() => readResources({ P: plan(properties) })).toThrow(message);
  });
});

describe('keys', () => {
  const key = (properties: Record<string, unknown>) => ({
    Type: 'AWS::ApiGateway::ApiKey',
    Properties: properties,
  });
  const attachment = (plan: unknown) => ({
    Type: 'AWS::ApiGateway::UsagePlanKey',
    Properties: {
      KeyId: { 'Fn::GetAtt': ['K', 'APIKeyId'] },
      KeyType: 'API_KEY',
      UsagePlanId: plan,
    },
  });

  test('are off unless said, and keep a reference to a secret', () => {
    const value = '{{resolve:secretsmanager:acme}}';
    expect(readResources({ K: key({ Value: value, CustomerId: 'c' }) }).apiKeys).toEqual([
      { origin: { source: 'S', logicalId: 'K' }, enabled: false, value, customerId: 'c' },
    ]);
  });

  test('are attached to their plan, wherever it comes', () => {
    const P = { Type: 'AWS::ApiGateway::UsagePlan', Properties: {} };
    const model = readResources({ A: attachment({ Ref: 'P' }), P, K: key({}) });
    expect(model.usagePlans[0]!.keys).toEqual([
      { origin: { source: 'S', logicalId: 'A' }, key: inS('K') },
    ]);
  });

  test('of a plan outside of the app are in unread', () => {
    const model = readResources({ A: attachment('plan'), K: key({}) });
    expect(model.unread).toMatchObject([{ origin: { logicalId: 'A' }, property: 'UsagePlanId' }]);
  });
});
