const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** Slices of up to so many characters are copies: a name keeps no text alive that it comes from. */
const LONGEST_NAME = 12;
const SLOTS = 256;

/**
 * Names of members that were read lately. Payloads of one API repeat their names, and a string
 * that is used again is not hashed again when it goes into a map.
 */
const names: string[] = new Array(SLOTS).fill('');

/**
 * The name that begins at a place and ends before a quote, as one string for all its
 * occurrences; undefined for a name that is long or has an escape.
 */
export function knownName(text: string, start: number): string | undefined {
  let hash = 0;
  for (let length = 0; length <= LONGEST_NAME; length++) {
    const code = text.charCodeAt(start + length);
    if (code === QUOTE) {
      return nameInSlot(text, start, length, hash & (SLOTS - 1));
    }
    // NaN, the code after the end, fails the comparison too
    if (!(code >= SPACE) || code === BACKSLASH) {
      return undefined;
    }
    hash = (hash * 31 + code) | 0;
  }
  return undefined;
}

function nameInSlot(text: string, start: number, length: number, slot: number): string {
  const known = names[slot] as string;
  if (known.length === length && text.startsWith(known, start)) {
    return known;
  }
  const name = text.slice(start, start + length);
  names[slot] = name;
  return name;
}
