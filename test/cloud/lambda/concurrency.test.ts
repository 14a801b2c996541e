import { call, cleanUp, gate, ORDERS, withFunction } from './_local-lambda';

afterEach(cleanUp);

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
