/**
 * Random words by position instead of by sequence: the same seed and position give the same word,
 * whichever words were asked for before.
 *
 * @param seed any whole number
 * @param position position of the word, from 0
 * @returns a whole number from 0 to 2^32 - 1
 */
export function randomWord(seed: number, position: number): number {
  // The finalizer of MurmurHash3 over a Weyl sequence.
  let word = (seed + Math.imul(position + 1, 0x9e3779b9)) | 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
