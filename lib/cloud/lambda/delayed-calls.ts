import type { Clock } from '../../gateway/stage-runtime';

interface DelayedCall {
  readonly dueAt: number;
  readonly timer: NodeJS.Timeout;
  run(): void;
}

/** What is to be done later: on real time, or as soon as the clock has been moved so far. */
export class DelayedCalls {
  readonly #clock: Clock;
  readonly #waiting = new Set<DelayedCall>();

  public constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls back once, after so many milliseconds; keeps no process alive for it. */
  public add(delayMs: number, run: () => void): void {
    const call: DelayedCall = {
      dueAt: this.#clock.now() + delayMs,
      timer: setTimeout(() => this.#start(call), delayMs).unref(),
      run,
    };
    this.#waiting.add(call);
  }

  /** Looks at the clock, which may have been moved. */
  public checkClock(): void {
    const now = this.#clock.now();
    for (const call of [...this.#waiting]) if (call.dueAt <= now) this.#start(call);
  }

  /** Forgets what waits. */
  public clear(): void {
    for (const { timer } of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }

  #start(call: DelayedCall): void {
    clearTimeout(call.timer);
    if (this.#waiting.delete(call)) call.run();
  }
}
