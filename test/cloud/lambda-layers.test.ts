import { Cloud, type CloudOptions } from '../../lib/cloud';
import type { CfnResource } from '../../lib/model';
import { source } from './_templates';
import { cleanUp, folderOf } from './lambda/_local-lambda';

let cloud: Cloud;
afterEach(async () => {
  await cloud.close();
  await cleanUp();
});

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:orders';

/** A package that says where it is from. */
const says = (text: string, name = 'greeting', place = 'nodejs') => ({
  [`${place}/node_modules/${name}/package.json`]: JSON.stringify({ name, main: 'main.js' }),
  [`${place}/node_modules/${name}/main.js`]: `exports.text = ${JSON.stringify(text)};`,
});

const layer = (S3Key: string, more: object = {}): CfnResource => ({
  Type: 'AWS::Lambda::LayerVersion',
  Properties: { Content: { S3Bucket: 'assets', S3Key }, ...more },
});

const COMMON_JS = { 'index.js': "exports.handler = async () => require('greeting').text;" };
const ESM = {
  'index.mjs': "import { text } from 'greeting'; export const handler = async () => text;",
};

interface Deployed {
  readonly code?: Readonly<Record<string, string>>;
  readonly layers: readonly unknown[];
  readonly runtime?: string;
  readonly options?: CloudOptions;
}

/** Deploys a function with layers; files are given by the key of their asset. */
async function deploy(
  resources: Record<string, CfnResource>,
  files: Readonly<Record<string, Readonly<Record<string, string>>>>,
  { code = COMMON_JS, layers, runtime = 'nodejs24.x', options = {} }: Deployed,
): Promise<void> {
  const all: Readonly<Record<string, Readonly<Record<string, string>>>> = { ...files, code };
  const folders = new Map(Object.entries(all).map(([key, one]) => [key, folderOf(one)]));
  const Fn: CfnResource = {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'orders',
      Runtime: runtime,
      Handler: 'index.handler',
      Code: { S3Bucket: 'assets', S3Key: 'code' },
      Layers: layers,
    },
  };
  cloud ??= new Cloud(options);
  await cloud.deploy({
    sources: [source({ ...resources, Fn })],
    assets: { assetFile: (key) => folders.get(key), document: () => undefined },
  });
}

async function call(): Promise<unknown> {
  const answer = await cloud.lambda.invoke({
    functionArn: ARN,
    payload: '{}',
    invocationType: 'RequestResponse',
    timeoutMs: 10_000,
  });
  return 'payload' in answer ? JSON.parse(answer.payload) : answer.kind;
}

const Ref = (name: string) => ({ Ref: name });

describe.each(['in-process', 'worker'] as const)('code that runs %s', (lambdaMode) => {
  beforeEach(() => {
    cloud = new Cloud({ lambdaMode });
  });

  test('finds the packages of its layers, the last above the others', async () => {
    const files = {
      one: { ...says('one'), ...says('other', 'other') },
      two: says('two'),
    };
    const code = {
      'index.js':
        "exports.handler = async () => [require('greeting').text, require('other').text];",
    };
    const layers = [Ref('One'), Ref('Two')];
    await deploy({ One: layer('one'), Two: layer('two') }, files, { layers, code });
    expect(await call()).toEqual(['two', 'other']);
  });

  test('finds those for its version of Node.js first', async () => {
    const files = { one: { ...says('any'), ...says('24', 'greeting', 'nodejs/node24') } };
    await deploy({ One: layer('one') }, files, { layers: [Ref('One')] });
    expect(await call()).toBe('24');
  });

  test('does not find those for another version', async () => {
    const files = { one: says('22', 'greeting', 'nodejs/node22') };
    await deploy({ One: layer('one') }, files, { layers: [Ref('One')] });
    expect(await call()).toMatchObject({
      errorMessage: expect.stringMatching(/^Cannot find module 'greeting'/),
    });
  });

  test('finds its own packages first, and packages of a layer their own', async () => {
    const greeting = {
      'nodejs/node_modules/greeting/index.js': "exports.text = require('name') + require('where');",
      'nodejs/node_modules/greeting/node_modules/name/index.js': "module.exports = 'nested';",
      'nodejs/node_modules/name/index.js': "module.exports = 'top';",
    };
    const files = {
      one: greeting,
      two: { 'nodejs/node_modules/where/index.js': "module.exports = ' in two';" },
    };
    const code = {
      ...COMMON_JS,
      'index.js': "exports.handler = async () => [require('greeting').text, require('name')];",
      'node_modules/name/index.js': "module.exports = 'own';",
    };
    const layers = [Ref('One'), Ref('Two')];
    await deploy({ One: layer('one'), Two: layer('two') }, files, { layers, code });
    expect(await call()).toEqual(['nested in two', 'own']);
  });

  test('finds them as an ES module', async () => {
    await deploy({ One: layer('one') }, { one: says('one') }, { layers: [Ref('One')], code: ESM });
    expect(await call()).toBe('one');
  });
});

describe('a layer', () => {
  beforeEach(() => {
    cloud = new Cloud();
  });

  test('has a new version for each change of its content', async () => {
    const Name = { LayerName: 'texts' };
    await deploy({ One: layer('a', Name) }, { a: says('one') }, { layers: [Ref('One')] });
    expect(await call()).toBe('one');
    await deploy({ One: layer('b', Name) }, { b: says('two') }, { layers: [Ref('One')] });
    expect(await call()).toBe('two');
    expect(cloud.engine.resource({ source: 'Shop', logicalId: 'One' })?.physicalId).toBe(
      'arn:aws:lambda:us-east-1:123456789012:layer:texts:2',
    );
  });

  test('is listed as ignored when no stack declares it', async () => {
    const insights = 'arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:53';
    const code = { 'index.js': 'exports.handler = async () => 1;' };
    await deploy({}, {}, { layers: [insights], code });
    expect(await call()).toBe(1);
    expect(cloud.ignored).toEqual([
      { path: 'Shop/Fn', reason: `Layers: no stack declares ${insights}` },
    ]);
  });

  test('fails the first call where it is no folder', async () => {
    await deploy({ One: layer('none') }, {}, { layers: [Ref('One')] });
    await expect(call()).rejects.toThrow(
      /FunctionLayer at Shop\/Fn: .*got: "s3:\/\/assets\/none" in `Layers`/,
    );
  });
});
