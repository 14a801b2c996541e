import { body, deployment, mockMethod, petStore, stage, testService } from './_service';

const TEXT = '$context.isCanaryRequest $stageVariables.color $stageVariables.size';

async function canary(percent: number, options: Parameters<typeof testService>[0] = {}) {
  const { service, stack } = testService(options);
  const settings = { Variables: { color: 'blue', size: 'small' } };
  await stack.deploy(petStore({ Get: mockMethod(`one ${TEXT}`), Stage: stage('First', settings) }));
  await stack.deploy(
    petStore({
      Get: mockMethod(`two ${TEXT}`),
      Second: deployment(),
      Stage: stage('First', {
        ...settings,
        CanarySetting: {
          DeploymentId: { Ref: 'Second' },
          PercentTraffic: percent,
          StageVariableOverrides: { color: 'red' },
        },
      }),
    }),
  );
  const restApiId = stack.id('Api');
  const many = async (times: number) => {
    const bodies: string[] = [];
    for (let index = 0; index < times; index += 1) bodies.push(await body(service, restApiId));
    return bodies;
  };
  return { service, restApiId, many };
}

describe('a canary', () => {
  test('of no traffic never answers', async () => {
    const { many } = await canary(0);
    expect(new Set(await many(20))).toEqual(new Set(['one false blue small']));
  });

  test('of all traffic always answers, with the variables of the stage below its own', async () => {
    const { many } = await canary(100);
    expect(new Set(await many(20))).toEqual(new Set(['two true red small']));
  });

  test('gets exactly its share of any number of requests in exact mode', async () => {
    const { many } = await canary(30, { canarySplit: 'exact' });
    const bodies = await many(50);
    const canaries = (count: number) =>
      bodies.slice(0, count).filter((text) => text.startsWith('two')).length;
    expect([10, 20, 50].map(canaries)).toEqual([3, 6, 15]);
  });

  test('draws the same requests from the same seed, others from another', async () => {
    const draw = async (seed: number) => (await (await canary(50, { seed })).many(40)).join();
    expect(await draw(1)).toBe(await draw(1));
    expect(await draw(1)).not.toBe(await draw(2));
  });

  test('that is promoted answers every request, without another deployment', async () => {
    const { service, restApiId, many } = await canary(0);
    service.call('UpdateStage', {
      restApiId,
      stageName: 'dev',
      patchOperations: [
        { op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables' },
        { op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId' },
        { op: 'remove', path: '/canarySettings' },
      ],
    });
    const [text] = await many(1);
    expect(text).toMatch(/^two .*red small$/);
  });
});
