import type { ConsoleMethod } from './runtime/console-log';
import type { InvocationIdentity } from './runtime/invocation-context';
import type { BufferedOutcome } from './runtime/outcome';

/** One run of a handler, as a sandbox is asked for it. */
export interface Job extends InvocationIdentity {
  /** The event: JSON text. */
  readonly payload: string;
  /**
   * The event as a value that the function may change.
   *
   * @throws SyntaxError when the payload is no JSON
   */
  newEvent(): unknown;
  /** Milliseconds until the function's own time is over. */
  remainingMs(): number;
}

/** What one run of a handler came to. */
export type Outcome =
  | BufferedOutcome
  | {
      readonly kind: 'streamed';
      readonly body: AsyncIterable<Uint8Array>;
      /** Fulfilled when the stream has ended, whichever way. */
      readonly ended: Promise<void>;
    };

/** Where the code of one function version runs. */
export interface Sandbox {
  /** Runs the handler; a promise comes back only where the handler is not done at once. */
  run(job: Job): Outcome | Promise<Outcome>;
  /**
   * The time of a job is over: the next job finds the code loaded anew.
   *
   * @param outcome how a stream ends that was still being written
   */
  abandon(job: Job, outcome: BufferedOutcome): void;
  /** Ends what runs. */
  close(): Promise<void>;
}

/** Takes what a function writes to its console; no request while the function is being loaded. */
export type ConsoleSink = (requestId: string | undefined, line: string) => void;

/** Takes calls of the console, before they are made a line. */
export type ConsoleCall = (method: ConsoleMethod, values: readonly unknown[]) => void;
