import type { App, Stack } from 'aws-cdk-lib';
import { ValidationError } from '../../lib/errors';
import { newStack } from './stacks';

/** One way to get something wrong, and the error that says so at synthesis. */
export interface Rejection {
  /** Expected code of the error. */
  readonly code: string;
  /** What the user did, as the end of "fails when …". */
  readonly when: string;
  /** The AWS page that has the rule. */
  readonly see: string;
  /** Builds the mistake; it must fail here or at synthesis. */
  readonly build: (stack: Stack) => void;
}

/** Makes the mistake and gives back the error. */
export function provoke(rejection: Rejection): Error {
  const stack = newStack();
  try {
    rejection.build(stack);
    (stack.node.root as App).synth();
  } catch (error) {
    return error as Error;
  }
  throw new Error(`no error when ${rejection.when}`);
}

/** A test for each rejection. */
export function rejectionTests(rejections: readonly Rejection[]): void {
  test.each(rejections.map((rejection) => [rejection.when, rejection] as const))(
    'fails when %s',
    (_when, rejection) => {
      const error = provoke(rejection);
      if (ValidationError.isValidationError(error)) expect(error.code).toBe(rejection.code);
      expect(error.message).toContain(rejection.code);
      expect(error.message).toMatch(/Stack/);
    },
  );
}
