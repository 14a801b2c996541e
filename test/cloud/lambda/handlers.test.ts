import type { LambdaMode } from '../../../lib/cloud/lambda';
import { ask, asset, cleanUp, deployed, lambda, ORDERS } from './_local-lambda';

afterEach(cleanUp);

const MODES: readonly LambdaMode[] = ['in-process', 'worker'];

describe.each(MODES)('deployed code, %s', (mode) => {
  test('an async handler gets the event and answers by what it returns', async () => {
    const service = lambda({ mode });
    service.putFunction(deployed('exports.handler = async (event) => ({ got: event.a })'));
    expect(await ask(service, { a: [1, 'b'] })).toEqual({
      kind: 'returned',
      payload: { got: [1, 'b'] },
    });
  });

  test('the module is loaded once, and keeps what it remembers', async () => {
    const service = lambda({ mode });
    service.putFunction(deployed('let n = 0; exports.handler = async () => ++n'));
    await ask(service);
    expect(await ask(service)).toEqual({ kind: 'returned', payload: 2 });
  });

  test('the AWS SDK that the runtime brings along is that of the project', async () => {
    const service = lambda({ mode: 'in-process' });
    const code = "const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');";
    service.putFunction(deployed(`${code} exports.handler = async () => DynamoDBClient.name`));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: 'DynamoDBClient' });
  });

  test('two functions of one asset share neither variables nor environment', async () => {
    const code = asset({
      'index.js':
        "const { count } = require('./lib/counter'); const TABLE = process.env.TABLE;" +
        'exports.handler = async () => [TABLE, process.env.TABLE, count()]',
      'lib/counter.js': 'let n = 0; exports.count = () => ++n',
    });
    const service = lambda({ mode });
    const answers = [];
    for (const name of ['One', 'Two']) {
      const functionArn = ORDERS.replace('Orders', name);
      service.putFunction(deployed('', { code, functionArn, environment: { TABLE: name } }));
      answers.push(
        await service.invoke({
          functionArn,
          payload: '{}',
          invocationType: 'RequestResponse',
          timeoutMs: 9_000,
        }),
      );
    }
    expect(answers).toEqual([
      { kind: 'returned', payload: '["One","One",1]' },
      { kind: 'returned', payload: '["Two","Two",1]' },
    ]);
  });

  test('the environment is the function’s and Lambda’s, and nothing of the process', async () => {
    process.env['GATEHOUSE_HOST_ONLY'] = 'secret';
    const service = lambda({ mode, environment: { STAGE: 'all', TABLE: 'all' } });
    service.putFunction(
      deployed('exports.handler = async () => ({ ...process.env })', {
        environment: { TABLE: 'orders' },
        memoryMb: 256,
      }),
    );
    const { payload } = (await ask(service)) as { payload: Record<string, string> };
    Reflect.deleteProperty(process.env, 'GATEHOUSE_HOST_ONLY');
    expect(payload).toMatchObject({
      STAGE: 'all',
      TABLE: 'orders',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'Orders',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/Orders',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_ACCESS_KEY_ID: 'local',
      _HANDLER: 'index.handler',
    });
    expect(payload).not.toHaveProperty('GATEHOUSE_HOST_ONLY');
    expect(payload).not.toHaveProperty('HOME');
  });

  test('two invocations at one time keep their own environment over an await', async () => {
    const source =
      'exports.handler = async () => { await new Promise((r) => setTimeout(r, 20));' +
      'return process.env.NAME }';
    const service = lambda({ mode });
    const arns = ['A', 'B'].map((name) => ORDERS.replace('Orders', name));
    for (const functionArn of arns) {
      const environment = { NAME: functionArn.slice(-1) };
      service.putFunction(deployed(source, { functionArn, environment }));
    }
    const answers = await Promise.all(
      arns.map((functionArn) =>
        service.invoke({
          functionArn,
          payload: '{}',
          invocationType: 'RequestResponse',
          timeoutMs: 9_000,
        }),
      ),
    );
    expect(answers).toEqual([
      { kind: 'returned', payload: '"A"' },
      { kind: 'returned', payload: '"B"' },
    ]);
  });

  test.each([
    ['an ES module by its extension', { 'index.mjs': 'export const handler = async () => 1' }],
    [
      'an ES module by its package.json',
      { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => 1' },
    ],
    ['an ES module by its syntax', { 'index.js': 'export const handler = async () => 1' }],
    [
      'an ES module that waits while it is loaded',
      { 'index.mjs': 'const n = await Promise.resolve(1); export const handler = async () => n' },
    ],
    ['a CommonJS module by its extension', { 'index.cjs': 'exports.handler = async () => 1' }],
    [
      'a CommonJS module that imports dynamically',
      {
        'index.js': "exports.handler = async () => (await import('./one.mjs')).default",
        'one.mjs': 'export default 1',
      },
    ],
    [
      'a module that reads JSON and a package of its own',
      {
        'index.js': "exports.handler = async () => require('./n.json').n - require('dep')",
        'n.json': '{"n":3}',
        'node_modules/dep/package.json': '{"main":"main.js"}',
        'node_modules/dep/main.js': 'module.exports = 2',
      },
    ],
    [
      'modules that require each other',
      {
        'index.js': "exports.one = 1; exports.handler = async () => require('./b').value()",
        'b.js': "const a = require('./index'); exports.value = () => a.one",
      },
    ],
    [
      'a script with a first line for the shell',
      { 'index.js': '#!/usr/bin/env node\nexports.handler = async () => 1' },
    ],
  ])('%s runs', async (_what, files) => {
    const service = lambda({ mode });
    service.putFunction(deployed('', { code: asset(files) }));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: 1 });
  });

  test('a handler in a folder, below a member of the exports, is found', async () => {
    const code = asset({ 'dist/api.js': 'exports.orders = { list: async () => "all" }' });
    const service = lambda({ mode });
    service.putFunction(deployed('', { code, handler: 'dist/api.orders.list' }));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: 'all' });
  });

  test('inline code runs', async () => {
    const text = 'exports.handler = async () => require("node:path").sep';
    const service = lambda({ mode });
    service.putFunction(deployed('', { code: { kind: 'inline', text } }));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: '/' });
  });

  test('code that is deployed again answers from then on', async () => {
    const service = lambda({ mode });
    service.putFunction(deployed('exports.handler = async () => "old"'));
    await ask(service);
    service.putFunction(deployed('exports.handler = async () => "new"'));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: 'new' });
  });

  test('options for Node.js in the environment are those of the function', async () => {
    const service = lambda({ mode });
    const NODE_OPTIONS = '--max-old-space-size=200 --enable-source-maps --title=x';
    const source = 'exports.handler = async () => process.env.NODE_OPTIONS';
    service.putFunction(deployed(source, { environment: { NODE_OPTIONS } }));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: NODE_OPTIONS });
  });

  test('the context says who runs, for whom and how long', async () => {
    const service = lambda({ mode, requestId: () => 'r-1' });
    const source =
      'exports.handler = async (event, context) => ({ ...context, keys: Object.keys(context).sort(),' +
      ' left: context.getRemainingTimeInMillis() })';
    service.putFunction(deployed(source, { memoryMb: 512, timeoutSeconds: 7 }));
    const { payload } = (await ask(service)) as { payload: Record<string, unknown> };
    expect(payload).toMatchObject({
      functionName: 'Orders',
      functionVersion: '$LATEST',
      invokedFunctionArn: ORDERS,
      memoryLimitInMB: '512',
      awsRequestId: 'r-1',
      logGroupName: '/aws/lambda/Orders',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      keys: [
        'awsRequestId',
        'clientContext',
        'functionName',
        'functionVersion',
        'getRemainingTimeInMillis',
        'identity',
        'invokedFunctionArn',
        'logGroupName',
        'logStreamName',
        'memoryLimitInMB',
      ],
    });
    expect(payload['left']).toBeLessThanOrEqual(7_000);
    expect(payload['left']).toBeGreaterThan(5_000);
  });
});
