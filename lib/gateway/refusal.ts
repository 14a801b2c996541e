/**
 * Types of gateway responses.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export type GatewayResponseType =
  | 'ACCESS_DENIED'
  | 'API_CONFIGURATION_ERROR'
  | 'AUTHORIZER_CONFIGURATION_ERROR'
  | 'AUTHORIZER_FAILURE'
  | 'BAD_REQUEST_BODY'
  | 'BAD_REQUEST_PARAMETERS'
  | 'DEFAULT_4XX'
  | 'DEFAULT_5XX'
  | 'EXPIRED_TOKEN'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'INVALID_API_KEY'
  | 'INVALID_SIGNATURE'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'QUOTA_EXCEEDED'
  | 'REQUEST_TOO_LARGE'
  | 'RESOURCE_NOT_FOUND'
  | 'THROTTLED'
  | 'UNAUTHORIZED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'WAF_FILTERED';

/** What a refusal says beside its type. */
export interface RefusalDetail {
  /** `$context.error.message`; null prints `null`. */
  readonly message: string | null;
  /** Status where it differs from that of the type, such as 500 or 502 for INTEGRATION_FAILURE. */
  readonly status?: number;
  /** `x-amzn-ErrorType` where it differs from that of the type. */
  readonly errorType?: string;
  /** `$context.error.validationErrorString`. */
  readonly validationError?: string;
  /**
   * Whether the method was already running: such errors are written with a blank after the colon.
   */
  readonly running?: boolean;
  /** Lines for the execution log. */
  readonly log?: readonly string[];
}

/** A request that the gateway answers by itself: thrown by a step, caught by the pipeline. */
export class Refusal extends Error {
  public constructor(
    public readonly type: GatewayResponseType,
    public readonly detail: RefusalDetail,
  ) {
    super(detail.message ?? type);
    this.name = 'Refusal';
  }
}
