import type { LambdaMode } from '../../../lib/cloud/lambda';
import { ask, asset, call, cleanUp, deployed, folderOf, lambda } from './_local-lambda';

afterEach(cleanUp);

const MODES: readonly LambdaMode[] = ['in-process', 'worker'];

interface Broken {
  readonly files?: Readonly<Record<string, string>>;
  readonly handler?: string;
}

function failure(errorType: string, errorMessage: string | RegExp, more: object = {}) {
  const message =
    errorMessage instanceof RegExp ? expect.stringMatching(errorMessage) : errorMessage;
  return { kind: 'failed', payload: { errorType, errorMessage: message, ...more } };
}

describe.each(MODES)('a handler, %s', (mode) => {
  test.each([
    [
      'with an error',
      'exports.handler = async () => { throw new TypeError("no") }',
      failure('TypeError', 'no', {
        trace: expect.arrayContaining(['TypeError: no', expect.stringMatching(/index\.js:1:\d+/)]),
      }),
    ],
    [
      'with an error of a class of its own',
      'exports.handler = async () => { throw Object.assign(new Error("four hundred"), { name: "Exception" }) }',
      failure('Exception', 'four hundred', { trace: expect.any(Array) }),
    ],
    [
      'before its first await',
      'exports.handler = () => { throw new RangeError("no") }',
      failure('RangeError', 'no', { trace: expect.any(Array) }),
    ],
    [
      'with a text',
      'exports.handler = async () => { throw "no" }',
      failure('string', 'no', { trace: [] }),
    ],
    [
      'with nothing',
      'exports.handler = async () => { throw undefined }',
      failure('undefined', 'undefined', { trace: [] }),
    ],
    [
      'with an error that cannot be read',
      'exports.handler = async () => { throw Object.create(null) }',
      failure('handled', /^callback called with Error argument, but there was a problem/),
    ],
    [
      'with an answer that is circular',
      'exports.handler = async () => { const a = {}; a.a = a; return a }',
      failure('Runtime.JSONStringifyError', 'Unable to stringify response body'),
    ],
    [
      'with an answer that JSON does not have',
      'exports.handler = async () => 1n',
      failure('Runtime.JSONStringifyError', 'Unable to stringify response body'),
    ],
    [
      'with an answer that is too long',
      'exports.handler = async () => "a".repeat(6291555)',
      failure(
        'Function.ResponseSizeTooLarge',
        'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      ),
    ],
  ])('fails %s', async (_what, source, expected) => {
    const service = lambda({ mode });
    service.putFunction(deployed(source));
    expect(await ask(service)).toMatchObject(expected);
  });

  test('an answer may have as many bytes as Lambda carries', async () => {
    const service = lambda({ mode });
    service.putFunction(deployed('exports.handler = async () => "a".repeat(6291554)'));
    expect(await ask(service)).toMatchObject({ kind: 'returned' });
  });

  test.each([
    ['undefined', 'undefined'],
    ['a function', '() => 1'],
  ])('that returns %s answers null', async (_what, value) => {
    const service = lambda({ mode });
    service.putFunction(deployed(`exports.handler = async () => (${value})`));
    expect(await ask(service)).toEqual({ kind: 'returned', payload: null });
  });

  test('that has failed answers the next event', async () => {
    const service = lambda({ mode });
    service.putFunction(
      deployed(
        'exports.handler = async ({ n }) => { if (n === 1) throw new Error("1"); return n }',
      ),
    );
    expect(await ask(service, { n: 1 })).toMatchObject({ kind: 'failed' });
    expect(await ask(service, { n: 2 })).toEqual({ kind: 'returned', payload: 2 });
  });
});

describe.each(MODES)('code that cannot be loaded, %s', (mode) => {
  test.each([
    [
      'a file that is missing',
      { files: { 'other.js': '' } },
      failure('Runtime.ImportModuleError', "Error: Cannot find module 'index'"),
    ],
    [
      'a package that is missing',
      { files: { 'index.js': 'require("gatehouse-nowhere")' } },
      failure('Runtime.ImportModuleError', /^Error: Cannot find module 'gatehouse-nowhere'/),
    ],
    [
      'an error of syntax',
      { files: { 'index.js': 'exports.handler = async () => {' } },
      failure('Runtime.UserCodeSyntaxError', /^SyntaxError: /),
    ],
    [
      'an error at the top of the module',
      { files: { 'index.js': 'throw new TypeError("no table")' } },
      failure('TypeError', 'no table'),
    ],
    [
      'an export that is missing',
      { handler: 'index.main' },
      failure('Runtime.HandlerNotFound', 'index.main is undefined or not exported'),
    ],
    [
      'an export that is no function',
      { files: { 'index.js': 'exports.handler = 1' } },
      failure('Runtime.HandlerNotFound', 'index.handler is not a function'),
    ],
    [
      'a handler without an export',
      { handler: 'index' },
      failure('Runtime.MalformedHandlerName', 'Bad handler'),
    ],
    [
      'a handler outside of the folder',
      { handler: '../index.handler' },
      failure(
        'Runtime.MalformedHandlerName',
        "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
      ),
    ],
    [
      'a callback in Node.js 24',
      { files: { 'index.js': 'exports.handler = (event, context, callback) => callback()' } },
      failure(
        'Runtime.CallbackHandlerDeprecated',
        /^ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node\.js 24\./,
      ),
    ],
  ])('fails for %s', async (_what, { files, ...more }: Broken, expected) => {
    const service = lambda({ mode });
    const code = asset(files ?? { 'index.js': 'exports.handler = async () => 1' });
    service.putFunction(deployed('', { ...more, code }));
    expect(await ask(service)).toMatchObject(expected);
  });

  test('fails at each call, and is loaded anew at each', async () => {
    const service = lambda({ mode });
    service.putFunction(deployed('throw new Error("no")'));
    await ask(service);
    expect(await ask(service)).toMatchObject(failure('Error', 'no'));
  });
});

describe('code that cannot run on this machine', () => {
  test.each(['python3.13', 'provided.al2023', undefined])(
    'fails for the runtime %s',
    async (runtime) => {
      const service = lambda();
      const { runtime: _runtime, ...definition } = deployed('', { label: 'Shop/Orders' });
      service.putFunction(runtime === undefined ? definition : { ...definition, runtime });
      await expect(ask(service)).rejects.toThrow(
        `FunctionRuntime at Shop/Orders: only code for Node.js runs locally, got: the runtime ${JSON.stringify(runtime ?? null)}; give a function for it`,
      );
    },
  );

  test.each([
    ['TypeScript alone', () => folderOf({ 'index.ts': 'export const handler = 1' })],
    ['nothing', () => folderOf({})],
    ['no folder', () => '/nowhere/asset.1'],
  ])('fails for an asset with %s, and says how to bundle', async (_what, folder) => {
    const service = lambda();
    service.putFunction(deployed('', { code: { kind: 'folder', path: folder() } }));
    await expect(ask(service)).rejects.toThrow(
      /FunctionCode at arn:.* must have a \.js, \.mjs or \.cjs file, got: "\/.*synthesize with bundling on .* or give a function for it/,
    );
  });

  test('fails for an archive', async () => {
    const service = lambda();
    const path = `${folderOf({ 'asset.1.zip': 'PK' })}/asset.1.zip`;
    service.putFunction(deployed('', { code: { kind: 'folder', path } }));
    await expect(ask(service)).rejects.toThrow(
      /the code of a function must be a folder, got: the file ".*asset\.1\.zip"; unpack it/,
    );
  });

  test('fails without a handler', async () => {
    const service = lambda();
    const { handler: _handler, ...definition } = deployed('');
    service.putFunction(definition);
    await expect(ask(service)).rejects.toThrow(
      'FunctionHandler at arn:aws:lambda:eu-west-1:123456789012:function:Orders: `handler` must name file and export',
    );
  });
});

describe('a thread that breaks down', () => {
  test.each([
    [
      'with an error that nobody catches',
      'exports.handler = () => new Promise(() => setTimeout(() => { throw new TypeError("no") }))',
      failure('TypeError', 'no'),
    ],
    [
      'with a promise that nobody awaits',
      'exports.handler = () => new Promise(() => { Promise.reject(new Error("no")) })',
      failure('Runtime.UnhandledPromiseRejection', 'Error: no'),
    ],
    [
      'with process.exit(0)',
      'exports.handler = async () => process.exit(0)',
      failure(
        'Runtime.ExitError',
        'RequestId: r-1 Error: Runtime exited without providing a reason',
      ),
    ],
    [
      'with process.exit(3)',
      'exports.handler = async () => process.exit(3)',
      failure(
        'Runtime.ExitError',
        'RequestId: r-1 Error: Runtime exited with error: exit status 3',
      ),
    ],
    [
      'for want of memory',
      'exports.handler = async () => { const a = []; for (;;) a.push(new Array(1e6).fill({})) }',
      failure(
        'Runtime.ExitError',
        'RequestId: r-1 Error: Runtime exited with error: signal: killed',
      ),
    ],
  ])('fails %s, and the next event finds another', async (_what, source, expected) => {
    const service = lambda({ mode: 'worker', requestId: () => 'r-1' });
    const head = 'const { handler: run } = (() => { const exports = {}; ';
    const guard = `${head}${source}; return exports })();`;
    const code = `${guard} exports.handler = async (event) => (event.ok ? "ok" : run(event))`;
    service.putFunction(deployed(code, { timeoutSeconds: 20 }));
    expect(await ask(service)).toMatchObject(expected);
    expect(await ask(service, { ok: true })).toEqual({ kind: 'returned', payload: 'ok' });
  });
});

test.each(MODES)('a failure says which invocation it was, %s', async (mode) => {
  const service = lambda({ mode, requestId: () => 'r-1' });
  service.putFunction(deployed('exports.handler = async () => { throw new Error("no") }'));
  expect(await service.invoke(call())).toMatchObject({ kind: 'failed', requestId: 'r-1' });
});
