import { setTimeout as wait } from 'node:timers/promises';
import { signalOf, unlessAborted } from '../../lib/cloud/abort-signal';

const never = () => new Promise<never>(() => undefined);

test('a call is given up as soon as its signal says so, with its reason', async () => {
  const controller = new AbortController();
  const call = unlessAborted(controller.signal, never);
  controller.abort(new Error('no longer needed'));
  await expect(call).rejects.toThrow('no longer needed');
});

test('a call is not begun when its signal has given up', async () => {
  const work = jest.fn(never);
  await expect(unlessAborted(AbortSignal.abort(), work)).rejects.toThrow('aborted');
  expect(work).not.toHaveBeenCalled();
});

test('a timeout ends a call', async () => {
  await expect(unlessAborted(AbortSignal.timeout(1), never)).rejects.toThrow('timeout');
});

test.each([undefined, new AbortController().signal])(
  'a call that nobody gives up is answered',
  async (signal) => {
    expect(await unlessAborted(signal, () => wait(1, 'answer'))).toBe('answer');
  },
);

test('the signal is that of the options, or else of the request', () => {
  const { signal } = new AbortController();
  const request = new Request('https://a.example/', { signal: AbortSignal.abort() });
  expect(signalOf(request, { signal })).toBe(signal);
  expect(signalOf(request)?.aborted).toBe(true);
  expect(signalOf(request, { signal: null })).toBeUndefined();
  expect(signalOf('/')).toBeUndefined();
});
