import type { MethodSettingModel } from '../model';
import type { Snapshot } from './frozen-api';

/** The clock of everything that counts or waits: real, or moved by a test. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A usage plan as it counts for one stage. */
export interface PlanAtStage {
  readonly planId: string;
  readonly throttle?: { readonly rateLimit?: number; readonly burstLimit?: number };
  readonly quota?: {
    readonly limit: number;
    readonly period: 'DAY' | 'WEEK' | 'MONTH';
    readonly offset: number;
  };
  /** By `/path/METHOD` as the plan spells it: `/orders/GET`, `//GET` for the root. */
  readonly methods: ReadonlyMap<
    string,
    { readonly rateLimit?: number; readonly burstLimit?: number }
  >;
}

/** An API key that a request may carry. */
export interface KnownKey {
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly customerId?: string;
  /** The plan that lets this key onto this stage; absent: none does. */
  readonly plan?: PlanAtStage;
}

/**
 * What becomes of `Cache-Control: max-age=0` from a caller who may not invalidate the cache.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export type UnauthorizedCacheControl =
  | 'FAIL_WITH_403'
  | 'SUCCEED_WITH_RESPONSE_HEADER'
  | 'SUCCEED_WITHOUT_RESPONSE_HEADER';

/** Settings of one method of a stage, those included that CloudFormation cannot set. */
export interface StageMethodSetting extends MethodSettingModel {
  /**
   * Whether a caller needs `execute-api:InvalidateCache` to renew an entry of the cache.
   *
   * @default true
   */
  readonly requireAuthorizationForCacheControl?: boolean;
  /** @default 'SUCCEED_WITH_RESPONSE_HEADER' */
  readonly unauthorizedCacheControlHeaderStrategy?: UnauthorizedCacheControl;
}

/** Settings of a stage that a control-plane call changes at once, without a new deployment. */
export interface StageSettings {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly methodSettings: readonly StageMethodSetting[];
  readonly accessLogFormat?: string;
  readonly tracingEnabled: boolean;
  readonly cacheClusterEnabled: boolean;
  readonly canary?: {
    readonly snapshot: Snapshot;
    /** 0 to 100. */
    readonly percentTraffic: number;
    readonly variables: Readonly<Record<string, string>>;
    readonly useStageCache: boolean;
  };
}

/** What the world around a stage answers. */
export interface StageWorld {
  readonly clock: Clock;
  /** Next number from 0 (included) to 1 (excluded) of the canary split. */
  random(): number;
  /** The key with this value, as it counts for this stage. */
  key(value: string): KnownKey | undefined;
  /** Account-level throttle of the region. */
  readonly accountThrottle: { readonly rateLimit: number; readonly burstLimit: number };
  /**
   * Whether a denial says which kind of policy has decided.
   *
   * @default false
   */
  readonly denialReasons?: boolean;
  /** Public keys of a Cognito user pool, as a JSON Web Key Set; none: its tokens are refused. */
  userPoolKeys(providerArn: string): object | undefined;
  /** The principal whose local credentials have this access key id; none: its signatures are refused. */
  credentials(accessKeyId: string): LocalCredentials | undefined;
}

/** Local stand-in for AWS credentials. */
export interface LocalCredentials {
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** ARN of the caller: user, or assumed-role session. */
  readonly arn: string;
  /** Role of a session. */
  readonly roleArn?: string;
  readonly accountId: string;
  readonly userId: string;
  /** Identity-based policies, as JSON documents. */
  readonly policies: readonly unknown[];
  readonly organizationId?: string;
}
