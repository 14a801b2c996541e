import { metered } from './_usage';

describe('UpdateUsagePlan', () => {
  test('updates a plan, which counts at once', async () => {
    const { service, stack, known } = await metered();
    service.call('UpdateUsagePlan', {
      usagePlanId: stack.id('Plan'),
      patchOperations: [
        { op: 'replace', path: '/throttle/rateLimit', value: '50.5' },
        { op: 'replace', path: '/quota/limit', value: '7' },
        { op: 'replace', path: '/quota/period', value: 'MONTH' },
        { op: 'replace', path: '/name', value: 'gold' },
      ],
    });
    expect(known()?.plan).toMatchObject({
      throttle: { rateLimit: 50.5, burstLimit: 4 },
      quota: { limit: 7, period: 'MONTH', offset: 1 },
    });
  });

  test('takes a period in lower case, as the templates of stacks may have it', async () => {
    const { service, stack, known } = await metered();
    const patchOperations = [{ op: 'replace', path: '/quota/period', value: 'month' }];
    service.call('UpdateUsagePlan', { usagePlanId: stack.id('Plan'), patchOperations });
    expect(known()?.plan?.quota).toMatchObject({ period: 'MONTH' });
  });

  test('takes a stage out of a plan and puts it in again', async () => {
    const { service, stack, known } = await metered();
    const value = `${stack.id('Api')}:dev`;
    const update = (op: string) =>
      service.call('UpdateUsagePlan', {
        usagePlanId: stack.id('Plan'),
        patchOperations: [{ op, path: '/apiStages', value }],
      });
    update('remove');
    expect(known()).not.toHaveProperty('plan');
    update('add');
    expect(known()).toHaveProperty('plan');
  });

  describe('updates the throttles of the methods of a stage', () => {
    async function patched(...operations: readonly [string, string, string?][]) {
      const { service, stack, known } = await metered();
      const patchOperations = operations.map(([op, path, value]) => {
        return { op, path: `/apiStages/${stack.id('Api')}:dev/throttle${path}`, value };
      });
      service.call('UpdateUsagePlan', { usagePlanId: stack.id('Plan'), patchOperations });
      return Object.fromEntries(known()?.plan?.methods ?? []);
    }

    test.each(['add', 'replace'])('which %s sets, one limit at a time', async (op) => {
      const methods = await patched(
        ['remove', ''],
        [op, '/~1pets~1{id}/GET/rateLimit', '2.5'],
        [op, '/~1pets~1{id}/GET/burstLimit', '5'],
        [op, '//pets/POST/rateLimit', '1'],
        [op, '/~1/GET/burstLimit', '3'],
      );
      expect(methods).toEqual({
        '/pets/{id}/GET': { rateLimit: 2.5, burstLimit: 5 },
        '/pets/POST': { rateLimit: 1 },
        '//GET': { burstLimit: 3 },
      });
    });

    test.each([
      ['one limit', '/~1pets/GET/rateLimit', { '/pets/GET': { burstLimit: 5 } }],
      ['a method', '/~1pets/GET', {}],
      ['all of a stage', '', {}],
    ])('of which remove takes away %s', async (_title, path, left) => {
      const methods = await patched(
        ['remove', ''],
        ['replace', '/~1pets/GET/rateLimit', '2.5'],
        ['replace', '/~1pets/GET/burstLimit', '5'],
        ['remove', path],
      );
      expect(methods).toEqual(left);
    });

    test.each([
      ['replace', '/~1pets/GET', '2', /^Invalid replace operation with path: .*\/GET$/],
      ['replace', '/~1pets/GET/quota', '2', /^Invalid replace operation/],
      ['copy', '/~1pets/GET/rateLimit', '2', /^Invalid copy operation/],
      ['replace', '', '{}', /^Invalid replace operation/],
      ['replace', '/~1pets/GET/rateLimit', 'fast', /a number of 0 or more/],
    ])('and fails to %s %s', async (op, path, value, message) => {
      await expect(patched([op, path, value])).rejects.toThrow(message);
    });
  });

  test.each([
    [
      { op: 'replace', path: '/apiStages/nosuch:dev/throttle/~1/GET/rateLimit', value: '1' },
      'API Stage not found: nosuch:dev',
    ],
    [{ op: 'add', path: '/apiStages', value: 'nosuch:dev' }, 'API Stage not found: nosuch:dev'],
    [{ op: 'add', path: '/name', value: 'x' }, 'Invalid add operation with path: /name'],
    [
      { op: 'replace', path: '/quota/period', value: 'YEAR' },
      /period specified.*\[DAY, WEEK, MONTH\]$/,
    ],
    [
      { op: 'replace', path: '/quota/limit', value: '0' },
      /^Usage Plan quota limit must be a non-negative/,
    ],
    [
      { op: 'replace', path: '/quota/limit', value: 'x' },
      /^Usage Plan quota limit must be a non-negative/,
    ],
    [{ op: 'replace', path: '/quota/offset', value: '7' }, /between 0 and 6 inclusive in the WEEK/],
  ])('fails for the patch %j', async (operation, message) => {
    const { service, stack } = await metered();
    const input = { usagePlanId: stack.id('Plan'), patchOperations: [operation] };
    expect(() => service.call('UpdateUsagePlan', input)).toThrow(message);
  });
});
