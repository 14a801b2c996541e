import type { LambdaAnswer, LambdaInvocation } from '../../gateway/backends';
import type { Clock } from '../../gateway/stage-runtime';
import { memoryOf } from './function-definition';
import type { FunctionVersion } from './function-version';
import { endLines, errorLine, startLine } from './lambda-log';
import { type BufferedOutcome, broken } from './runtime/outcome';
import type { Job, Outcome, Sandbox } from './sandbox';

/** One invocation as it is to be run. */
export interface ExecutionRequest {
  readonly version: FunctionVersion;
  readonly requestId: string;
  readonly invocation: LambdaInvocation;
  /** Milliseconds that the caller waits; `Infinity`: as long as the function takes. */
  readonly callerMs: number;
  readonly clock: Clock;
  /** The function is free again; called once. */
  onEnd(execution: Execution): void;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ANSWER_BYTES = 6_291_556;
const DEFAULT_TIMEOUT_SECONDS = 3;
/** What a function gets that is called with nothing. */
const NO_EVENT = '{}';
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * One run of a function, with both of its time limits: the function's, after which it has failed,
 * and the caller's, after which the function goes on and nobody waits for it.
 *
 * Both limits count on real time, so that nothing hangs, and on the clock, so that a test can let
 * the time pass.
 */
export class Execution implements Job {
  public readonly requestId: string;
  public readonly invokedFunctionArn: string;

  readonly #request: ExecutionRequest;
  readonly #functionMs: number;
  readonly #startedAt: number;
  #sandbox: Sandbox | undefined;
  #timer: NodeJS.Timeout | undefined;
  #answer: ((answer: LambdaAnswer) => void) | undefined;
  #ended = false;

  public constructor(request: ExecutionRequest) {
    this.#request = request;
    this.requestId = request.requestId;
    this.invokedFunctionArn = request.invocation.functionArn;
    this.#functionMs = functionTimeoutMs(request);
    this.#startedAt = request.clock.now();
  }

  public get payload(): string {
    return this.#request.invocation.payload || NO_EVENT;
  }

  public newEvent(): unknown {
    const { newEvent } = this.#request.invocation;
    return newEvent ? newEvent() : JSON.parse(this.payload);
  }

  public remainingMs(): number {
    const limit = Number.isFinite(this.#functionMs) ? this.#functionMs : this.#request.callerMs;
    return Math.min(limit, LONGEST_TIMER_MS) - this.#elapsedMs();
  }

  /**
   * Runs the function; a promise comes back only where the handler is not done at once.
   *
   * @throws ValidationError if the code cannot run locally
   */
  public start(): LambdaAnswer | Promise<LambdaAnswer> {
    const { version } = this.#request;
    this.#sandbox = version.sandbox();
    version.enter();
    if (version.isLogged) version.log(this.requestId, startLine(this.requestId, version.name));
    const outcome = this.#sandbox.run(this);
    return 'then' in outcome ? this.#wait(outcome) : this.#conclude(outcome);
  }

  /** Looks at the clock, which may have been moved. */
  public checkClock(): void {
    const elapsed = this.#elapsedMs();
    if (elapsed >= Math.min(this.#functionMs, this.#request.callerMs)) this.#expire(elapsed);
  }

  /** Ends the invocation, whatever it does. */
  public abort(): void {
    const text = `RequestId: ${this.requestId} Error: Runtime exited without providing a reason`;
    this.#fail(broken('Runtime.ExitError', text));
  }

  #wait(outcome: Promise<Outcome>): Promise<LambdaAnswer> {
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#arm(0);
      void outcome.then((found) => {
        const answer = this.#conclude(found);
        this.#answer?.(answer);
      });
    });
  }

  /** Waits for the next of the limits that lie more than so many milliseconds away. */
  #arm(passedMs: number): void {
    const limits = [this.#functionMs, this.#request.callerMs];
    const next = Math.min(...limits.filter((limit) => limit > passedMs));
    if (next > LONGEST_TIMER_MS) return;
    this.#timer = setTimeout(() => this.#expire(next), next - passedMs);
  }

  #expire(passedMs: number): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    const functionFirst = this.#functionMs <= this.#request.callerMs;
    if (passedMs >= this.#functionMs) {
      if (!functionFirst) this.#answer?.({ kind: 'timeout' });
      this.#fail(this.#timedOut());
    } else {
      this.#answer?.({ kind: 'timeout' });
      this.#arm(passedMs);
    }
  }

  /** Ends what runs; a caller that has its answer keeps it. */
  #fail(outcome: BufferedOutcome): void {
    this.#sandbox?.abandon(this, outcome);
    this.#end(outcome);
    this.#answer?.(this.#named(outcome));
  }

  /** A failure says which invocation it was: its caller may want to look into the log. */
  #named(outcome: BufferedOutcome): LambdaAnswer {
    return outcome.kind === 'failed' ? { ...outcome, requestId: this.requestId } : outcome;
  }

  #conclude(outcome: Outcome): LambdaAnswer {
    if (this.#ended) return this.#named(this.#timedOut());
    if (outcome.kind === 'streamed') {
      void outcome.ended.then(() => this.#end(undefined));
      return { kind: 'streamed', body: outcome.body };
    }
    const elapsed = this.#elapsedMs();
    const callerIsGone = elapsed >= this.#request.callerMs;
    const functionIsLate = elapsed >= this.#functionMs;
    const result = functionIsLate ? this.#timedOut() : limited(outcome);
    this.#end(result);
    const functionFirst = functionIsLate && this.#functionMs <= this.#request.callerMs;
    return callerIsGone && !functionFirst ? { kind: 'timeout' } : this.#named(result);
  }

  #end(outcome: BufferedOutcome | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    const { version, clock } = this.#request;
    if (version.isLogged) {
      if (outcome?.kind === 'failed') {
        version.log(this.requestId, errorLine(clock.now(), this.requestId, outcome.payload));
      }
      const memoryMb = memoryOf(version.definition);
      for (const line of endLines(this.requestId, this.#elapsedMs(), memoryMb)) {
        version.log(this.requestId, line);
      }
    }
    version.leave();
    this.#request.onEnd(this);
  }

  #timedOut(): BufferedOutcome {
    const seconds = (this.#functionMs / 1000).toFixed(2);
    const text = `RequestId: ${this.requestId} Error: Task timed out after ${seconds} seconds`;
    return broken('Sandbox.Timedout', text);
  }

  #elapsedMs(): number {
    return this.#request.clock.now() - this.#startedAt;
  }
}

/** A function that a test gives has the time that its caller has, if there is one who waits. */
function functionTimeoutMs({ version, callerMs }: ExecutionRequest): number {
  const { timeoutSeconds, code } = version.definition;
  const isFree = timeoutSeconds === undefined && code.kind === 'given';
  if (isFree && Number.isFinite(callerMs)) return Number.POSITIVE_INFINITY;
  return (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
}

/** An answer that Lambda would not carry is a failure. */
function limited(outcome: BufferedOutcome): BufferedOutcome {
  const { payload } = outcome;
  if (payload.length * 3 <= MAX_ANSWER_BYTES || Buffer.byteLength(payload) <= MAX_ANSWER_BYTES) {
    return outcome;
  }
  const text = `Response payload size exceeded maximum allowed payload size (${MAX_ANSWER_BYTES} bytes).`;
  return broken('Function.ResponseSizeTooLarge', text);
}
