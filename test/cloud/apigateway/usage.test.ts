import { petStore, stage, testService } from './_service';
import { key, metered, plan, planKey, VALUE } from './_usage';

describe('a key at a stage', () => {
  test('counts as its plan says', async () => {
    const { known, stack } = await metered();
    expect(known()).toEqual({
      id: stack.id('Key'),
      value: VALUE,
      enabled: true,
      plan: {
        planId: stack.id('Plan'),
        throttle: { rateLimit: 2, burstLimit: 4 },
        quota: { limit: 100, period: 'WEEK', offset: 1 },
        methods: new Map([['//GET', { rateLimit: 1, burstLimit: 2 }]]),
      },
    });
  });

  test('has no plan at a stage that its plan does not have', async () => {
    const { known } = await metered({ Prod: stage('First', { StageName: 'prod' }) });
    expect(known(VALUE, 'prod')).toEqual({ id: expect.any(String), value: VALUE, enabled: true });
  });

  test('is unknown by another value', async () => {
    const { known } = await metered();
    expect(known('another-key-of-20-characters')).toBeUndefined();
  });

  test('is disabled unless the template enables it', async () => {
    const { known } = await metered({ Key: key({ Enabled: undefined }) });
    expect(known()?.enabled).toBe(false);
  });

  test('changes at once', async () => {
    const { known, stack } = await metered();
    await stack.deploy(
      petStore({
        Key: key({ Enabled: false }),
        Plan: plan({ Throttle: { RateLimit: 9 } }),
        PlanKey: planKey('Plan'),
      }),
    );
    expect(known()).toMatchObject({ enabled: false, plan: { throttle: { rateLimit: 9 } } });
    await stack.remove('PlanKey');
    expect(known()).not.toHaveProperty('plan');
    await stack.remove('Key');
    expect(known()).toBeUndefined();
  });

  test('gets a value of 40 letters and digits where the template has none', async () => {
    const { service, stack } = await metered({ Key: key({ Value: undefined }) });
    const input = { apiKey: stack.id('Key'), includeValue: true };
    expect(service.call('GetApiKey', input)).toMatchObject({
      value: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
    });
  });
});

describe('keys and plans', () => {
  test('fail for a value that another key has', async () => {
    await expect(metered({ Twin: key() })).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'API Key already exists',
    });
  });

  test('fail for a key in two plans of one stage', async () => {
    const { stack, service } = testService();
    const twin = { Other: plan(), OtherKey: planKey('Other') };
    await expect(
      stack.deploy(petStore({ Key: key(), Plan: plan(), PlanKey: planKey('Plan'), ...twin })),
    ).rejects.toThrow(
      /because API Key \w{10} cannot reference multiple Usage Plans with the same ApiStage: \w{10}:dev$/,
    );
    expect(service.usage.keyIdsOf(stack.id('Other'))).toEqual([]);
  });

  test('fail for a stage that does not exist', async () => {
    const { stack } = testService();
    const apiStages = [{ ApiId: { Ref: 'Api' }, Stage: 'nosuch' }];
    await expect(stack.deploy(petStore({ Plan: plan({ ApiStages: apiStages }) }))).rejects.toThrow(
      /^API Stage not found: \w{10}:nosuch$/,
    );
  });

  test.each([
    [{ Limit: 5 }, /period specified\. Must be one of/],
    [{ Period: 'DAY' }, /`Limit` is required/],
    [{ Limit: 5, Period: 'YEAR' }, /period specified\. Must be one of/],
  ])('fail for the quota %j', async (Quota, message) => {
    await expect(metered({ Plan: plan({ Quota }) })).rejects.toThrow(message);
  });

  test('fail for a key of another type', async () => {
    const properties = { ...planKey('Plan').Properties, KeyType: 'TOKEN' };
    await expect(
      metered({ PlanKey: { ...planKey('Plan'), Properties: properties } }),
    ).rejects.toThrow('KeyType must be API_KEY, got: "TOKEN"');
  });
});

