import { Budget, DEFAULT_LIMITS, VtlFailure } from '../vtl';
import { matchesRegex } from '../vtl/methods/regex';

/**
 * Prepares a regular expression of Java that has to match the whole text. It runs in linear time;
 * look-around and back references, which cannot, are left to the engine of JavaScript.
 *
 * @throws Error when it is a regular expression in neither of the two
 */
export function compileJavaPattern(pattern: string): (text: string) => boolean {
  const matches = (text: string) => matchesRegex(text, pattern, new Budget(DEFAULT_LIMITS));
  try {
    matches('');
    return matches;
  } catch (error) {
    if (!(error instanceof VtlFailure)) throw error;
    const regex = new RegExp(`^(?:${pattern})$`);
    return (text) => regex.test(text);
  }
}
