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
