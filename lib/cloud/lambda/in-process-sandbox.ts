import { releaseProcess, runWithin, type Surroundings, scopeProcess } from './ambient';
import { type ConsoleMethod, consoleLine } from './runtime/console-log';
import type { HandlerStyle } from './runtime/handler-style';
import {
  invocationContext,
  type LambdaContext,
  type SandboxIdentity,
} from './runtime/invocation-context';
import type { HandlerFunction } from './runtime/load-handler';
import { type BufferedOutcome, failed } from './runtime/outcome';
import { runCallbackHandler, runPromiseHandler } from './runtime/run-handler';
import { runStreamingHandler } from './runtime/run-streaming';
import type { ConsoleSink, Job, Outcome, Sandbox } from './sandbox';
import { StreamAnswer } from './stream-answer';

/** A handler that is ready to run. */
export interface ReadyHandler {
  readonly call: HandlerFunction;
  readonly style: HandlerStyle;
}

/** What a sandbox in this process needs. */
export interface InProcessOptions {
  readonly identity: SandboxIdentity;
  /** Major version of the runtime's Node.js. */
  readonly nodeMajor: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether variables of this process show through: for functions that a test gives. */
  readonly inheritEnvironment: boolean;
  /** Loads the handler; called again after an invocation has run out of time. */
  load(): ReadyHandler;
  readonly onConsole?: ConsoleSink;
  /** Milliseconds since 1970, for the lines of the console. */
  now(): number;
}

/**
 * Runs a function in this process: with its breakpoints, its mocks and no copying, but with
 * nothing to stop it. Code that never awaits cannot be ended, `process.exit` ends the process, and
 * an error that nothing awaits is the process's; a worker is free of these.
 */
export class InProcessSandbox implements Sandbox {
  readonly #options: InProcessOptions;
  readonly #streams = new WeakMap<Job, StreamAnswer>();
  #env: Record<string, string>;
  #ready: ReadyHandler | undefined;

  public constructor(options: InProcessOptions) {
    scopeProcess();
    this.#options = options;
    this.#env = { ...options.environment };
  }

  public run(job: Job): Outcome | Promise<Outcome> {
    return runWithin(this.#surroundings(job.requestId), () => {
      let event: unknown;
      try {
        this.#ready ??= runWithin(this.#surroundings(undefined), () => this.#options.load());
        event = job.newEvent();
      } catch (error) {
        return failed(error);
      }
      const { identity } = this.#options;
      const context = invocationContext(identity, job, () => job.remainingMs());
      return this.#call(this.#ready, job, event, context);
    });
  }

  public abandon(job: Job, outcome: BufferedOutcome): void {
    this.#ready = undefined;
    this.#env = { ...this.#options.environment };
    this.#streams.get(job)?.fail(outcome);
  }

  public async close(): Promise<void> {
    releaseProcess();
  }

  #call(
    { call, style }: ReadyHandler,
    job: Job,
    event: unknown,
    context: LambdaContext,
  ): BufferedOutcome | Promise<Outcome> {
    const { nodeMajor } = this.#options;
    if (style === 'promise') return runPromiseHandler(call, event, context, nodeMajor);
    if (style === 'callback') return runCallbackHandler(call, event, context, nodeMajor);
    const answer = new StreamAnswer();
    this.#streams.set(job, answer);
    runStreamingHandler(call, event, context, (chunk) => answer.write(chunk)).then(
      () => answer.end(),
      (error: unknown) => answer.fail(failed(error)),
    );
    return answer.outcome;
  }

  #surroundings(requestId: string | undefined): Surroundings {
    const { onConsole, now, inheritEnvironment: inherit } = this.#options;
    const env = this.#env;
    if (!onConsole) return { env, inherit };
    const log = (method: ConsoleMethod, values: readonly unknown[]): void =>
      onConsole(requestId, consoleLine(now(), requestId, method, values));
    return { env, inherit, log };
  }
}
