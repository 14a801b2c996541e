import { Cloud } from '../../../lib/cloud';
import { ARN, alias, call, deploy, fn, RETAINED, refusal, variables, version } from './_shop';

let cloud: Cloud;
beforeEach(() => {
  cloud = new Cloud();
});
afterEach(() => cloud.close());

const ONE = variables({ BUILD: 'one' });
const TWO = variables({ BUILD: 'two' });

/** @see https://github.com/serverless/serverless/issues/6349, #8392, #7822 */
function exists(number: number): string {
  return `A version for this Lambda function exists ( ${number} ). Modify the function to create a new version.`;
}

describe('a version', () => {
  test('fails beside another one of the same function', async () => {
    expect(await refusal(deploy(cloud, [fn('Fn'), version('V1'), version('V2')]))).toBe(exists(1));
  });

  test('fails under another logical id, while the function is the same', async () => {
    await deploy(cloud, [fn('Fn'), version('V1')]);
    expect(await refusal(deploy(cloud, [fn('Fn'), version('V2')]))).toBe(exists(1));
    expect(await call(cloud, `${ARN}:1`)).toBe('none');
  });

  test('fails where one of its own properties replaces it, while the function is the same', async () => {
    await deploy(cloud, [fn('Fn'), version('V1')]);
    const described = version('V1', { Description: 'second' });
    expect(await refusal(deploy(cloud, [fn('Fn'), described]))).toBe(exists(1));
  });

  test('fails where one that was retained is what the function is', async () => {
    await deploy(cloud, [fn('Fn'), version('V1', {}, RETAINED)]);
    await deploy(cloud, [fn('Fn')]);
    expect(await refusal(deploy(cloud, [fn('Fn'), version('V2')]))).toBe(exists(1));
  });

  // Reserved concurrency: https://github.com/serverless/serverless/issues/7822. The properties are
  // those that the CDK leaves out of the hash of a version.
  test.each<[string, object]>([
    ['reserved concurrency', { ReservedConcurrentExecutions: 5 }],
    ['tags', { Tags: [{ Key: 'team', Value: 'shop' }] }],
  ])('fails where nothing but %s has changed', async (_what, more) => {
    await deploy(cloud, [fn('Fn'), version('V1')]);
    expect(await refusal(deploy(cloud, [fn('Fn', more), version('V2')]))).toBe(exists(1));
  });

  test('counts on the last one, not on the first', async () => {
    await deploy(cloud, [fn('Fn', ONE), version('V1', {}, RETAINED)]);
    await deploy(cloud, [fn('Fn', TWO), version('V2')]);
    expect(await refusal(deploy(cloud, [fn('Fn', TWO), version('V3')]))).toBe(exists(2));
  });

  test('takes the place of another one when the function has changed', async () => {
    await deploy(cloud, [fn('Fn', ONE), version('V1'), alias('Live')]);
    const live = alias('Live', { FunctionVersion: { 'Fn::GetAtt': ['V1', 'Version'] } });
    await deploy(cloud, [fn('Fn', TWO), version('V1', { Description: 'second' }), live]);
    expect(await call(cloud, `${ARN}:live`)).toBe('two');
    expect(await call(cloud, `${ARN}:1`)).toBe('missing');
  });

  test('can be made anew after one was refused, once the function changes', async () => {
    await deploy(cloud, [fn('Fn', ONE), version('V1', {}, RETAINED)]);
    await refusal(deploy(cloud, [fn('Fn', ONE), version('V2')]));
    await deploy(cloud, [fn('Fn', TWO), version('V2')]);
    expect(await call(cloud, `${ARN}:2`)).toBe('two');
  });

  test.each([{}, RETAINED])('is the first again after all was deleted: %j', async (more) => {
    await deploy(cloud, [fn('Fn'), version('V1', {}, more)]);
    await cloud.engine.delete();
    await deploy(cloud, [fn('Fn'), version('V1', {}, more)]);
    expect(await call(cloud, `${ARN}:1`)).toBe('none');
  });

  test('fails for a function that does not exist, and says how to give one', async () => {
    // The words of ResourceNotFoundException, as getmoto/moto and localstack/localstack have them.
    const resources = [version('V1', { FunctionName: 'nobody' })];
    expect(await refusal(deploy(cloud, resources))).toBe(
      'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody; of one that no stack declares give a stand-in, `functions: { [arn]: handler }`',
    );
  });
});

