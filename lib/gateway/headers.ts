import type { HeaderPair } from './request';

const NONE: readonly string[] = [];

/**
 * Values of a header, in the order sent.
 *
 * @param name in any case
 */
export function headerValues(headers: readonly HeaderPair[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  let first: string | undefined;
  let all: string[] | undefined;
  for (const [candidate, value] of headers) {
    if (candidate.length !== wanted.length || candidate.toLowerCase() !== wanted) continue;
    if (first === undefined) {
      first = value;
      continue;
    }
    all ??= [first];
    all.push(value);
  }
  if (all !== undefined) return all;
  return first === undefined ? NONE : [first];
}

/** Tells whether a header is there, whatever its case. */
export function hasHeader(headers: readonly HeaderPair[], name: string): boolean {
  const wanted = name.toLowerCase();
  return headers.some(
    ([candidate]) => candidate.length === wanted.length && candidate.toLowerCase() === wanted,
  );
}
