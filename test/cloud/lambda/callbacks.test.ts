import type { LambdaMode } from '../../../lib/cloud/lambda';
import { ask, cleanUp, deployed, lambda } from './_local-lambda';

afterEach(cleanUp);

const MODES: readonly LambdaMode[] = ['in-process', 'worker'];
const ok = { kind: 'returned', payload: 'ok' };
const no = { kind: 'failed', payload: { errorType: 'Error', errorMessage: 'no' } };

describe.each(MODES)('a handler of nodejs22.x, %s', (mode) => {
  test.each([
    ['a callback', '(e, c, callback) => callback(null, "ok")', ok],
    ['a callback later', '(e, c, callback) => { setTimeout(callback, 1, null, "ok") }', ok],
    ['a callback with an error', '(e, c, callback) => callback(new Error("no"))', no],
    [
      'a callback with a text for an error',
      '(e, c, callback) => callback("no")',
      { kind: 'failed', payload: { errorType: 'string', errorMessage: 'no', trace: [] } },
    ],
    [
      'a callback without a value',
      '(e, c, callback) => callback()',
      { kind: 'returned', payload: null },
    ],
    ['a promise', 'async () => "ok"', ok],
    ['a promise that is rejected', 'async () => { throw new Error("no") }', no],
    ['an error that is thrown', '(e, c, callback) => { throw new Error("no") }', no],
    ['context.succeed', '(e, context) => context.succeed("ok")', ok],
    ['context.done', '(e, context) => context.done(null, "ok")', ok],
    ['context.done with an error', '(e, context) => context.done(new Error("no"))', no],
    ['context.fail', '(e, context) => context.fail(new Error("no"))', no],
    [
      'context.fail without an error',
      '(e, context) => context.fail()',
      { kind: 'failed', payload: { errorType: 'string', errorMessage: 'handled', trace: [] } },
    ],
    [
      'the first of two',
      '(e, c, callback) => { callback(null, "ok"); callback(null, "late") }',
      ok,
    ],
    ['null where it can only return', '(event) => "lost"', { kind: 'returned', payload: null }],
    [
      'an error for what is no JSON',
      'async () => 1n',
      {
        kind: 'failed',
        payload: { errorType: 'Error', errorMessage: 'Unable to stringify response body' },
      },
    ],
    [
      'with the flag of the event loop',
      'async (e, context) => (context.callbackWaitsForEmptyEventLoop ? "ok" : "no")',
      ok,
    ],
  ])('answers by %s', async (_what, source, expected) => {
    const service = lambda({ mode });
    service.putFunction(deployed(`exports.handler = ${source}`, { runtime: 'nodejs22.x' }));
    expect(await ask(service)).toMatchObject(expected);
  });
});

test('the value that a handler of nodejs24.x returns without a promise is its answer', async () => {
  const service = lambda();
  service.putFunction(deployed('exports.handler = (event) => "ok"'));
  expect(await ask(service)).toEqual(ok);
});