describe('an alias', () => {
  const weighted = (FunctionVersion: string, weighedVersion: string): object => ({
    FunctionVersion,
    RoutingConfig: {
      AdditionalVersionWeights: [{ FunctionVersion: weighedVersion, FunctionWeight: 0.1 }],
    },
  });

  // The words of CreateAlias, as localstack/localstack has them from the service
  // (localstack-core, services/lambda_/provider.py, _create_routing_config_model).
  test.each<[string, object, string]>([
    [
      'that divides its calls between a version and itself',
      weighted('1', '1'),
      'Invalid function version 1. Function version 1 is already included in routing configuration.',
    ],
    [
      'that divides the calls of $LATEST',
      weighted('$LATEST', '1'),
      '$LATEST is not supported for an alias pointing to more than 1 version',
    ],
    [
      'that gives a part of its calls to $LATEST',
      weighted('1', '$LATEST'),
      '$LATEST is not supported for an alias pointing to more than 1 version',
    ],
    [
      'to a version that does not exist',
      { FunctionVersion: '7' },
      `Function not found: ${ARN}:7; the versions of the function are $LATEST, 1`,
    ],
    [
      'that gives a part of its calls to a version that does not exist',
      weighted('1', '7'),
      `Function not found: ${ARN}:7; the versions of the function are $LATEST, 1`,
    ],
  ])('fails %s', async (_what, properties, message) => {
    const resources = [fn('Fn'), version('V1'), alias('Live', properties)];
    expect(await refusal(deploy(cloud, resources))).toBe(message);
  });

  test('fails to divide its calls with itself in an update, and stays what it was', async () => {
    await deploy(cloud, [fn('Fn'), version('V1'), alias('Live')]);
    const update = [fn('Fn'), version('V1'), alias('Live', weighted('1', '1'))];
    expect(await refusal(deploy(cloud, update))).toMatch(/^Invalid function version 1\./);
    expect(await call(cloud, `${ARN}:live`)).toBe('none');
  });

  // ResourceConflictException of CreateAlias, as getmoto/moto has it from the service
  // (tests/test_awslambda/test_lambda_alias.py).
  test('fails beside another one of the same name', async () => {
    const resources = [fn('Fn'), version('V1'), alias('Live'), alias('Again')];
    expect(await refusal(deploy(cloud, resources))).toBe(`Alias already exists: ${ARN}:live`);
  });

  test.each(['1', '$LATEST'])(
    'fails with the name %s, which is that of a version',
    async (Name) => {
      const resources = [fn('Fn'), version('V1'), alias('Live', { Name })];
      expect(await refusal(deploy(cloud, resources))).toContain(
        '`name` must be 1 to 128 letters, digits, - or _, not digits alone',
      );
    },
  );

  test('may have the name of an alias of another function', async () => {
    const second = fn('Fn2', { FunctionName: 'other' });
    const other = alias('Live2', { FunctionName: { Ref: 'Fn2' }, FunctionVersion: '$LATEST' });
    await deploy(cloud, [fn('Fn'), version('V1'), alias('Live'), second, other]);
    expect(await call(cloud, `${ARN.replace('orders', 'other')}:live`)).toBe('none');
  });

  test('comes back after its deletion', async () => {
    const resources = [fn('Fn'), version('V1'), alias('Live')];
    await deploy(cloud, resources);
    await cloud.engine.delete();
    await deploy(cloud, resources);
    expect(await call(cloud, `${ARN}:live`)).toBe('none');
  });
});
