import type { LambdaMode } from '../../../lib/cloud/lambda';
import type { LambdaAnswer } from '../../../lib/gateway/backends';
import {
  call,
  cleanUp,
  deployed,
  lambda,
  loggingLambda,
  ORDERS,
  parsed,
  TestClock,
  until,
} from './_local-lambda';

afterEach(cleanUp);

const MODES: readonly LambdaMode[] = ['in-process', 'worker'];
const NEVER = 'exports.handler = () => new Promise(() => {})';
const TIMED_OUT = {
  kind: 'failed',
  payload: {
    errorType: 'Sandbox.Timedout',
    errorMessage: 'RequestId: r-1 Error: Task timed out after 1.00 seconds',
  },
};

describe.each(MODES)('a function that takes its time, %s', (mode) => {
  test('fails when its timeout is over', async () => {
    const service = lambda({ mode, requestId: () => 'r-1' });
    service.putFunction(deployed(NEVER, { timeoutSeconds: 1 }));
    expect(parsed(await service.invoke(call()))).toEqual(TIMED_OUT);
  });

  test('goes on when the caller’s time is over first', async () => {
    const { log, service } = loggingLambda({ mode });
    const source =
      'let done = 0; exports.handler = async ({ ms }) => {' +
      ' await new Promise((r) => setTimeout(r, ms)); return ++done }';
    service.putFunction(deployed(source));
    const slow = service.invoke(call({ payload: '{"ms":500}', timeoutMs: 20 }));
    expect(await slow).toEqual({ kind: 'timeout' });
    await until(() => log.some(({ text }) => text.startsWith('END ')));
    expect(await service.invoke(call({ payload: '{"ms":0}' }))).toEqual({
      kind: 'returned',
      payload: '2',
    });
  });

  test('is loaded anew after it ran out of time', async () => {
    const clock = new TestClock();
    const service = lambda({ mode, clock });
    const source =
      'let n = 0; exports.handler = async ({ wait }) => { n++; return wait ? new Promise(() => {}) : n }';
    service.putFunction(deployed(source, { timeoutSeconds: 9 }));
    const waiting = service.invoke(call({ payload: '{"wait":true}' }));
    clock.advance(9_000);
    service.clockMoved();
    expect(parsed(await waiting)).toMatchObject({ payload: { errorType: 'Sandbox.Timedout' } });
    expect(await service.invoke(call())).toEqual({ kind: 'returned', payload: '1' });
  });
});

describe('an endless loop in a thread', () => {
  test('costs its own invocation, and no other', async () => {
    const service = lambda({ mode: 'worker', requestId: () => 'r-1' });
    const source = 'exports.handler = async ({ spin }) => { while (spin); return "ok" }';
    service.putFunction(deployed(source, { timeoutSeconds: 1 }));
    const spinning = service.invoke(call({ payload: '{"spin":true}' }));
    const order: string[] = [];
    const others = ['a', 'b'].map(async () => {
      const answer = await service.invoke(call());
      order.push('other');
      return answer;
    });
    const first = Promise.resolve(spinning).then((answer) => {
      order.push('spinning');
      return answer;
    });
    expect(await Promise.all(others)).toEqual([
      { kind: 'returned', payload: '"ok"' },
      { kind: 'returned', payload: '"ok"' },
    ]);
    expect(parsed(await first)).toEqual(TIMED_OUT);
    expect(order).toEqual(['other', 'other', 'spinning']);
  });

  test('more invocations than threads wait for one another', async () => {
    const service = lambda({ mode: 'worker' });
    const source =
      'exports.handler = async ({ n }) => { await new Promise((r) => setTimeout(r, 5)); return n }';
    service.putFunction(deployed(source));
    const calls = Array.from({ length: 12 }, (_, n) =>
      service.invoke(call({ payload: JSON.stringify({ n }) })),
    );
    const answers = await Promise.all(calls);
    expect(answers.map((answer) => parsed(answer))).toEqual(
      calls.map((_, n) => ({ kind: 'returned', payload: n })),
    );
  });
});

describe('on a clock that a test moves', () => {
  const given = (seconds: number, clock: TestClock) => ({
    kind: 'given' as const,
    handler: () => {
      clock.advance(seconds * 1000);
      return 'ok';
    },
  });

  test.each([
    ['in time', 2.999, { kind: 'returned', payload: 'ok' }],
    ['too late', 3, { kind: 'failed', payload: { errorType: 'Sandbox.Timedout' } }],
  ])('a function of 3 seconds that is %s', async (_what, seconds, expected) => {
    const clock = new TestClock();
    const service = lambda({ clock });
    service.putFunction({ functionArn: ORDERS, code: given(seconds, clock), timeoutSeconds: 3 });
    expect(parsed(await service.invoke(call()))).toMatchObject(expected);
  });

  test.each([
    ['in time', 28.999, 'returned'],
    ['too late', 29, 'timeout'],
  ])('for a caller that waits 29 seconds, a given function is %s', (_what, seconds, kind) => {
    const clock = new TestClock();
    const service = lambda({ clock });
    service.putFunction({ functionArn: ORDERS, code: given(seconds, clock) });
    expect((service.invoke(call()) as LambdaAnswer).kind).toBe(kind);
  });

  test.each([
    ['the function’s own', 3, { kind: 'failed', payload: { errorType: 'Sandbox.Timedout' } }],
    ['the caller’s', 900, { kind: 'timeout' }],
  ])('the shorter limit counts: %s', async (_what, timeoutSeconds, expected) => {
    const clock = new TestClock();
    const service = lambda({ clock });
    service.putFunction({ functionArn: ORDERS, code: given(1000, clock), timeoutSeconds });
    expect(parsed(await service.invoke(call()))).toMatchObject(expected);
  });

  test('what runs is ended when the time is moved past its limit', async () => {
    const clock = new TestClock();
    const service = lambda({ clock });
    service.putFunction(deployed(NEVER, { timeoutSeconds: 3 }));
    const answer = Promise.resolve(service.invoke(call()));
    const seen: unknown[] = [];
    void answer.then((found) => seen.push(found));
    clock.advance(2_999);
    service.clockMoved();
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([]);
    clock.advance(1);
    service.clockMoved();
    expect(parsed(await answer)).toMatchObject({ payload: { errorType: 'Sandbox.Timedout' } });
  });

  test('the remaining time is what the clock says', () => {
    const clock = new TestClock();
    const service = lambda({ clock });
    const code = {
      kind: 'given' as const,
      handler: (_event: unknown, context: { getRemainingTimeInMillis(): number }) => {
        const before = context.getRemainingTimeInMillis();
        clock.advance(400);
        return [before, context.getRemainingTimeInMillis()];
      },
    };
    service.putFunction({ functionArn: ORDERS, code, timeoutSeconds: 5 });
    expect(service.invoke(call())).toEqual({ kind: 'returned', payload: '[5000,4600]' });
  });
});
