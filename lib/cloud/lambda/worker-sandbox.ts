import type { BufferedOutcome } from './runtime/outcome';
import type { Job, Outcome, Sandbox } from './sandbox';
import { WorkerThread, type WorkerThreadOptions } from './worker-thread';

/** Threads of one function version; Lambda itself has no such limit. */
const MAX_THREADS = 4;

interface Waiting {
  readonly job: Job;
  start(thread: WorkerThread): void;
}

/**
 * Runs a function in worker threads: each with its own `process.env`, memory limit and modules,
 * and to be ended at any moment, so that an endless loop costs one invocation.
 *
 * As on Lambda, a thread does one job at a time, and jobs that come meanwhile go to others. There
 * are at most four threads; further jobs wait.
 */
export class WorkerSandbox implements Sandbox {
  readonly #options: Omit<WorkerThreadOptions, 'onExit'>;
  readonly #threads = new Set<WorkerThread>();
  readonly #idle: WorkerThread[] = [];
  #waiting: Waiting[] = [];

  public constructor(options: Omit<WorkerThreadOptions, 'onExit'>) {
    this.#options = options;
  }

  public run(job: Job): Promise<Outcome> {
    return new Promise((resolve) => {
      const start = (thread: WorkerThread): void =>
        resolve(thread.run(job, () => this.#release(thread)));
      this.#waiting.push({ job, start });
      this.#assign();
    });
  }

  public abandon(job: Job, outcome: BufferedOutcome): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.job !== job);
    for (const thread of this.#threads) {
      if (thread.isRunning(job)) thread.abandon(outcome);
    }
  }

  public async close(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idle.pop() ?? this.#open();
      if (!thread) return;
      this.#waiting.shift()?.start(thread);
    }
  }

  #open(): WorkerThread | undefined {
    if (this.#threads.size >= MAX_THREADS) return undefined;
    const thread: WorkerThread = new WorkerThread({
      ...this.#options,
      onExit: () => this.#forget(thread),
    });
    this.#threads.add(thread);
    return thread;
  }

  #release(thread: WorkerThread): void {
    if (!this.#threads.has(thread)) return;
    this.#idle.push(thread);
    this.#assign();
  }

  #forget(thread: WorkerThread): void {
    this.#threads.delete(thread);
    const at = this.#idle.indexOf(thread);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#assign();
  }
}
