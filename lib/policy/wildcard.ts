/** Matches any run of characters, also an empty one and also `/` and `:`. */
export const ANY_SEQUENCE = -1;

/** Matches exactly one character. */
export const ANY_CHARACTER = -2;

/** A pattern as UTF-16 code units, with {@link ANY_SEQUENCE} and {@link ANY_CHARACTER} between. */
export type WildcardPattern = readonly number[];

/** The code units of a text that stands for itself, whatever `*` and `?` it has. */
export function literalCodes(text: string): number[] {
  const codes: number[] = [];
  for (let index = 0; index < text.length; index++) codes.push(text.charCodeAt(index));
  return codes;
}

/** The pattern of a text in which `*` and `?` are wildcards. */
export function wildcardCodes(text: string): number[] {
  return literalCodes(text).map((code) => {
    if (code === 0x2a) return ANY_SEQUENCE;
    return code === 0x3f ? ANY_CHARACTER : code;
  });
}

/**
 * Tells whether a pattern matches a text up to its end.
 *
 * Only the last `*` passed is ever tried again, so the time is at most the product of both
 * lengths, whatever the pattern: there is no exponential case.
 *
 * @param start - where in the text to begin
 */
export function matchesWildcard(pattern: WildcardPattern, text: string, start = 0): boolean {
  let p = 0;
  let t = start;
  let star = -1;
  let retry = 0;
  while (t < text.length) {
    const code = pattern[p];
    if (code === ANY_SEQUENCE) {
      star = p++;
      retry = t;
    } else if (code === ANY_CHARACTER || code === text.charCodeAt(t)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[p] === ANY_SEQUENCE) p++;
  return p === pattern.length;
}
