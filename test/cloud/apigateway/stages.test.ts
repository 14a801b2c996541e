import { deployment, petStore, stage, testService } from './_service';

async function deployed(properties: Record<string, unknown> = {}) {
  const { service, stack } = testService();
  const template = (stageProperties: Record<string, unknown>) =>
    petStore({ Second: deployment(), Stage: stage('First', stageProperties) });
  await stack.deploy(template(properties));
  const input = { restApiId: stack.id('Api'), stageName: 'dev' };
  return {
    service,
    stack,
    input,
    update: (changed: Record<string, unknown>) => stack.deploy(template(changed)),
    get: () => service.call('GetStage', input),
    live: () => service.stage(input.restApiId, 'dev'),
  };
}

describe('a stage of a template', () => {
  test('has every setting that the template has', async () => {
    const { get, stack } = await deployed({
      Description: 'for development',
      Variables: { color: 'blue' },
      TracingEnabled: true,
      CacheClusterEnabled: true,
      CacheClusterSize: '0.5',
      AccessLogSetting: { DestinationArn: 'arn:aws:logs:x', Format: '$context.requestId' },
      MethodSettings: [
        { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 },
        { ResourcePath: '/~1orders~1{id}', HttpMethod: 'GET', LoggingLevel: 'INFO' },
      ],
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
    expect(get()).toMatchObject({
      stageName: 'dev',
      deploymentId: stack.id('First'),
      description: 'for development',
      variables: { color: 'blue' },
      tracingEnabled: true,
      cacheClusterEnabled: true,
      cacheClusterSize: '0.5',
      cacheClusterStatus: 'AVAILABLE',
      accessLogSettings: { destinationArn: 'arn:aws:logs:x', format: '$context.requestId' },
      methodSettings: {
        '*/*': { throttlingRateLimit: 10, throttlingBurstLimit: 5 },
        '~1orders~1{id}/GET': { loggingLevel: 'INFO' },
      },
      tags: { team: 'shop' },
    });
  });

  // Recorded in tests/aws/services/apigateway/resources/test_apigateway.snapshot.json of LocalStack.
  test('has the tags that CloudFormation puts on, without tags of its own too', async () => {
    const { get } = await deployed();
    expect(get()).toMatchObject({
      tags: {
        'aws:cloudformation:logical-id': 'Stage',
        'aws:cloudformation:stack-id': expect.stringMatching(/^arn:aws:cloudformation:/),
        'aws:cloudformation:stack-name': expect.stringMatching(/./),
      },
    });
  });

  test('calls the root of an API by an escaped slash', async () => {
    const { get, live } = await deployed({
      MethodSettings: [{ ResourcePath: '/', HttpMethod: 'GET', CachingEnabled: true }],
    });
    expect(get()).toMatchObject({ methodSettings: { '~1/GET': { cachingEnabled: true } } });
    expect(live().settings.methodSettings).toEqual([
      { resourcePath: '/~1', httpMethod: 'GET', cachingEnabled: true },
    ]);
  });

  test('gives the gateway its settings, whichever way a path is spelled', async () => {
    const { live, service, input } = await deployed({
      Variables: { color: 'blue' },
      AccessLogSetting: { Format: '$context.requestId' },
      MethodSettings: [
        { ResourcePath: '/~1orders~1{id}', HttpMethod: 'GET', CachingEnabled: true },
      ],
    });
    const patchOperations = [
      { op: 'replace', path: '/items/{id}/GET/throttling/rateLimit', value: '3' },
      { op: 'replace', path: '/*/*/metrics/enabled', value: 'true' },
    ];
    service.call('UpdateStage', { ...input, patchOperations });
    expect(live().settings).toEqual({
      name: 'dev',
      variables: { color: 'blue' },
      methodSettings: [
        { resourcePath: '/~1orders~1{id}', httpMethod: 'GET', cachingEnabled: true },
        { resourcePath: '/~1items~1{id}', httpMethod: 'GET', rateLimit: 3 },
        { resourcePath: '/*', httpMethod: '*', metricsEnabled: true },
      ],
      accessLogFormat: '$context.requestId',
      tracingEnabled: false,
      cacheClusterEnabled: false,
    });
  });

  test('has no canary unless the template has one', async () => {
    const { get } = await deployed();
    expect(get()).not.toHaveProperty('canarySettings');
  });

  test('has a canary of its own deployment where the template does not say which', async () => {
    const { get, stack } = await deployed({ CanarySetting: {} });
    expect(get()).toMatchObject({
      canarySettings: {
        deploymentId: stack.id('First'),
        percentTraffic: 0,
        useStageCache: false,
      },
    });
  });

  test('keeps its canary when the template no longer has one', async () => {
    const canary = { DeploymentId: { Ref: 'Second' }, PercentTraffic: 10 };
    const { get, update, stack } = await deployed({ CanarySetting: canary });
    await update({ Description: 'no canary in the template' });
    expect(get()).toMatchObject({
      description: 'no canary in the template',
      canarySettings: { deploymentId: stack.id('Second'), percentTraffic: 10 },
    });
  });

  test('sets anew what a control-plane call has changed, when anything in the template changes', async () => {
    const { get, update, service, input, stack } = await deployed({ Variables: { color: 'blue' } });
    const patchOperations = [
      { op: 'replace', path: '/deploymentId', value: stack.id('Second') },
      { op: 'replace', path: '/variables/color', value: 'red' },
    ];
    service.call('UpdateStage', { ...input, patchOperations });
    await update({ Variables: { color: 'blue' }, Description: 'changed' });
    expect(get()).toMatchObject({
      deploymentId: stack.id('First'),
      variables: { color: 'blue' },
    });
  });

  test('loses variables, overrides and method settings that leave their lists', async () => {
    const all = {
      Variables: { color: 'blue', size: 'small' },
      MethodSettings: [
        { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 10 },
        { ResourcePath: '/~1orders', HttpMethod: 'GET', CachingEnabled: true },
      ],
      CanarySetting: { PercentTraffic: 5, StageVariableOverrides: { color: 'red', size: 'big' } },
    };
    const { live, update } = await deployed(all);
    await update({
      Variables: { color: 'blue' },
      MethodSettings: all.MethodSettings.slice(0, 1),
      CanarySetting: { PercentTraffic: 5, StageVariableOverrides: { color: 'red' } },
    });
    const { variables, methodSettings, canarySettings } = live().state;
    expect(variables).toEqual({ color: 'blue' });
    expect(Object.keys(methodSettings)).toEqual(['*/*']);
    expect(canarySettings?.stageVariableOverrides).toEqual({ color: 'red' });
  });

  test('goes on counting on its gateway when a setting changes', async () => {
    const { live, update } = await deployed();
    const { gateway } = live();
    await update({ Variables: { color: 'blue' } });
    expect(live().gateway).toBe(gateway);
  });

  test.each([
    [{ ResourcePath: '/orders', HttpMethod: 'ANY', CachingEnabled: true }],
    [{ ResourcePath: 'orders', HttpMethod: 'GET', CachingEnabled: true }],
  ])('fails for the method setting %j', async (setting) => {
    await expect(deployed({ MethodSettings: [setting] })).rejects.toThrow(
      `Invalid method setting path: ${setting.ResourcePath}/${setting.HttpMethod}/caching/enabled`,
    );
  });

  test('fails without a deployment', async () => {
    await expect(deployed({ DeploymentId: '' })).rejects.toThrow('DeploymentId cannot be empty');
  });

  test('fails for a deployment that does not exist', async () => {
    await expect(deployed({ DeploymentId: 'nosuch' })).rejects.toThrow(
      'Deployment id does not exist',
    );
  });

  test('fails for a name that is taken', async () => {
    const { service, stack } = testService();
    await expect(stack.deploy(petStore({ Twin: stage('First') }))).rejects.toThrow(
      'Stage already exists',
    );
    expect(service.stages()).toHaveLength(1);
  });

  test.each([
    ['a b', 'Stage name only allows a-zA-Z0-9_'],
    ['dev/1', 'Stage name only allows a-zA-Z0-9_'],
    ['$default', 'Stage name only allows a-zA-Z0-9_'],
    ['', 'a stage name must have 1 to 128 characters'],
    ['x'.repeat(129), 'a stage name must have 1 to 128 characters'],
  ])('fails for the name %j', async (name, message) => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    const input = { restApiId: stack.id('Api'), deploymentId: stack.id('First'), stageName: name };
    expect(() => service.call('CreateStage', input)).toThrow(message);
  });

  test.each(['a-b_1', 'x'.repeat(128)])('accepts the name %s', async (stageName) => {
    const { service, stack } = testService();
    await stack.deploy(petStore());
    const input = { restApiId: stack.id('Api'), deploymentId: stack.id('First'), stageName };
    expect(service.call('CreateStage', input)).toMatchObject({ stageName });
  });
});

describe('CreateStage', () => {
  test('takes a canary, with defaults for what is not said', async () => {
    const { service, stack, input } = await deployed();
    const stageInput = {
      ...input,
      stageName: 'prod',
      deploymentId: stack.id('First'),
      variables: { color: 'blue' },
      canarySettings: { stageVariableOverrides: { color: 'red' } },
    };
    expect(service.call('CreateStage', stageInput)).toMatchObject({
      variables: { color: 'blue' },
      canarySettings: {
        deploymentId: stack.id('First'),
        percentTraffic: 0,
        useStageCache: false,
        stageVariableOverrides: { color: 'red' },
      },
    });
  });

  test('fails for a canary of a deployment that does not exist', async () => {
    const { service, stack, input } = await deployed();
    const canarySettings = { deploymentId: 'nosuch' };
    const stageInput = { ...input, stageName: 'prod', deploymentId: stack.id('First') };
    expect(() => service.call('CreateStage', { ...stageInput, canarySettings })).toThrow(
      'Deployment id does not exist',
    );
  });
});

describe('DeleteStage', () => {
  test('takes a stage away', async () => {
    const { service, input } = await deployed();
    service.call('DeleteStage', input);
    expect(() => service.call('GetStage', input)).toThrow('Invalid stage identifier specified');
  });
});
