import type { JsonObject } from '../../../model/value';

/** Parts that are remembered. */
const CAPACITY = 1000;

/**
 * What parts of an API were found in order. Its methods are mostly alike: what is like another one
 * need not be read to be judged.
 */
export class PartsInOrder {
  private readonly known = new Set<string>();

  /** @param likeness see {@link likenessOf} */
  public has(likeness: string): boolean {
    return this.known.has(likeness);
  }

  /** @param likeness see {@link likenessOf} */
  public add(likeness: string): void {
    if (this.known.size >= CAPACITY) this.clear();
    this.known.add(likeness);
  }

  /** Forgets everything: parts are judged by something else from now on. */
  public clear(): void {
    this.known.clear();
  }
}

/**
 * A text that is the same for parts of which the same is to be said.
 *
 * @param judgedBy the properties that count
 * @param neighbours properties of the parts that are read with it
 */
export function likenessOf(
  type: string,
  judgedBy: JsonObject,
  neighbours: readonly (JsonObject | undefined)[],
): string {
  return JSON.stringify([type, judgedBy, neighbours]);
}
