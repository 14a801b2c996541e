/** Bytes that one side writes and one other side reads, in order. */
export class ChunkQueue implements AsyncIterable<Uint8Array> {
  readonly #chunks: Uint8Array[] = [];
  #closed = false;
  #failure: unknown;
  #failed = false;
  #wake: (() => void) | undefined;

  /** Adds bytes, unless the end is reached. */
  public push(chunk: Uint8Array): void {
    if (this.#closed) return;
    this.#chunks.push(chunk);
    this.#wake?.();
  }

  /** The last byte is written. */
  public end(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** Nothing more comes: the reader gets the error after the last byte. Later calls do nothing. */
  public fail(error: unknown): void {
    if (this.#closed) return;
    this.#failure = error;
    this.#failed = true;
    this.end();
  }

  public async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk) yield chunk;
      else if (this.#failed) throw this.#failure;
      else if (this.#closed) return;
      else await this.#next();
    }
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
