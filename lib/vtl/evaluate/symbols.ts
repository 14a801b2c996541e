/** Gives each name of a variable a place of its own. */
export class Symbols {
  private readonly slots = new Map<string, number>();

  /** @param outer - the names known before; they keep their places */
  public constructor(private readonly outer?: Symbols) {}

  /** How many places there are. */
  public get size(): number {
    return this.slots.size + (this.outer?.size ?? 0);
  }

  /** The names in the order of their places. */
  public get names(): readonly string[] {
    return [...(this.outer?.names ?? []), ...this.slots.keys()];
  }

  /** The place of a name, a new one if it has none yet. */
  public slotOf(name: string): number {
    const known = this.find(name);
    if (known !== undefined) return known;
    const slot = this.size;
    this.slots.set(name, slot);
    return slot;
  }

  /** The place of a name, if it has one. */
  public find(name: string): number | undefined {
    return this.outer?.find(name) ?? this.slots.get(name);
  }
}
