import {
  call,
  cleanUp,
  gate,
  lambda,
  ORDERS,
  TestClock,
  until,
  withFunction,
} from './_local-lambda';

afterEach(cleanUp);

const MINUTE = 60_000;
const event = (payload = '{}') => call({ payload, invocationType: 'Event' });

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

  test('that fails is over for now', async () => {
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

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
describe('an Event invocation that fails', () => {
  function failing(failures = Number.POSITIVE_INFINITY) {
    const clock = new TestClock();
    const calls: number[] = [];
    const service = withFunction(
      () => {
        calls.push(clock.now());
        if (calls.length <= failures) throw new Error('no');
      },
      undefined,
      { clock },
    );
    const start = clock.now();
    const pass = async (ms: number): Promise<void> => {
      clock.advance(ms);
      service.clockMoved();
      await service.settle();
    };
    return { service, pass, minutes: () => calls.map((time) => (time - start) / MINUTE) };
  }

  test('is tried again after a minute, and after two more, then given up', async () => {
    const { service, pass, minutes } = failing();
    service.invoke(event());
    await pass(0);
    await pass(MINUTE - 1);
    expect(minutes()).toEqual([0]);
    await pass(1);
    await pass(2 * MINUTE - 1);
    expect(minutes()).toEqual([0, 1]);
    await pass(1);
    await pass(60 * MINUTE);
    expect(minutes()).toEqual([0, 1, 3]);
  });

  test('is not tried again once it has succeeded', async () => {
    const { service, pass, minutes } = failing(1);
    service.invoke(event());
    await pass(0);
    await pass(MINUTE);
    await pass(60 * MINUTE);
    expect(minutes()).toEqual([0, 1]);
  });

  test.each([
    ['the number of attempts', { maximumRetryAttempts: 0 }],
    ['the age of the event', { maximumEventAgeSeconds: 60 }, [0, 1]],
  ])('is tried as often as the function says by %s', async (_what, settings, expected = [0]) => {
    const { service, pass, minutes } = failing();
    service.putEventSettings(ORDERS, settings);
    service.invoke(event());
    for (const minute of [0, 1, 2, 10]) await pass(minute * MINUTE);
    expect(minutes()).toEqual(expected);
  });

  test('has the settings of the alias that it was sent to', async () => {
    const { service, pass, minutes } = failing();
    service.putAlias(ORDERS, { name: 'live', functionVersion: '$LATEST' });
    service.putEventSettings(`${ORDERS}:live`, { maximumRetryAttempts: 0 });
    service.invoke({ ...event(), functionArn: `${ORDERS}:live` });
    for (const minute of [0, 1, 2]) await pass(minute * MINUTE);
    expect(minutes()).toEqual([0]);
  });

  test('is forgotten when its function is deleted, or the service closed', async () => {
    const { service, pass, minutes } = failing();
    service.invoke(event());
    await pass(0);
    await service.deleteFunction(ORDERS);
    await pass(MINUTE);
    await service.close();
    await pass(MINUTE);
    expect(minutes()).toEqual([0]);
  });
});
