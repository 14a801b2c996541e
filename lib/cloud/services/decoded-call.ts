import type { ServiceCall } from '../../gateway/backends';

/** Parameters of an action, or what it returns, under the names of the service's API. */
export type Members = Readonly<Record<string, unknown>>;

/** A call of a service, taken from the wire. */
export interface DecodedCall {
  /** `SendMessage` */
  readonly action: string;
  /** Parameters of the action. */
  readonly input: Members;
  /** Region that is called: `eu-west-1`. */
  readonly region: string;
}

/** What the wire says of a call. */
export type CalledAction = Pick<DecodedCall, 'action' | 'input'>;

/** A call as it was recorded. */
export interface RecordedCall extends ServiceCall {
  /** What the request names it; `undefined` for a service whose wire format is not known. */
  readonly action?: string;
  /** Parameters of the action; `undefined` for a service whose wire format is not known. */
  readonly input?: Members;
}
