import type { GivenHandler, LambdaService } from '../../../lib/cloud/lambda';
import { call, cleanUp, lambda, ORDERS, TestClock, until } from './_local-lambda';

afterEach(cleanUp);

/** A handler that answers when it is let go. */
function gate() {
  const waiting: (() => void)[] = [];
  const handler: GivenHandler = () =>
    new Promise<string>((resolve) => {
      waiting.push(() => resolve('ok'));
    });
  return { handler, waiting, open: () => waiting.shift()?.() };
}

function withFunction(handler: GivenHandler, reservedConcurrency?: number): LambdaService {
  const service = lambda();
  const limit = reservedConcurrency === undefined ? {} : { reservedConcurrency };
  service.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler }, ...limit });
  return service;
}

const event = (payload = '{}') => call({ payload, invocationType: 'Event' });

describe('reserved concurrency', () => {
  test('throttles what goes beyond it, until a call is over', async () => {
    const { handler, open } = gate();
    const service = withFunction(handler, 2);
    const running = [service.invoke(call()), service.invoke(call())];
    expect(service.invoke(call())).toEqual({ kind: 'throttled' });
    open();
    expect(await running[0]).toEqual({ kind: 'returned', payload: '"ok"' });
    const third = service.invoke(call());
    expect(service.invoke(call())).toEqual({ kind: 'throttled' });
    open();
    open();
    expect(await Promise.all([running[1], third])).toEqual([
      { kind: 'returned', payload: '"ok"' },
      { kind: 'returned', payload: '"ok"' },
    ]);
  });

  test('counts the calls of all versions together', () => {
    const { handler } = gate();
    const service = withFunction(handler, 1);
    service.publishVersion(ORDERS);
    void service.invoke(call({ functionArn: `${ORDERS}:1` }));
    expect(service.invoke(call())).toEqual({ kind: 'throttled' });
  });

  test.each(['RequestResponse', 'Event'] as const)('of 0 throttles every %s', (invocationType) => {
    const service = withFunction(() => 1, 0);
    expect(service.invoke(call({ invocationType }))).toEqual({ kind: 'throttled' });
  });

  test('is free again after a call that failed', () => {
    const service = withFunction(() => {
      throw new Error('no');
    }, 1);
    expect(service.invoke(call())).toMatchObject({ kind: 'failed' });
    expect(service.invoke(call())).toMatchObject({ kind: 'failed' });
  });
});

test('what runs is ended when the service is closed', async () => {
  const { handler } = gate();
  const service = withFunction(handler);
  const answer = service.invoke(call());
  await service.close();
  expect(await answer).toMatchObject({
    kind: 'failed',
    payload: expect.stringContaining('"errorType":"Runtime.ExitError"'),
  });
  expect(service.invoke(call())).toEqual({ kind: 'missing' });
});

describe('an Event invocation', () => {
  test('is answered with nothing, and run afterwards in order', async () => {
    const seen: unknown[] = [];
    const service = withFunction((given) => seen.push(given['n']));
    expect(service.invoke(event('{"n":1}'))).toEqual({ kind: 'returned', payload: '' });
    service.invoke(event('{"n":2}'));
    expect(seen).toEqual([]);
    await service.settle();
    expect(seen).toEqual([1, 2]);
  });

  test('is run without anybody waiting', async () => {
    const seen: unknown[] = [];
    const service = withFunction((given) => seen.push(given['n']));
    service.invoke(event('{"n":1}'));
    await until(() => seen.length > 0);
    expect(seen).toEqual([1]);
  });

  test('is waited for, with those that it sends itself', async () => {
    const seen: unknown[] = [];
    const service = withFunction(async ({ n }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(n);
      if (n < 3) service.invoke(event(JSON.stringify({ n: n + 1 })));
    });
    service.invoke(event('{"n":1}'));
    await service.settle();
    expect(seen).toEqual([1, 2, 3]);
  });

  test('waits for room', async () => {
    const { handler, waiting, open } = gate();
    const service = withFunction(handler, 1);
    const running = service.invoke(call());
    service.invoke(event());
    const settled = service.settle();
    expect(waiting).toHaveLength(1);
    open();
    await running;
    expect(waiting).toHaveLength(1);
    open();
    await settled;
    expect(waiting).toHaveLength(0);
  });

  test('that fails is over', async () => {
    const service = withFunction(async () => {
      throw new Error('no');
    });
    service.invoke(event());
    await expect(service.settle()).resolves.toBeUndefined();
  });

  test('ends after the 3 seconds that Lambda gives, where nobody says how long', async () => {
    const clock = new TestClock();
    const service = lambda({ clock });
    const handler = () => new Promise<never>(() => undefined);
    service.putFunction({ functionArn: ORDERS, code: { kind: 'given', handler } });
    service.invoke(event());
    const settled = service.settle();
    clock.advance(3_000);
    service.clockMoved();
    await expect(settled).resolves.toBeUndefined();
  });

  test('needs a permission like any other', () => {
    const service = withFunction(() => 1);
    expect(service.invoke({ ...event(), sourceArn: 'arn:aws:execute-api:a:1:b/c' })).toEqual({
      kind: 'forbidden',
    });
  });

  test('fails at once for code that cannot run on this machine', () => {
    const service = lambda();
    const code = { kind: 'inline' as const, text: '' };
    service.putFunction({ functionArn: ORDERS, code, runtime: 'python3.13', handler: 'a.b' });
    expect(() => service.invoke(event())).toThrow('FunctionRuntime');
  });

  test('settles at once where there is none', async () => {
    await expect(lambda().settle()).resolves.toBeUndefined();
  });
});
