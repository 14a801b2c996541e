type Target = string | URL | Request;

/** The signal that a call may be given up by. */
export function signalOf(target: Target, init: RequestInit = {}): AbortSignal | undefined {
  if (init.signal !== undefined) return init.signal ?? undefined;
  return typeof target !== 'string' && 'signal' in target ? target.signal : undefined;
}

/** Does some work, and fails with the reason of a signal as soon as that gives up. */
export async function unlessAborted<T>(
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  let giveUp = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
