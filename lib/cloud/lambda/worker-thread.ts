import { Worker } from 'node:worker_threads';
import { deliverResponse } from './response-mailbox';
import { type BufferedOutcome, broken } from './runtime/outcome';
import type { ConsoleSink, Job, Outcome } from './sandbox';
import { StreamAnswer } from './stream-answer';
import type { WorkerJob, WorkerMessage, WorkerSetup } from './worker-protocol';
import { workerSource } from './worker-source';

/** What a worker is made of. */
export interface WorkerThreadOptions {
  readonly setup: WorkerSetup;
  readonly onConsole?: ConsoleSink;
  /** The thread has ended, by itself or not. */
  onExit(): void;
}

type Messages = {
  readonly [Type in WorkerMessage['type']]: (
    message: Extract<WorkerMessage, { type: Type }>,
  ) => void;
};

const SOURCE_MAPS = /--enable-source-maps/;
const EXITED = 'Runtime exited';
const NO_REASON = `${EXITED} without providing a reason`;

/** One thread that runs one function version, one job at a time, as a sandbox of Lambda does. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #onConsole: ConsoleSink | undefined;
  #assignment: Assignment | undefined;

  readonly #messages: Messages = {
    answered: ({ outcome }) => this.#release()?.settle(outcome),
    died: ({ outcome }) => this.#take()?.settle(outcome),
    wrote: ({ chunk }) => this.#assignment?.write(chunk),
    ended: () => this.#release()?.end(),
    responded: ({ path, text }) => deliverResponse(path, text),
    logged: ({ requestId, line }) => this.#onConsole?.(requestId, line),
  };

  public constructor({ setup, onConsole, onExit }: WorkerThreadOptions) {
    const { script, eval: isCode } = workerSource();
    this.#onConsole = onConsole;
    this.#worker = new Worker(script, {
      eval: isCode,
      workerData: setup,
      // the thread sets its variables by itself: of a NODE_OPTIONS here, Node.js would take no
      // option that only a whole process can have
      env: {},
      execArgv: SOURCE_MAPS.test(setup.environment['NODE_OPTIONS'] ?? '')
        ? [SOURCE_MAPS.source]
        : [],
      resourceLimits: { maxOldGenerationSizeMb: setup.identity.memoryMb },
      // the thread sends what it writes as messages: a stream that is read would keep the process
      stdout: true,
      stderr: true,
    });
    this.#worker.unref();
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.on('error', () => this.#break(`${EXITED} with error: signal: killed`));
    this.#worker.on('exit', (code) => {
      this.#break(code === 0 ? NO_REASON : `${EXITED} with error: exit status ${code}`);
      onExit();
    });
  }

  /** Does a job; only for a thread that has none. */
  public run(job: Job, finished: () => void): Promise<Outcome> {
    this.#worker.ref();
    const { requestId, invokedFunctionArn, payload } = job;
    return new Promise((resolve) => {
      this.#assignment = new Assignment(requestId, finished, resolve);
      const remainingMs = job.remainingMs();
      const message: WorkerJob = { requestId, invokedFunctionArn, payload, remainingMs };
      this.#worker.postMessage(message);
    });
  }

  /** Whether this thread does that job. */
  public isRunning(job: Job): boolean {
    return this.#assignment?.requestId === job.requestId;
  }

  /** The time of the job is over: ends the thread with it. */
  public abandon(outcome: BufferedOutcome): void {
    this.#take()?.settle(outcome);
    void this.#worker.terminate();
  }

  /** Ends the thread at once, in the middle of whatever it does. */
  public async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #receive<T extends WorkerMessage['type']>(message: Extract<WorkerMessage, { type: T }>): void {
    (this.#messages[message.type as T] as (received: typeof message) => void)(message);
  }

  /** The job is done, and the thread free for another one. */
  #release(): Assignment | undefined {
    const assignment = this.#take();
    assignment?.finished();
    return assignment;
  }

  #take(): Assignment | undefined {
    const assignment = this.#assignment;
    this.#assignment = undefined;
    this.#worker.unref();
    return assignment;
  }

  #break(reason: string): void {
    const text = `RequestId: ${this.#assignment?.requestId} Error: ${reason}`;
    this.#take()?.settle(broken('Runtime.ExitError', text));
  }
}

/** The job that a thread does, and where its answer goes. */
class Assignment {
  readonly #stream = new StreamAnswer();

  public constructor(
    public readonly requestId: string,
    public readonly finished: () => void,
    private readonly resolve: (outcome: Outcome) => void,
  ) {
    void this.#stream.outcome.then(resolve);
  }

  public write(chunk: Uint8Array): void {
    this.#stream.write(chunk);
  }

  public end(): void {
    this.#stream.end();
  }

  /** Decides an answer that is not a stream, or ends one as failed that is. */
  public settle(outcome: BufferedOutcome): void {
    this.resolve(outcome);
    this.#stream.fail(outcome);
  }
}
