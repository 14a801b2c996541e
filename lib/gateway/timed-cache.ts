import type { Clock } from './stage-runtime';

/** Values that are kept for a time; the oldest make room for new ones. */
export class TimedCache<T> {
  private readonly entries = new Map<string, { readonly value: T; readonly until: number }>();

  /** @param capacity how many values are kept */
  public constructor(
    private readonly clock: Clock,
    private readonly capacity: number,
  ) {}

  /** The value of a key, if it is still good. */
  public get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until > this.clock.now()) return entry.value;
    this.entries.delete(key);
    return undefined;
  }

  /** Keeps a value in the place of the one before. */
  public set(key: string, value: T, ttlSeconds: number): void {
    this.entries.delete(key);
    if (this.entries.size >= this.capacity) this.dropOldest();
    this.entries.set(key, { value, until: this.clock.now() + ttlSeconds * 1000 });
  }

  /** Forgets everything. */
  public clear(): void {
    this.entries.clear();
  }

  private dropOldest(): void {
    for (const key of this.entries.keys()) {
      this.entries.delete(key);
      return;
    }
  }
}
