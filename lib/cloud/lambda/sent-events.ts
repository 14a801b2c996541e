import type { LambdaAnswer, LambdaInvocation } from '../../gateway/backends';
import type { Clock } from '../../gateway/stage-runtime';
import { DelayedCalls } from './delayed-calls';
import { EventQueue } from './event-queue';
import { retryDelayMs } from './event-settings';
import type { FunctionVersion } from './function-version';
import type { LambdaFunction } from './lambda-function';

/** An `Event` invocation. */
export interface SentEvent {
  readonly fn: LambdaFunction;
  readonly qualifier: string | undefined;
  readonly invocation: LambdaInvocation;
}

/** What runs events. */
export interface SentEventsOptions {
  readonly clock: Clock;
  /** Whether a function has not been deleted. */
  has(fn: LambdaFunction): boolean;
  /** Calls the function. */
  run(event: SentEvent, version: FunctionVersion): LambdaAnswer | Promise<LambdaAnswer>;
}

/** How an event has fared so far. */
interface Progress {
  readonly sentAt: number;
  readonly failures: number;
}

/** `Event` invocations, from when they are sent until they have succeeded or are given up. */
export class SentEvents {
  readonly #options: SentEventsOptions;
  readonly #queue = new EventQueue();
  readonly #retries: DelayedCalls;

  public constructor(options: SentEventsOptions) {
    this.#options = options;
    this.#retries = new DelayedCalls(options.clock);
  }

  /** Takes an event, to be run after what runs now. */
  public send(event: SentEvent, version: FunctionVersion): void {
    this.#enqueue(event, version, { sentAt: this.#options.clock.now(), failures: 0 });
  }

  /** Starts what has room. */
  public drain(): void {
    this.#queue.drain();
  }

  /** Fulfilled when nothing waits for room or runs, events that come meanwhile included. */
  public settle(): Promise<void> {
    return this.#queue.settle();
  }

  /** Looks at the clock, which may have been moved. */
  public checkClock(): void {
    this.#retries.checkClock();
  }

  /** Forgets what waits. */
  public clear(): void {
    this.#queue.clear();
    this.#retries.clear();
  }

  #enqueue(event: SentEvent, version: FunctionVersion, progress: Progress): void {
    this.#queue.add({
      isReady: () => !event.fn.isFull,
      run: async () => {
        const answer = await this.#options.run(event, version);
        if (answer.kind !== 'failed') return;
        this.#retry(event, { ...progress, failures: progress.failures + 1 });
      },
    });
  }

  #retry(event: SentEvent, progress: Progress): void {
    const { fn, qualifier } = event;
    const age = this.#options.clock.now() - progress.sentAt;
    const delay = retryDelayMs(fn.eventSettings(qualifier), progress.failures, age);
    if (delay === undefined) return;
    this.#retries.add(delay, () => {
      const version = this.#options.has(fn) ? fn.versionFor(qualifier) : undefined;
      if (version) this.#enqueue(event, version, progress);
    });
  }
}
