import type { GatewayResponseType } from '../model';

export type { GatewayResponseType } from '../model';

/** What a refusal says beside its type. */
export interface RefusalDetail {
  /** `$context.error.message`; null prints `null`. */
  readonly message: string | null;
  /** Status where it differs from that of the type, such as 500 or 502 for INTEGRATION_FAILURE. */
  readonly status?: number;
  /** `x-amzn-ErrorType` where it differs from that of the type. */
  readonly errorType?: string;
  /** `$context.error.validationErrorString`, without its escapes. */
  readonly validationError?: string;
  /** Whether the method was already running: the JSON of such a message begins with a blank. */
  readonly running?: boolean;
  /** `$context.error.responseType` where it differs from the type that answers. */
  readonly shownType?: GatewayResponseType;
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
