import type { StackSource } from './cloudformation/stack-source';
import type { GivenFunctions } from './given-functions';
import type { OriginHandler } from './http';
import type { LambdaLogLine, LambdaMode } from './lambda';
import type { ServiceStubDefinitions } from './services';
import type { ClockStart } from './simulated-clock';
import type { VpcLinkTargets } from './vpc-links';

/** What a local cloud is made with. */
export interface CloudOptions {
  /**
   * What answers for the origins of HTTP integrations: functions, or other origins.
   *
   * @default - local servers can be called, and nothing beyond this machine
   */
  readonly http?: Readonly<Record<string, OriginHandler | string>>;
  /**
   * Origins beyond this machine that may be called for real, or `*` for all.
   *
   * @default - none
   */
  readonly allowHttp?: readonly string[];
  /**
   * What answers for AWS services, behind integrations and for the AWS SDK of functions and tests,
   * by their names: `sqs`, `dynamodb`, …
   *
   * @default - secrets, parameters and caller identity are those of the stacks; any other call of a
   * service is an error
   */
  readonly services?: ServiceStubDefinitions;
  /**
   * What stands behind VPC links.
   *
   * @default - requests go to the address of the integration
   */
  readonly vpcLinks?: VpcLinkTargets;
  /**
   * When the clock starts; it stands still until it is advanced.
   *
   * @default - real time
   */
  readonly clock?: ClockStart;
  /**
   * Seed of ids, canary splits and alias weights: the same seed gives the same run.
   *
   * @default 1
   */
  readonly seed?: number;
  /**
   * Account of stacks that say none: twelve digits.
   *
   * @default '123456789012'
   */
  readonly account?: string;
  /**
   * Region of stacks that say none.
   *
   * @default 'us-east-1'
   */
  readonly region?: string;
  /**
   * How canaries and weighted aliases get their share: `seeded` by a random number for each
   * request, `exact` by counting, so that N requests are split exactly by the percentage.
   *
   * @default 'seeded'
   */
  readonly canarySplit?: 'seeded' | 'exact';
  /**
   * Throttle of the account in a region.
   *
   * @default - 10,000 requests a second, 5,000 at once
   */
  readonly accountThrottle?: { readonly rateLimit: number; readonly burstLimit: number };
  /**
   * Whether a denial says which kind of policy has decided, as AWS does in more and more regions:
   * `… with an explicit deny in a resource-based policy`.
   *
   * @default false
   */
  readonly denialReasons?: boolean;
  /**
   * Where the code of deployed functions runs.
   *
   * @default 'in-process'
   */
  readonly lambdaMode?: LambdaMode;
  /**
   * Gets every line that functions log.
   *
   * @default - nobody reads the logs
   */
  readonly onLambdaLog?: (line: LambdaLogLine) => void;
  /**
   * What templates may have without an effect here: types, logical ids, or properties of these.
   *
   * @default - what the local gateway cannot run is refused
   */
  readonly ignoreUnsupported?: readonly string[];
}

/** Files that templates refer to. */
export interface CloudAssets {
  /** File or folder of an asset, by its object key. */
  assetFile(objectKey: string): string | undefined;
  /** A document behind a `BodyS3Location`, parsed. */
  document(objectKey: string): unknown;
}

/** Templates to deploy, with what they need. */
export interface CloudDeployment {
  readonly sources: readonly StackSource[];
  /** @default - none: code runs as it is deployed */
  readonly functions?: GivenFunctions;
  /** @default - there are none */
  readonly assets?: CloudAssets;
}
