import type { HeaderPair } from './request';

/** How a Lambda function is to be called. */
export interface LambdaInvocation {
  /** ARN of the function, with a qualifier if the integration names one. */
  readonly functionArn: string;
  /** The payload: JSON text. */
  readonly payload: string;
  /**
   * Makes the value that the payload is the text of: another one at each call, which the function
   * may change.
   *
   * @default - the payload is to be read
   */
  readonly newEvent?: (() => unknown) | undefined;
  /** `RequestResponse` waits for the answer, `Event` does not. */
  readonly invocationType: 'RequestResponse' | 'Event';
  /**
   * ARN of the method that calls, which the function's permissions are asked about; absent: called
   * with the credentials of a role.
   */
  readonly sourceArn?: string | undefined;
  /** Role that the integration calls with. */
  readonly credentials?: string | undefined;
  /** Milliseconds that the caller waits. */
  readonly timeoutMs: number;
}

/** What a Lambda function answered. */
export type LambdaAnswer =
  | { readonly kind: 'returned'; readonly payload: string }
  /** The runtime's error document: `{"errorMessage": …, "errorType": …}`. */
  | {
      readonly kind: 'failed';
      readonly payload: string;
      /**
       * Id of the invocation, as the function's own log has it.
       *
       * @default - the id of the request stands for it
       */
      readonly requestId?: string;
    }
  | { readonly kind: 'streamed'; readonly body: AsyncIterable<Uint8Array> }
  /** No permission names the caller. */
  | { readonly kind: 'forbidden' }
  /** The function, version or alias does not exist. */
  | { readonly kind: 'missing' }
  /** Reserved concurrency is used up. */
  | { readonly kind: 'throttled' }
  /** The caller's time was over first. */
  | { readonly kind: 'timeout' };

/** A request to an HTTP endpoint or to an AWS service. */
export interface BackendRequest {
  /** Upper case. */
  readonly method: string;
  /** Scheme, host, path and query. */
  readonly url: string;
  /** In the order in which they are sent. */
  readonly headers: readonly HeaderPair[];
  /** Empty if there is none. */
  readonly body: Uint8Array;
  /** Milliseconds that the caller waits. */
  readonly timeoutMs: number;
}

/** What an HTTP endpoint or an AWS service answered. */
export type BackendAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly HeaderPair[];
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'unreachable';
      readonly reason: 'refused' | 'dns' | 'tls' | 'other';
      readonly detail: string;
    }
  | { readonly kind: 'timeout' };

/** A call of an AWS service. */
export interface ServiceCall {
  /** Name in the integration's URI: `sqs`, `dynamodb`, `states` … */
  readonly service: string;
  /** `action/SendMessage` gives `SendMessage`; a path integration has none. */
  readonly action?: string;
  /** Region in the integration's URI. */
  readonly region: string;
  /** Role that the integration calls with. */
  readonly credentials?: string;
  /** The request as the service's endpoint would get it, without a signature. */
  readonly request: BackendRequest;
}

/** Everything that stands behind a gateway. The local cloud gives it; the gateway knows no more of it. */
export interface Backends {
  lambda(invocation: LambdaInvocation): LambdaAnswer | Promise<LambdaAnswer>;
  http(request: BackendRequest): BackendAnswer | Promise<BackendAnswer>;
  /** `connectionId` of a VPC link, and the request that would go through it. */
  vpcLink(connectionId: string, request: BackendRequest): BackendAnswer | Promise<BackendAnswer>;
  service(call: ServiceCall): BackendAnswer | Promise<BackendAnswer>;
}
