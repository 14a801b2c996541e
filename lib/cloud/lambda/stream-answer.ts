import { ChunkQueue } from './chunk-queue';
import type { BufferedOutcome } from './runtime/outcome';
import type { Outcome } from './sandbox';

/** A function failed after it had begun to answer. */
export class LambdaStreamError extends Error {
  /**
   * @param payload - the runtime's error document, as JSON text
   */
  public constructor(public readonly payload: string) {
    super(`the function failed while it was answering: ${payload}`);
    this.name = 'LambdaStreamError';
  }
}

/**
 * The answer of a streaming handler while it is being written.
 *
 * Its outcome is known at the first byte, at the end or at the failure, whichever comes first: a
 * handler that fails before it has written anything failed like any other.
 */
export class StreamAnswer {
  /** Fulfilled with a stream, or with the failure that came before it. */
  public readonly outcome: Promise<Outcome>;

  readonly #queue = new ChunkQueue();
  readonly #ended: Promise<void>;
  #decide: (outcome: Outcome) => void = () => undefined;
  #end: () => void = () => undefined;
  #streaming = false;

  public constructor() {
    this.outcome = new Promise((resolve) => {
      this.#decide = resolve;
    });
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  public write(chunk: Uint8Array): void {
    this.#begin();
    this.#queue.push(chunk);
  }

  public end(): void {
    this.#begin();
    this.#queue.end();
    this.#end();
  }

  public fail(outcome: BufferedOutcome): void {
    if (this.#streaming) this.#queue.fail(new LambdaStreamError(outcome.payload));
    else this.#decide(outcome);
    this.#end();
  }

  #begin(): void {
    if (this.#streaming) return;
    this.#streaming = true;
    this.#decide({ kind: 'streamed', body: this.#queue, ended: this.#ended });
  }
}
