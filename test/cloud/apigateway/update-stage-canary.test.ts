import { replace, twoDeployments } from './_two-deployments';

const CANARY = '/canarySettings';
const OVERRIDES = `${CANARY}/stageVariableOverrides`;

const COPY_DEPLOYMENT = { op: 'copy', from: `${CANARY}/deploymentId`, path: '/deploymentId' };
const COPY_VARIABLES = { op: 'copy', from: OVERRIDES, path: '/variables' };

describe('UpdateStage on a stage without a canary', () => {
  test('makes a canary without traffic of a deployment', async () => {
    const { update, second, first } = await twoDeployments();
    const stage = update(replace(`${CANARY}/deploymentId`, second));
    expect(stage.deploymentId).toBe(first);
    expect(stage.canarySettings).toEqual({
      deploymentId: second,
      percentTraffic: 0,
      useStageCache: false,
    });
  });

  test('makes a canary of its own deployment when only the percentage is set', async () => {
    const { update, first } = await twoDeployments();
    expect(update(replace(`${CANARY}/percentTraffic`, '50')).canarySettings).toEqual({
      deploymentId: first,
      percentTraffic: 50,
      useStageCache: false,
    });
  });

  test.each([
    [`add ${CANARY}/deploymentId`, 'Invalid add operation with path: /canarySettings/deploymentId'],
    [
      `remove ${OVERRIDES}`,
      'Cannot remove method setting canarySettings/stageVariableOverrides because there is no method setting for this method ',
    ],
    [
      `replace ${CANARY}`,
      /^Invalid method setting path: \/canarySettings\. Must be one of: \[\/deploymentId, \/description, .*, \/variables\/\{variable_name\}, \/tracingEnabled\]$/,
    ],
    [`replace ${CANARY}/deploymentId`, 'Deployment id does not exist'],
    ['replace /deploymentId', 'Deployment id does not exist'],
  ])('fails to %s', async (operation, message) => {
    const { update } = await twoDeployments();
    const [op = '', path = ''] = operation.split(' ');
    expect(() => update({ op, path, value: 'nosuch' })).toThrow(
      expect.objectContaining({ name: 'BadRequestException', status: 400 }),
    );
    expect(() => update({ op, path, value: 'nosuch' })).toThrow(message);
  });

  test.each([COPY_DEPLOYMENT, COPY_VARIABLES])('fails to promote by %j', async (copy) => {
    const { update } = await twoDeployments();
    expect(() => update(copy)).toThrow('Promotion not available. Canary does not exist.');
  });

  test('promotes a canary that an operation before it in the request has made', async () => {
    const { update, second } = await twoDeployments();
    const stage = update(replace(`${CANARY}/deploymentId`, second), COPY_DEPLOYMENT);
    expect(stage.deploymentId).toBe(second);
  });

  test.each([
    ['/canarySettings/deploymentId', '/deploymentId/x'],
    ['/variables', OVERRIDES],
    ['/deploymentId', '/deploymentId'],
  ])('fails to copy from %s to %s', async (from, path) => {
    const { update } = await twoDeployments();
    expect(() => update({ op: 'copy', from, path })).toThrow(
      `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are ` +
        '[/deploymentId, /variables] and valid copy:from are ' +
        '[/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]',
    );
  });
});

describe('UpdateStage on a stage with a canary', () => {
  const withCanary = async () => {
    const world = await twoDeployments({ Variables: { color: 'blue', size: 'small' } });
    world.update(
      replace(`${CANARY}/deploymentId`, world.second),
      replace(`${CANARY}/percentTraffic`, '33.33'),
      replace(`${CANARY}/useStageCache`, 'true'),
      replace(`${OVERRIDES}/color`, 'green'),
      replace(`${OVERRIDES}/shape`, 'round'),
    );
    return world;
  };

  test('holds what was set, in the order of a start', async () => {
    const { get, second } = await withCanary();
    expect(get().canarySettings).toEqual({
      deploymentId: second,
      percentTraffic: 33.33,
      useStageCache: true,
      stageVariableOverrides: { color: 'green', shape: 'round' },
    });
  });

  test('sets and removes one override', async () => {
    const { update } = await withCanary();
    const stage = update(replace(`${OVERRIDES}/color`, 'red'), {
      op: 'remove',
      path: `${OVERRIDES}/shape`,
    });
    expect(stage.canarySettings?.['stageVariableOverrides']).toEqual({ color: 'red' });
  });

  test('ends the canary and leaves the rest', async () => {
    const { update, first } = await withCanary();
    const stage = update({ op: 'remove', path: CANARY });
    expect(stage).not.toHaveProperty('canarySettings');
    expect(stage).toMatchObject({
      deploymentId: first,
      variables: { color: 'blue', size: 'small' },
    });
  });

  test('promotes as the console does: merges variables, moves the stage, keeps the canary', async () => {
    const { update, second } = await withCanary();
    const stage = update(
      replace(`${CANARY}/percentTraffic`, '0.0'),
      COPY_VARIABLES,
      COPY_DEPLOYMENT,
    );
    expect(stage).toMatchObject({
      deploymentId: second,
      variables: { color: 'green', size: 'small', shape: 'round' },
      canarySettings: {
        deploymentId: second,
        percentTraffic: 0,
        stageVariableOverrides: { color: 'green', shape: 'round' },
      },
    });
  });

  test('accepts another deployment of the stage', async () => {
    const { update, second } = await withCanary();
    expect(update(replace('/deploymentId', second)).deploymentId).toBe(second);
  });

  test.each(['-0.1', '100.1', 'half', ''])('fails for a percentage of %j', async (value) => {
    const { update, get } = await withCanary();
    expect(() => update(replace(`${CANARY}/percentTraffic`, value))).toThrow(
      /must have a number of between 0 and 100, got: /,
    );
    expect(get().canarySettings?.['percentTraffic']).toBe(33.33);
  });

  test.each(['0', '100', '0.5'])('accepts a percentage of %s', async (value) => {
    const { update } = await withCanary();
    const { canarySettings } = update(replace(`${CANARY}/percentTraffic`, value));
    expect(canarySettings?.['percentTraffic']).toBe(Number(value));
  });

  test('replaces all overrides by a JSON object', async () => {
    const { update } = await withCanary();
    const { canarySettings } = update(replace(OVERRIDES, '{"only": "one"}'));
    expect(canarySettings?.['stageVariableOverrides']).toEqual({ only: 'one' });
  });

  test('fails to replace all overrides by something else', async () => {
    const { update } = await withCanary();
    expect(() => update(replace(OVERRIDES, 'only=one'))).toThrow(/must have a JSON object/);
  });
});
