/** Name and value of a header, as sent. */
export type HeaderPair = readonly [name: string, value: string];

/** Where a call comes from. */
export interface CallSource {
  /** Address of the caller, v4 or v6. */
  readonly ip: string;
  /** Interface endpoint that the call came through: `vpce-…`. */
  readonly vpce?: string;
  /** VPC of that endpoint: `vpc-…`. */
  readonly vpc?: string;
  /** Address inside of that VPC. */
  readonly vpcIp?: string;
}

/** A request as the front door of a stage receives it. */
export interface GatewayRequest {
  /** Upper case. */
  readonly method: string;
  /** Verb that was sent and signed, where `X-HTTP-Method-Override` names another. */
  readonly sentMethod?: string;
  /** Path below the stage as sent, percent-encoded: `/orders/42`. */
  readonly path: string;
  /** What `$context.path` shows: the path with the stage or the base path before it. */
  readonly fullPath: string;
  /** Query string as sent, without the question mark; empty if there is none. */
  readonly query: string;
  /** In the order in which they were sent. */
  readonly headers: readonly HeaderPair[];
  /** Empty if there is none. */
  readonly body: Uint8Array;
  /** Where the call comes from. */
  readonly source: CallSource;
  /** Host that was called: `a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com`, or a custom domain. */
  readonly domainName: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
}

/** What the caller gets. */
export interface GatewayResponse {
  /** 100 to 599. */
  readonly status: number;
  /** In the order in which they are sent; names as the service spells them. */
  readonly headers: readonly HeaderPair[];
  /** A stream where the integration streams its answer. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}
