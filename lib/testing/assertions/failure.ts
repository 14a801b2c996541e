import { AssertionError } from 'node:assert';
import type { AssertionResult } from './assertion';

/**
 * The error of an assertion that failed.
 *
 * @param caller - what the test called: the stack trace begins where it did so
 */
export function failure({ message }: AssertionResult, caller: (...args: never[]) => void): Error {
  // Runners show the message as it stands for this operator, and compare values for others.
  return new AssertionError({ message, operator: 'fail', stackStartFn: caller });
}
