import { ValidationError } from '../errors';
import type { Clock } from '../gateway';

/** When the clock starts: a date, its text, or milliseconds since 1970. */
export type ClockStart = Date | string | number;

/**
 * The time of a local cloud: tokens, quotas, caches, signatures and timeouts go by it.
 *
 * It stands still between two calls of {@link advance} if it was given a start, and runs with real
 * time otherwise.
 */
export class SimulatedClock implements Clock {
  private readonly listeners = new Set<() => void>();
  private readonly fixed: number | undefined;
  private advanced = 0;

  /**
   * @param start - when the clock stands
   * @throws {@link ValidationError} ClockTime - when the start is no date
   */
  public constructor(start?: ClockStart) {
    if (start === undefined) return;
    this.fixed = new Date(start).getTime();
    if (Number.isNaN(this.fixed)) {
      throw new ValidationError(
        'ClockTime',
        `\`clock\` must be a date such as "2026-01-01T00:00:00Z", got: ${JSON.stringify(start)}`,
      );
    }
  }

  public now(): number {
    return (this.fixed ?? Date.now()) + this.advanced;
  }

  /**
   * Lets time pass.
   *
   * @param milliseconds - 0 or more
   * @throws {@link ValidationError} ClockTime - when the time would run backwards
   */
  public advance(milliseconds: number): void {
    if (!(Number.isFinite(milliseconds) && milliseconds >= 0)) {
      throw new ValidationError(
        'ClockTime',
        `time passes by 0 or more milliseconds, got: ${milliseconds}`,
      );
    }
    this.advanced += milliseconds;
    for (const listener of this.listeners) listener();
  }

  /** Calls back whenever the clock was moved. */
  public onAdvance(listener: () => void): void {
    this.listeners.add(listener);
  }
}
