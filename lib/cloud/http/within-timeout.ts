import { types } from 'node:util';
import type { BackendAnswer } from '../../gateway/backends';
import type { Clock } from '../../gateway/stage-runtime';
import { backendAnswer, type HttpAnswer } from './http-answer';

const { isPromise } = types;
const LONGEST_TIMER_MS = 2_147_483_647;
const TIMEOUT: BackendAnswer = { kind: 'timeout' };

/**
 * The answer of a function that stands for a backend, unless it takes too long: on real time, so
 * that nothing hangs, or on the clock, which the function may have moved.
 *
 * A promise comes back only if the function gave one.
 *
 * @param timeoutMs `Infinity` where the caller looks after the time itself
 * @throws what the function throws
 */
export function withinTimeout(
  clock: Clock,
  timeoutMs: number,
  run: () => HttpAnswer | BackendAnswer | Promise<HttpAnswer | BackendAnswer>,
): BackendAnswer | Promise<BackendAnswer> {
  const startedAt = clock.now();
  const inTime = (answer: HttpAnswer | BackendAnswer): BackendAnswer =>
    clock.now() - startedAt >= timeoutMs ? TIMEOUT : backendAnswer(answer);
  const answer = run();
  if (!isPromise(answer)) return inTime(answer);
  const later = answer.then(inTime);
  return Number.isFinite(timeoutMs) ? race(later, timeoutMs) : later;
}

async function race(answer: Promise<BackendAnswer>, timeoutMs: number): Promise<BackendAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<BackendAnswer>((resolve) => {
    timer = setTimeout(() => resolve(TIMEOUT), Math.min(timeoutMs, LONGEST_TIMER_MS));
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
