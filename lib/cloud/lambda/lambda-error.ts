/** Codes of the errors that Lambda answers with when it is configured. */
export type LambdaErrorCode =
  | 'InvalidParameterValueException'
  | 'PolicyLengthExceededException'
  | 'ResourceConflictException'
  | 'ResourceNotFoundException';

/**
 * An error of Lambda, in its own words: `name` is the code, as the AWS SDK has it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
 */
export class LambdaError extends Error {
  public constructor(
    /** As the AWS SDK names it. */
    public readonly code: LambdaErrorCode,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** A value is not one that Lambda takes. */
export function invalidParameter(message: string): LambdaError {
  return new LambdaError('InvalidParameterValueException', message);
}

/** What is to be made is there already. */
export function conflict(message: string): LambdaError {
  return new LambdaError('ResourceConflictException', message);
}

/** What is referred to does not exist. */
export function notFound(message: string): LambdaError {
  return new LambdaError('ResourceNotFoundException', message);
}
