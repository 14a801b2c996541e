/**
 * An error that a stub answers with, in the wire format of its service.
 *
 * @example
 * throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed');
 */
export class ServiceError extends Error {
  /**
   * @param code - as the service spells it: `ResourceNotFoundException`
   * @param status - HTTP status, 400 to 599
   */
  public constructor(
    /** As the service spells it. */
    public readonly code: string,
    message: string,
    /** HTTP status, 400 to 599. */
    public readonly status = 400,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}

/** An error as the AWS SDK has it, which a responder may throw too. */
interface SdkError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * The error that a service is to answer with.
 *
 * @throws any other error
 */
export function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (!isSdkError(error)) throw error;
  const usual = error.$fault === 'client' ? 400 : 500;
  return new ServiceError(error.name, error.message, error.$metadata?.httpStatusCode ?? usual);
}

function isSdkError(error: unknown): error is SdkError {
  return error instanceof Error && '$fault' in error;
}
