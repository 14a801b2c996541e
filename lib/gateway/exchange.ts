import type { Backends } from './backends';
import type { ResolvedRoute, Snapshot } from './frozen-api';
import type { GatewayRequest, HeaderPair } from './request';
import type { StageSettings, StageWorld } from './stage-runtime';

/** Names and values that repeat, such as query parameters: decoded, in the order sent. */
export type MultiMap = ReadonlyMap<string, readonly string[]>;

/** What the authorizer of a route found out. */
export interface AuthorizerOutcome {
  readonly kind: 'lambda' | 'cognito' | 'iam';
  /** Members of `$context.authorizer`: `principalId`, the function's context as texts, `claims`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** `usageIdentifierKey` of the answer: the API key where the API's key source is AUTHORIZER. */
  readonly usageIdentifierKey?: string;
}

/** The execution log of one request, line by line, as the service writes it. */
export interface ExecutionLog {
  /**
   * Adds a line; the request id in front of it is added by the log.
   *
   * @param text the line, or a function that writes it when somebody reads the log: it must not
   * read anything that changes later
   */
  line(text: string | (() => string)): void;
}

/** What each step had before it, what it decided, and how long it took. */
export interface Trace {
  /**
   * @param step such as `route`, `resource policy`, `authorizer`, `integration`
   * @param decision in few words, or a function that finds them when somebody reads the trace: it
   * must not read anything that changes later
   */
  decide(
    step: string,
    decision: string | (() => string),
    detail?: Readonly<Record<string, unknown>>,
  ): void;
}

/** One request on its way through the gateway: what the steps read, and what they find out. */
export interface Exchange {
  readonly request: GatewayRequest;
  readonly stage: StageSettings;
  readonly world: StageWorld;
  readonly backends: Backends;
  readonly log: ExecutionLog;
  readonly trace: Trace;

  /** `$context.requestId`, a UUID. */
  readonly requestId: string;
  /** `$context.extendedRequestId` */
  readonly extendedRequestId: string;
  /** `X-Amzn-Trace-Id` of calls that the gateway makes: `Root=1-5759e988-bd862e3fe1be46a994272793`. */
  readonly traceId: string;

  /** The snapshot that answers: the stage's, or its canary's. */
  readonly snapshot: Snapshot;
  readonly isCanary: boolean;
  /** Those of the stage, under a canary overlaid with its own. */
  readonly stageVariables: Readonly<Record<string, string>>;

  /** Known as soon as the request is routed. */
  readonly route: ResolvedRoute;
  /** Values of path variables as sent: percent-encoded. */
  readonly pathParameters: ReadonlyMap<string, string>;
  /** Decoded query parameters. */
  readonly query: MultiMap;
  /** Values of a header by its name in any case, in the order sent. */
  headerValues(name: string): readonly string[];

  /** Present once the authorizer has let the request through. */
  readonly authorizer?: AuthorizerOutcome | undefined;

  /**
   * `$context` as mapping templates and parameter mappings see it, without overrides:
   * a JSON object, built once and only if somebody asks.
   */
  context(): Readonly<Record<string, unknown>>;
  /** `requestContext` of a Lambda proxy event. */
  proxyRequestContext(): Readonly<Record<string, unknown>>;

  /** What the access log says of the integration. */
  readonly measured: {
    integrationStatus?: number;
    /** Status in the answer of a function behind a proxy integration. */
    functionStatus?: number;
    integrationLatencyMs?: number;
    integrationError?: string;
  };
}

/** What an integration gives back to the pipeline: the method response. */
export interface MethodResponse {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/**
 * Calls what stands behind a route, with everything that can be prepared when the snapshot is
 * taken already done.
 *
 * @throws Refusal for what the gateway answers by itself
 */
export type RunIntegration = (exchange: Exchange) => MethodResponse | Promise<MethodResponse>;
