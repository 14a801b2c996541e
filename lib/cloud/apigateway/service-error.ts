/** Codes of the errors that the control plane answers with. */
export type ServiceErrorCode =
  | 'BadRequestException'
  | 'ConflictException'
  | 'NotFoundException'
  | 'NotImplementedException'
  | 'ValidationException';

const STATUS: Readonly<Record<ServiceErrorCode, number>> = {
  BadRequestException: 400,
  ConflictException: 409,
  NotFoundException: 404,
  NotImplementedException: 501,
  ValidationException: 400,
};

/**
 * An error of the service, in its own words: `name` is the code, as the AWS SDK has it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/CommonErrors.html
 */
export class ServiceError extends Error {
  /** Status of the HTTP answer. */
  public readonly status: number;

  public constructor(
    /** As the AWS SDK names it. */
    public readonly code: ServiceErrorCode,
    message: string,
  ) {
    super(message);
    this.name = code;
    this.status = STATUS[code];
  }
}

/** The request cannot be granted as it is. */
export function badRequest(message: string): ServiceError {
  return new ServiceError('BadRequestException', message);
}

/** What the request is about does not exist. */
export function notFound(message: string): ServiceError {
  return new ServiceError('NotFoundException', message);
}

/** What the request makes is there already. */
export function conflict(message: string): ServiceError {
  return new ServiceError('ConflictException', message);
}
