/** Java's `String.hashCode`. */
export function javaHashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/** How full a `java.util.HashMap` may be before it takes twice the room. */
const LOAD_FACTOR = 0.75;
const LEAST_ROOM = 16;

/** Texts in the order in which a `java.util.HashMap` goes through them as keys. */
export function javaHashOrder(texts: readonly string[]): string[] {
  let room = LEAST_ROOM;
  while (texts.length > room * LOAD_FACTOR) room *= 2;
  const placed = texts.map((text) => {
    const hash = javaHashOf(text);
    return { text, place: (hash ^ (hash >>> 16)) & (room - 1) };
  });
  return placed.sort((a, b) => a.place - b.place).map(({ text }) => text);
}
