import type { SandboxIdentity } from './runtime/invocation-context';
import type { BufferedOutcome } from './runtime/outcome';
import type { PackagePlaces } from './runtime/package-places';

/** What a worker is started with. */
export interface WorkerSetup extends PackagePlaces {
  readonly identity: SandboxIdentity;
  readonly handler: string;
  /** Major version of the runtime's Node.js. */
  readonly nodeMajor: number;
  /** The thread's `process.env`. */
  readonly environment: Readonly<Record<string, string>>;
}

/** One job, as a worker gets it. */
export interface WorkerJob {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  readonly payload: string;
  /** Milliseconds that the function has. */
  readonly remainingMs: number;
}

/** What a worker says. It does one job at a time, so an answer needs no name. */
export type WorkerMessage =
  | { readonly type: 'answered'; readonly outcome: BufferedOutcome }
  /** The outcome of a job that takes the thread with it. */
  | { readonly type: 'died'; readonly outcome: BufferedOutcome }
  | { readonly type: 'wrote'; readonly chunk: Uint8Array }
  | { readonly type: 'ended' }
  /** What was put to the address of a custom resource's response. */
  | { readonly type: 'responded'; readonly path: string; readonly text: string }
  | { readonly type: 'logged'; readonly requestId: string | undefined; readonly line: string };
