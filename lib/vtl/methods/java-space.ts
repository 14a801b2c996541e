const SPACE = /^[\t-\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/;

/** The separators of ASCII: file, group, record and unit. */
const SEPARATORS = ['\x1c', '\x1d', '\x1e', '\x1f'];

/** Java's `Character.isWhitespace`: no no-break spaces, but some control characters. */
export function isJavaSpace(character: string): boolean {
  return SPACE.test(character) || SEPARATORS.includes(character);
}
