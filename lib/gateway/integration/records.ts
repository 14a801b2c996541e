import type { HeaderPair } from '../request';

/** A map as JSON. */
export function recordOf<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  const record: Record<string, T> = {};
  for (const [name, value] of map) setMember(record, name, value);
  return record;
}

/** A map as JSON, its values changed on the way. */
export function mappedRecord<T, U>(
  map: ReadonlyMap<string, T>,
  change: (value: T) => U,
): Record<string, U> {
  const record: Record<string, U> = {};
  for (const [name, value] of map) setMember(record, name, change(value));
  return record;
}

/** The last value of each header. */
export function lastValues(headers: readonly HeaderPair[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [name, value] of headers) setMember(record, name, value);
  return record;
}

/** All values of each header. */
export function allValues(headers: readonly HeaderPair[]): Record<string, string[]> {
  const record: Record<string, string[]> = {};
  for (const [name, value] of headers) {
    if (Object.hasOwn(record, name)) record[name]?.push(value);
    else setMember(record, name, [value]);
  }
  return record;
}

/** The last of several values; empty when there is none. */
export function lastOf(values: readonly string[]): string {
  return values[values.length - 1] ?? '';
}

// Plain objects are written fastest as JSON; only this one name would not become a member.
function setMember<T>(record: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') {
    record[name] = value;
    return;
  }
  Object.defineProperty(record, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
