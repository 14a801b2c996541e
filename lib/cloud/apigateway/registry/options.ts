import type {
  Backends,
  Clock,
  CompileIntegration,
  GatewayAnswer,
  StageWorld,
} from '../../../gateway';
import type { MaybePromise } from '../../cloudformation/provider';
import type { LiveStage } from './live-stage';

/** Where an API Gateway stands, and what is around it. */
export interface ApiGatewayServiceOptions {
  /** Twelve digits. */
  readonly accountId: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  /** @default 'aws' */
  readonly partition?: string;
  readonly clock: Clock;
  /** What stands behind the APIs. */
  readonly backends: Backends;
  /** Prepares what stands behind a method when a deployment is frozen. */
  readonly compileIntegration: CompileIntegration;
  /**
   * Seed of ids and of random canary splits.
   *
   * @default 0
   */
  readonly seed?: string | number;
  /**
   * `random` as on AWS; `exact`: of any N requests in a row the canary gets exactly its share.
   *
   * @default 'random'
   */
  readonly canarySplit?: 'random' | 'exact';
  /**
   * Throttle of the account in the region.
   *
   * @default - 10,000 requests a second, 5,000 at once
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
   */
  readonly accountThrottle?: StageWorld['accountThrottle'];
  /**
   * Whether a denial says which kind of policy has decided.
   *
   * @default false
   */
  readonly denialReasons?: boolean;
  /**
   * Public keys of Cognito user pools.
   *
   * @default - none: every token is refused
   */
  readonly userPoolKeys?: StageWorld['userPoolKeys'];
  /**
   * Local stand-ins for AWS credentials.
   *
   * @default - none: every signature is refused
   */
  readonly credentials?: StageWorld['credentials'];
  /**
   * Finds the document behind a `BodyS3Location`, parsed.
   *
   * @default - an API with such a document is refused
   */
  readonly readAsset?: (location: {
    readonly bucket: string;
    readonly key: string;
  }) => MaybePromise<unknown>;
  /**
   * What may be in a template without having an effect here: a type (`AWS::ApiGatewayV2::Api`), a
   * logical id, or a logical id with the path of a property (`Api/Body/x-amazon-apigateway-…`).
   *
   * @default - what has no effect is refused
   */
  readonly ignoreUnsupported?: readonly string[];
  /**
   * Called with every answer of every stage, such as to write access logs.
   *
   * @default - nobody is told
   */
  readonly onAnswer?: (answer: GatewayAnswer, stage: LiveStage) => void;
}
