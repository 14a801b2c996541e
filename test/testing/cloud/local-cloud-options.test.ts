import { Stack } from 'aws-cdk-lib';
import { LocalCloud, testApp } from '../../../lib/testing';

const empty = () => new Stack(testApp(), 'Empty');

test.each([
  [
    { function: {} },
    /LocalCloudOption: an option must be one of account, .*functions, .*, got: "function"$/,
  ],
  [{ __proto__: null, toString: 1 }, /LocalCloudOption: an option .*, got: "toString"$/],
  [
    { lambdaMode: 'workers' },
    /LocalCloudOption: `lambdaMode` must be one of in-process, worker, got: "workers"$/,
  ],
  [
    { canarySplit: 'random' },
    /LocalCloudOption: `canarySplit` must be one of seeded, exact, got: "random"$/,
  ],
])('a local cloud is refused that no compiler has checked: %j', async (options, message) => {
  await expect(LocalCloud.deploy(empty(), options as object)).rejects.toThrow(message);
});

test('options that are undefined are not given', async () => {
  const options = { lambdaMode: undefined, clock: undefined } as object;
  const cloud = await LocalCloud.deploy(empty(), options);
  await expect(cloud.deploy(empty(), { seed: 2 } as object)).rejects.toThrow(
    'LocalCloudOption: an option must be one of functions, parameters, got: "seed"',
  );
  await cloud.destroy();
});
