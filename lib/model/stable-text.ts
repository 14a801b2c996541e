import { isObject } from './value';

const MAX_DEPTH = 1000;

/**
 * JSON of a value with the members of objects in order of their names: equal for equal values,
 * whatever order they were written in. Deeper than 1000 levels it says `…`.
 */
export function stableText(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => stableText(item, depth + 1)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${stableText(value[name], depth + 1)}`);
  return `{${members.join()}}`;
}

/** Sorts by the stable text of a key; the order of the code units, the same on every machine. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => unknown): T[] {
  const keyed = [...items].map((item) => ({ item, key: sortText(key(item)) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}

/** Plain text as it is, everything else as JSON, which sorts intrinsics behind names. */
function sortText(key: unknown): string {
  return typeof key === 'string' ? key : stableText(key);
}
