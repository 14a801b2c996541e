import { RequestIdSequence } from '../gateway';
import { randomWord } from '../gateway/random';

/** Ids: the same for the same seed. */
export function uuids(seed: number): () => string {
  const ids = new RequestIdSequence(seed);
  return () => ids.next().requestId;
}

const WORDS = 2 ** 32;

/** Numbers from 0 (included) to 1 (excluded): the same for the same seed. */
export function sequence(seed: number): () => number {
  let position = 0;
  return () => {
    position += 1;
    return randomWord(seed, position) / WORDS;
  };
}
