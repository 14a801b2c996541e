/** An event that waits until its function has room. */
export interface QueuedEvent {
  /** Whether the function has room for it. */
  isReady(): boolean;
  /** Runs the function; a promise comes back where it is not done at once. */
  run(): unknown;
}

/** Invocations that nobody waits for: started as soon as the caller has gone on, in order. */
export class EventQueue {
  #waiting: QueuedEvent[] = [];
  #running = 0;
  #onIdle: (() => void)[] = [];

  /** Adds an event, to be started after what runs now. */
  public add(event: QueuedEvent): void {
    this.#waiting.push(event);
    setImmediate(() => this.drain());
  }

  /** Starts what has room. */
  public drain(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) {
      if (event.isReady()) this.#start(event);
      else this.#waiting.push(event);
    }
    this.#checkIdle();
  }

  /** Fulfilled when nothing waits or runs, events that come meanwhile included. */
  public settle(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle.push(resolve);
      this.drain();
    });
  }

  /** Forgets what waits. */
  public clear(): void {
    this.#waiting = [];
    this.#checkIdle();
  }

  #start(event: QueuedEvent): void {
    this.#running++;
    const finished = (): void => {
      this.#running--;
      this.drain();
    };
    void Promise.resolve(event.run()).then(finished, finished);
  }

  #checkIdle(): void {
    if (this.#waiting.length > 0 || this.#running > 0) return;
    const waiters = this.#onIdle;
    this.#onIdle = [];
    for (const resolve of waiters) resolve();
  }
}
