import type { Target, ThrottleModel } from './api-model';
import type { Origin, Value } from './template';

/** A deployment: the identity of a frozen snapshot. */
export interface DeploymentModel {
  /** The Deployment resource, whose logical id is that identity: a new one is a new snapshot. */
  readonly origin: Origin;
  /** For people; it has no effect on requests. */
  readonly description?: Value<string>;
  /** A stage that the deployment itself makes or moves. */
  readonly stageName?: Value<string>;
  /** `StageDescription`, as written. */
  readonly stageDescription?: Readonly<Record<string, unknown>>;
  /** The stage that `StageName` and `StageDescription` declare, in the form of a stage. */
  readonly stage?: StageModel;
  /** How the snapshot becomes the canary of `stageName`; absent: it does not. */
  readonly canarySettings?: CanaryModel;
  /**
   * What CloudFormation does when it leaves the template: `Delete` (also when the template says
   * nothing), `Retain` or `RetainExceptOnCreate`.
   */
  readonly deletionPolicy: string;
}

/** A stage with all its settings. */
export interface StageModel {
  /** The Stage resource, or the deployment that describes the stage. */
  readonly origin: Origin;
  /** First segment of the path of `execute-api` addresses: letters, digits, `-` and `_`. */
  readonly name: Value<string>;
  /** The snapshot that the stage serves, but for the share of a canary. */
  readonly deployment?: Target;
  /** For people; it has no effect on requests. */
  readonly description?: Value<string>;
  /** Stage variables by name, with values of letters, digits, blanks and `-._~:/?#&=,`. */
  readonly variables: Readonly<Record<string, Value<string>>>;
  /** The share of requests that another snapshot serves; absent: the stage has no canary. */
  readonly canary?: CanaryModel;
  /** Settings of methods, sorted by path and verb; of two that apply the narrower one holds. */
  readonly methodSettings: readonly MethodSettingModel[];
  /**
   * Where access logs go, the ARN of a log group or a Firehose stream, and a line of them with
   * `$context` variables; absent: no access logs.
   */
  readonly accessLog?: { readonly destinationArn?: Value<string>; readonly format?: Value<string> };
  /** Whether X-Ray traces requests. */
  readonly tracingEnabled: Value<boolean>;
  /** Whether the stage has a cache; methods use it where `cachingEnabled` says so. */
  readonly cacheClusterEnabled: Value<boolean>;
  /** Gigabytes of the cache, such as `0.5`. */
  readonly cacheClusterSize?: Value<string>;
  /** Id of the certificate that API Gateway shows to HTTP backends; absent: it shows none. */
  readonly clientCertificateId?: Value<string>;
}

/** Canary of a stage, or of a deployment. */
export interface CanaryModel {
  /** The snapshot that the canary serves; absent in the settings of a deployment, which is it. */
  readonly deployment?: Target;
  /** Percentage of the requests that the canary serves, 0 to 100; fractions are allowed. */
  readonly percentTraffic?: Value<number>;
  /** Stage variables that the canary sees instead of, or beside, those of the stage. */
  readonly stageVariableOverrides: Readonly<Record<string, Value<string>>>;
  /** Whether the canary answers from the cache of the stage. */
  readonly useStageCache?: Value<boolean>;
}

/** Settings of one method, or of all (`/*` and `*`). */
export interface MethodSettingModel extends ThrottleModel {
  /** As the resource spells it: `/*`, or `/~1orders~1{id}`. */
  readonly resourcePath: Value<string>;
  /** Verb of the method, or `*` for all of them. */
  readonly httpMethod: Value<string>;
  /** What the execution log holds: `OFF`, `ERROR` or `INFO`. */
  readonly loggingLevel?: Value<string>;
  /** Whether the execution log holds whole requests and answers, secrets in them included. */
  readonly dataTraceEnabled?: Value<boolean>;
  /** Whether CloudWatch gets metrics of each method beside those of the stage. */
  readonly metricsEnabled?: Value<boolean>;
  /** Whether answers are cached, if the stage has a cache. */
  readonly cachingEnabled?: Value<boolean>;
  /** Seconds that an answer is cached, 0 (never) to 3600; absent: the service's default (300). */
  readonly cacheTtlInSeconds?: Value<number>;
  /** Whether cached answers are encrypted. */
  readonly cacheDataEncrypted?: Value<boolean>;
}
