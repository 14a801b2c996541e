import { type Patch, replace, twoDeployments } from './_two-deployments';

describe('UpdateStage', () => {
  test('applies all operations or none', async () => {
    const { update, get } = await twoDeployments();
    const before = get();
    expect(() =>
      update(replace('/description', 'new'), replace('/deploymentId', 'nosuch')),
    ).toThrow('Deployment id does not exist');
    expect(get()).toEqual(before);
  });

  test('moves the date of the last update', async () => {
    const { update, clock } = await twoDeployments();
    clock.time += 60_000;
    const { createdDate, lastUpdatedDate } = update(replace('/description', 'new'));
    expect(Number(lastUpdatedDate) - Number(createdDate)).toBe(60_000);
  });

  test.each([
    ['/description', 'new', { description: 'new' }],
    [
      '/cacheClusterEnabled',
      'true',
      { cacheClusterEnabled: true, cacheClusterStatus: 'AVAILABLE' },
    ],
    ['/cacheClusterSize', '0.5', { cacheClusterSize: '0.5' }],
    ['/clientCertificateId', 'a1b2c3', { clientCertificateId: 'a1b2c3' }],
    ['/tracingEnabled', 'true', { tracingEnabled: true }],
    ['/variables/color', 'red', { variables: { color: 'red' } }],
    [
      '/accessLogSettings/format',
      '$context.requestId',
      { accessLogSettings: { format: '$context.requestId' } },
    ],
  ])('replaces %s', async (path, value, expected) => {
    const { update } = await twoDeployments();
    expect(update(replace(path, value))).toMatchObject(expected);
  });

  test.each([
    ['/*/*/throttling/rateLimit', '12.5', '*/*', { throttlingRateLimit: 12.5 }],
    ['/*/*/throttling/burstLimit', '7', '*/*', { throttlingBurstLimit: 7 }],
    [
      '/~1orders~1{id}/GET/caching/ttlInSeconds',
      '60',
      '~1orders~1{id}/GET',
      { cacheTtlInSeconds: 60 },
    ],
    ['/orders/{id}/GET/caching/enabled', 'true', 'orders/{id}/GET', { cachingEnabled: true }],
    ['/*/*/logging/loglevel', 'INFO', '*/*', { loggingLevel: 'INFO' }],
    ['/*/*/logging/dataTrace', 'true', '*/*', { dataTraceEnabled: true }],
    ['/*/*/metrics/enabled', 'true', '*/*', { metricsEnabled: true }],
    [
      '/*/*/caching/unauthorizedCacheControlHeaderStrategy',
      'FAIL_WITH_403',
      '*/*',
      { unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' },
    ],
  ])('sets %s', async (path, value, key, expected) => {
    const { update } = await twoDeployments();
    expect(update(replace(path, value)).methodSettings[key]).toMatchObject(expected);
  });

  // Recorded on AWS on 2024-03-05, published as test_create_update_stages in
  // tests/aws/services/apigateway/test_apigateway_common.py of localstack/localstack.
  test('gives a method what is set of all methods, but for its own', async () => {
    const { update } = await twoDeployments();
    const settings = {
      cacheDataEncrypted: false,
      cacheTtlInSeconds: 300,
      cachingEnabled: true,
      dataTraceEnabled: false,
      metricsEnabled: false,
      requireAuthorizationForCacheControl: true,
      throttlingRateLimit: 10000,
      unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
    };
    const before = update(
      replace('/*/*/throttling/burstLimit', '123'),
      replace('/*/*/caching/enabled', 'true'),
      replace('/test/GET/throttling/burstLimit', '124'),
    );
    const own = { ...settings, throttlingBurstLimit: 124 };
    expect(before.methodSettings).toEqual({
      '*/*': { ...settings, throttlingBurstLimit: 123 },
      'test/GET': own,
    });
    expect(update(replace('/*/*/throttling/burstLimit', '100')).methodSettings).toEqual({
      '*/*': { ...settings, throttlingBurstLimit: 100 },
      'test/GET': own,
    });
  });

  test('removes the settings of a method', async () => {
    const { update } = await twoDeployments();
    update(replace('/*/*/throttling/rateLimit', '1'));
    expect(update({ op: 'remove', path: '/*/*' }).methodSettings).toEqual({});
  });

  test('fails to remove the settings of a method that has none', async () => {
    const { update } = await twoDeployments();
    expect(() => update({ op: 'remove', path: '/*/*' })).toThrow(
      'Cannot remove method setting */* because there is no method setting for this method ',
    );
  });

  test.each(['*/*/throttling/rateLimit', 'nosuch', 'variables'])(
    'fails to remove %s as if it were the settings of a method',
    async (setting) => {
      const { update } = await twoDeployments();
      update(replace('/*/*/throttling/rateLimit', '1'));
      expect(() => update({ op: 'remove', path: `/${setting}` })).toThrow(
        `Cannot remove method setting ${setting} because there is no method setting for this method `,
      );
    },
  );

  test.each([
    '/nosuch',
    '/orders/ANY/caching/enabled',
    '/*/*/caching/nosuch',
    '/*/*/constructor/enabled',
    '/constructor',
    '/canarySettings/nosuch',
  ])('fails to replace %s, which is no path of a stage', async (path) => {
    const { update } = await twoDeployments();
    expect(() => update(replace(path, 'true'))).toThrow(
      `Invalid method setting path: ${path}. Must be one of: [/deploymentId, /description, ` +
        '/cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, ' +
        '/accessLogSettings/destinationArn, /accessLogSettings/format, ' +
        '/{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, ' +
        '/{resourcePath}/{httpMethod}/logging/loglevel, ' +
        '/{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, ' +
        '/{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, ' +
        '/{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, ' +
        '/{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, ' +
        '/*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, ' +
        '/*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, ' +
        '/*/*/caching/enabled, /*/*/caching/dataEncrypted, ' +
        '/*/*/caching/requireAuthorizationForCacheControl, ' +
        '/*/*/caching/unauthorizedCacheControlHeaderStrategy, ' +
        '/variables/{variable_name}, /tracingEnabled]',
    );
  });

  test.each(['bad value!', '$LATEST'])('fails for the variable value %j', async (value) => {
    const { update } = await twoDeployments();
    expect(() => update(replace('/variables/color', value))).toThrow(
      "Invalid stage variable value of key color.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.",
    );
  });

  test('takes a variable value with blanks', async () => {
    const { update } = await twoDeployments();
    const value = 'ok value with spaces, dots. and:colons/x?y=z';
    expect(update(replace('/variables/color', value))).toMatchObject({
      variables: { color: value },
    });
  });

  test.each(['', 'x'.repeat(513)])('fails for the variable value %j', async (value) => {
    const { update } = await twoDeployments();
    expect(() => update(replace('/variables/color', value))).toThrow(/must have 1 to 512/);
  });

  test('fails for the variable name bad-key', async () => {
    const { update } = await twoDeployments();
    expect(() => update(replace('/variables/bad-key', 'blue'))).toThrow(
      'Invalid stage variable name: bad-key.  Please use names with only word characters.',
    );
  });

  test('fails for answers that are cached for longer than an hour', async () => {
    const { update } = await twoDeployments();
    const path = '/*/*/caching/ttlInSeconds';
    expect(() => update(replace(path, '3601'))).toThrow(
      'Invalid time-to-live setting, must be an integer no greater than 3600',
    );
    expect(update(replace(path, '3600'))).toMatchObject({
      methodSettings: { '*/*': { cacheTtlInSeconds: 3600 } },
    });
  });

  test('fails for an access log that does not name the request', async () => {
    const { update } = await twoDeployments();
    expect(() => update(replace('/accessLogSettings/format', '$context.status'))).toThrow(
      "Access Log format must include either $context.requestId or $context.extendedRequestId : '$context.status'",
    );
  });

  test('fails for a stage that does not exist', async () => {
    const { service, input } = await twoDeployments();
    expect(() => service.call('UpdateStage', { ...input, stageName: 'nosuch' })).toThrow(
      expect.objectContaining({ name: 'NotFoundException', status: 404 }),
    );
  });

  test.each([
    [
      { op: 'nosuch', path: '/description' },
      "1 validation error detected: Value 'nosuch' at 'updateStageInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
    ],
    [{ op: 'replace' }, 'Invalid patch path null'],
    [{ op: 'replace', path: '/description' }, /must have a value/],
    [{ op: 'replace', path: '/tracingEnabled', value: 'yes' }, /must have the value true or false/],
    [{ op: 'remove', path: '/description' }, 'Invalid remove operation with path: /description'],
    [
      { op: 'test', path: '/description', value: 'x' },
      'Invalid test operation with path: /description',
    ],
  ])('fails for the operation %j', async (operation, message) => {
    const { update } = await twoDeployments();
    expect(() => update(operation as unknown as Patch)).toThrow(message);
  });
});
