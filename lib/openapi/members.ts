/** An object of a document. */
export type Json = Readonly<Record<string, unknown>>;

/** The object, or undefined if it has no members. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/** Enumerations are in lower case where API Gateway exports them so; intrinsics stay. */
export function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** A name that is not taken: the one that is wanted, or that with underscores behind it. */
export function unusedName(wanted: string, taken: { has(name: string): boolean }): string {
  return taken.has(wanted) ? unusedName(`${wanted}_`, taken) : wanted;
}
