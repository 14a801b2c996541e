import { CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
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

describe('parameters', () => {
  const parametrised = (name = 'Size') => {
    const stack = new Stack(testApp(), 'Shop');
    new CfnOutput(stack, 'Out', {
      value: new CfnParameter(stack, name, { default: '1' }).valueAsString,
    });
    return stack;
  };

  test.each([
    [{ Sise: '2' }, '"Sise"'],
    [{ Size: '2', 'Store/Size': '3' }, '"Store/Size"'],
  ])('are those of the templates: not %j', async (parameters, got) => {
    await expect(LocalCloud.deploy(parametrised(), { parameters })).rejects.toThrow(
      `LocalCloudOption: \`parameters\` must name parameters of the app's templates (Shop/Size, Shop/BootstrapVersion), got: ${got}`,
    );
  });

  test('of before may be gone', async () => {
    const cloud = await LocalCloud.deploy(parametrised(), { parameters: { 'Shop/Size': '2' } });
    await cloud.deploy(parametrised('Colour'), { parameters: { Colour: 'red' } });
    await expect(cloud.deploy(parametrised(), { parameters: { Colour: 'red' } })).rejects.toThrow(
      '(Shop/Size, Shop/BootstrapVersion), got: "Colour"',
    );
    await cloud.destroy();
  });
});
