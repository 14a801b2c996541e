import type { UnauthorizedCacheControl } from '../../../gateway/stage-runtime';

/**
 * Settings of a method of a stage, by the names of the control plane.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
 */
export interface MethodSetting {
  readonly metricsEnabled?: boolean;
  /** `OFF`, `ERROR` or `INFO`. */
  readonly loggingLevel?: string;
  readonly dataTraceEnabled?: boolean;
  readonly throttlingBurstLimit?: number;
  /** Requests a second. */
  readonly throttlingRateLimit?: number;
  readonly cachingEnabled?: boolean;
  readonly cacheTtlInSeconds?: number;
  readonly cacheDataEncrypted?: boolean;
  readonly requireAuthorizationForCacheControl?: boolean;
  readonly unauthorizedCacheControlHeaderStrategy?: UnauthorizedCacheControl;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_CanarySettings.html */
export interface CanarySettings {
  readonly deploymentId: string;
  /** 0 to 100. */
  readonly percentTraffic: number;
  readonly stageVariableOverrides?: Readonly<Record<string, string>>;
  readonly useStageCache: boolean;
}

/**
 * A stage, by the names of the control plane. It is never changed, only replaced.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html
 */
export interface StageState {
  readonly stageName: string;
  readonly deploymentId: string;
  readonly description?: string;
  readonly cacheClusterEnabled: boolean;
  /** Gigabytes, as a text: `0.5`. */
  readonly cacheClusterSize?: string;
  readonly variables: Readonly<Record<string, string>>;
  /** By path and verb: all methods go by an asterisk for both, `~1orders~1{id}/GET`. */
  readonly methodSettings: Readonly<Record<string, MethodSetting>>;
  readonly accessLogSettings?: { readonly destinationArn?: string; readonly format?: string };
  readonly canarySettings?: CanarySettings;
  readonly tracingEnabled: boolean;
  readonly clientCertificateId?: string;
  readonly documentationVersion?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdDate: Date;
  readonly lastUpdatedDate: Date;
}

/** A stage without any settings. */
export function newStage(stageName: string, deploymentId: string, now: Date): StageState {
  return {
    stageName,
    deploymentId,
    cacheClusterEnabled: false,
    variables: {},
    methodSettings: {},
    tracingEnabled: false,
    tags: {},
    createdDate: now,
    lastUpdatedDate: now,
  };
}
