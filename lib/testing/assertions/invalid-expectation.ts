import { ValidationError } from '../../errors';

/** The error of an assertion that is told to look for something that cannot be. */
export function invalidExpectation(name: string, allowed: string, got: unknown): ValidationError {
  const text = typeof got === 'object' ? typeof got : JSON.stringify(got);
  return new ValidationError('AssertionArgument', `\`${name}\` must be ${allowed}, got: ${text}`);
}