describe('the control plane of usage', () => {
  test('lists keys by name, with their values only if they are asked for', async () => {
    const other = key({ Name: 'globex', Value: 'another-key-of-20-characters' });
    const { service } = await metered({ Other: other });
    expect(service.call('GetApiKeys', { nameQuery: 'ac' })).toEqual({
      items: [expect.not.objectContaining({ value: VALUE })],
    });
    expect(service.call('GetApiKeys', { includeValues: true })).toMatchObject({
      items: [{ value: VALUE }, { value: 'another-key-of-20-characters' }],
    });
  });

  test('lists plans of a key, and keys of a plan', async () => {
    const { service, stack } = await metered({ Other: plan({ ApiStages: [] }) });
    const usagePlanId = stack.id('Plan');
    expect(service.call('GetUsagePlans', { keyId: stack.id('Key') })).toMatchObject({
      items: [{ id: usagePlanId, name: 'basic' }],
    });
    // Recorded: a list has no tags, a plan has those of CloudFormation.
    expect(service.call('GetUsagePlans')).not.toHaveProperty('items.0.tags');
    expect(service.call('GetUsagePlan', { usagePlanId })).toMatchObject({
      tags: { 'aws:cloudformation:logical-id': 'Plan' },
    });
    expect(service.call('GetUsagePlanKeys', { usagePlanId })).toEqual({
      items: [{ id: stack.id('Key'), type: 'API_KEY', name: 'acme', value: VALUE }],
    });
  });

  // Recorded on AWS: localstack tests/aws/services/apigateway/test_apigateway_extended.py::
  // TestApigatewayApiKeysCrud::test_get_usage_plan_api_keys.
  test.each([
    ['ac', ['acme']],
    ['AC', []],
    ['cme', []],
    ['acme', ['acme']],
  ])('lists the keys of a plan whose names start with %s', async (nameQuery, names) => {
    const { service, stack } = await metered();
    const input = { usagePlanId: stack.id('Plan'), nameQuery };
    const { items } = service.call('GetUsagePlanKeys', input) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toEqual(names);
  });

  test('lists no keys of a plan that does not exist', async () => {
    const { service } = await metered();
    expect(service.call('GetUsagePlanKeys', { usagePlanId: 'bad-id' })).toEqual({ items: [] });
  });

  // Recorded on AWS: the same file, test_negative_get_usage_plan_api_keys.
  test('takes a limit below 1 for none', async () => {
    const { service } = await metered();
    expect(service.call('GetApiKeys', { limit: -1 })).toMatchObject({ items: [{ name: 'acme' }] });
  });

  // Recorded on AWS on 2024-03-20, published as test_usage_plan_crud in
  // tests/aws/services/apigateway/test_apigateway_common.py of localstack/localstack.
  test.each([
    [
      '{api}b:dev',
      'NotFoundException',
      /^Invalid API Stage \{api: {api}b, stage: dev\} specified for usageplan {plan}$/,
    ],
    [
      '{api}:nosuch',
      'NotFoundException',
      /^Invalid API Stage \{api: {api}, stage: nosuch\} specified for usageplan {plan}$/,
    ],
    ['nosuch', 'BadRequestException', /^Invalid API Stage specified$/],
    [undefined, 'BadRequestException', /^Invalid API Stage specified$/],
  ])('fails to take out %s, which is no stage of the plan', async (value, name, message) => {
    const { service, stack } = await metered();
    const [api, usagePlanId] = [stack.id('Api'), stack.id('Plan')];
    const operation = { op: 'remove', path: '/apiStages', value: value?.replace('{api}', api) };
    const known = message.source.replace('{api}', api).replace('{plan}', usagePlanId);
    expect(() =>
      service.call('UpdateUsagePlan', { usagePlanId, patchOperations: [operation] }),
    ).toThrow(expect.objectContaining({ name, message: expect.stringMatching(known) }));
  });

  test.each([
    ['GetApiKey', { apiKey: 'nosuch' }, 'Invalid API Key identifier specified'],
    ['GetUsagePlan', { usagePlanId: 'nosuch' }, 'Invalid Usage Plan ID specified'],
  ])('fails where there is nothing: %s', async (operation, input, message) => {
    const { service } = await metered();
    expect(() => service.call(operation, input)).toThrow(message);
  });
});
