import { Cloud } from '../../../lib/cloud';
import { ARN, call, deploy, fn, RETAINED, refusal, variables } from './_shop';

let cloud: Cloud;
beforeEach(() => {
  cloud = new Cloud();
});
afterEach(() => cloud.close());

// ResourceConflictException of CreateFunction, as localstack/localstack has it from the service
// (localstack-core, services/lambda_/provider.py).
const EXISTS = 'Function already exist: orders';

// InvalidParameterValueException of CreateFunction, seen in stack events with the handler's own
// words around it: "Resource handler returned message: "Runtime and Handler are mandatory …".
const MANDATORY =
  'Runtime and Handler are mandatory parameters for functions created with deployment packages.';

// https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html, the names of the
// variables behind it as in stack events.
const RESERVED =
  'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ';

describe('the name of a function', () => {
  test('fails for a second one of the stack, and the stack is as it was', async () => {
    await deploy(cloud, [fn('Fn', variables({ BUILD: 'one' }))]);
    const both = [fn('Fn', variables({ BUILD: 'one' })), fn('Two')];
    expect(await refusal(deploy(cloud, both))).toBe(EXISTS);
    expect(await call(cloud, ARN)).toBe('one');
  });

  test('fails for a function of another stack, until that is deleted', async () => {
    await deploy(cloud, [fn('Fn')]);
    expect(await refusal(deploy(cloud, [fn('Fn')], 'Other'))).toBe(EXISTS);
    await cloud.engine.delete(['Shop']);
    await deploy(cloud, [fn('Fn', variables({ BUILD: 'other' }))], 'Other');
    expect(await call(cloud, ARN)).toBe('other');
  });

  test('fails where it moves to another logical id, as the new function is made first', async () => {
    await deploy(cloud, [fn('Fn')]);
    expect(await refusal(deploy(cloud, [fn('Renamed')]))).toBe(EXISTS);
  });

  test('fails for a function that was retained', async () => {
    await deploy(cloud, [fn('Fn', {}, RETAINED)]);
    await cloud.engine.delete();
    expect(await refusal(deploy(cloud, [fn('Fn')]))).toBe(EXISTS);
  });

  test('fails for a function that a stand-in says to be outside of the stacks', async () => {
    const functions = { [ARN]: () => 'outside' };
    const sources = [{ name: 'Shop', template: { Resources: fn('Fn') } }];
    expect(await refusal(cloud.deploy({ sources, functions }))).toBe(
      `${EXISTS}; \`functions\` has a stand-in by its ARN: give it by the construct, or by the logical id`,
    );
  });

  test('may be another one, may stay in an update, and may come back', async () => {
    await deploy(cloud, [fn('Fn', variables({ BUILD: 'one' }))]);
    await deploy(cloud, [fn('Fn', variables({ BUILD: 'two' }))]);
    expect(await call(cloud, ARN)).toBe('two');
    await deploy(cloud, [fn('Fn', { FunctionName: 'other' })]);
    expect(await call(cloud, ARN)).toBe('missing');
    await deploy(cloud, [
      fn('Fn', variables({ BUILD: 'three' })),
      fn('Two', { FunctionName: 'two' }),
    ]);
    expect(await call(cloud, ARN)).toBe('three');
    await cloud.engine.delete();
    await deploy(cloud, [fn('Fn')]);
    expect(await call(cloud, ARN)).toBe('none');
  });

  test('may be the same in two regions', async () => {
    const template = { Resources: fn('Fn') };
    const environment = { account: '123456789012', region: 'eu-west-1' };
    await cloud.deploy({
      sources: [
        { name: 'Here', template },
        { name: 'There', template, environment },
      ],
    });
    expect(await call(cloud, ARN.replace('us-east-1', 'eu-west-1'))).toBe('none');
  });
});

describe('a function', () => {
  test.each<[string, object]>([
    ['without a runtime', { Runtime: undefined }],
    ['without a handler', { Handler: undefined }],
    ['whose package is said to be an archive', { PackageType: 'Zip', Handler: undefined }],
  ])('fails %s', async (_what, properties) => {
    expect(await refusal(deploy(cloud, [fn('Fn', properties)]))).toBe(MANDATORY);
  });

  test('needs neither where it is an image', async () => {
    const Code = { ImageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1' };
    await deploy(cloud, [
      fn('Fn', { PackageType: 'Image', Code, Runtime: undefined, Handler: undefined }),
    ]);
    expect(cloud.lambda.has(ARN)).toBe(true);
  });

  test.each([
    ['AWS_REGION'],
    ['AWS_DEFAULT_REGION'],
    ['AWS_ACCESS_KEY'],
    ['AWS_SESSION_TOKEN'],
    ['AWS_LAMBDA_FUNCTION_NAME'],
    ['AWS_LAMBDA_METADATA_TOKEN'],
    ['_HANDLER'],
    ['LAMBDA_TASK_ROOT'],
  ])('fails with the variable %s', async (name) => {
    const more = variables({ BUILD: 'one', [name]: 'mine' });
    expect(await refusal(deploy(cloud, [fn('Fn', more)]))).toBe(`${RESERVED}${name}`);
  });

  test('fails with several of them in an update, which names each and is rolled back', async () => {
    await deploy(cloud, [fn('Fn', variables({ BUILD: 'one' }))]);
    const more = variables({ AWS_ACCESS_KEY_ID: 'a', BUILD: 'two', AWS_SECRET_ACCESS_KEY: 'b' });
    expect(await refusal(deploy(cloud, [fn('Fn', more)]))).toBe(
      `${RESERVED}AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY`,
    );
    expect(await call(cloud, ARN)).toBe('one');
  });

  test.each(['AWS_NODEJS_CONNECTION_REUSE_ENABLED', 'AWS_XRAY_CONTEXT_MISSING', 'TZ', 'PATH'])(
    'may have the variable %s',
    async (name) => {
      await deploy(cloud, [fn('Fn', variables({ [name]: '1' }))]);
      expect(await call(cloud, ARN)).toBe('none');
    },
  );
});
