import type { ApiGatewayV2Model } from './http-api-model';
import type { RestApiModel } from './rest-api-model';
import type { Origin, ResourceId, Value } from './template';

/**
 * Every API Gateway API of an app, read from its templates, whichever way they spell it.
 *
 * Intrinsics are kept as they stand in the template. Lists are sorted by a stable key
 * (path and method, name, logical id), so that two spellings of one API give equal models
 * but for `origin`.
 */
export interface ApiModel {
  readonly restApis: readonly RestApiModel[];
  /** HTTP and WebSocket APIs (`AWS::ApiGatewayV2::Api`). */
  readonly v2Apis: readonly ApiGatewayV2Model[];
  readonly apiKeys: readonly ApiKeyModel[];
  readonly usagePlans: readonly UsagePlanModel[];
  readonly domains: readonly DomainModel[];
  readonly permissions: readonly LambdaPermissionModel[];
  readonly vpcLinks: readonly VpcLinkModel[];
  /** `AWS::ApiGateway::Account` resources: who sets the CloudWatch role of the account. */
  readonly accounts: readonly AccountModel[];
  /** What was met and is not understood. Nothing is dropped without a line here. */
  readonly unread: readonly UnreadProperty[];
}

/** A resource or property of an API that the model does not hold. */
export interface UnreadProperty {
  readonly origin: Origin;
  /** Path of the property below `Properties`, such as `Body/paths/~1x/trace`; empty: the resource. */
  readonly property: string;
  readonly reason: string;
}

/** An element of the app, or the literal id of something that lives outside of it. */
export type Target =
  | { readonly kind: 'resource'; readonly id: ResourceId; readonly attribute?: string }
  | { readonly kind: 'external'; readonly value: Value<string> };

/** `AWS::ApiGateway::ApiKey` */
export interface ApiKeyModel {
  readonly origin: Origin;
  readonly name?: Value<string>;
  readonly enabled: Value<boolean>;
  /** The value, when the template holds one: a literal or a dynamic reference to a secret. */
  readonly value?: Value<string>;
  readonly customerId?: Value<string>;
}

/** Requests a second, and how many may come at once. */
export interface ThrottleModel {
  readonly rateLimit?: Value<number>;
  readonly burstLimit?: Value<number>;
}

/** `AWS::ApiGateway::UsagePlan` with the keys attached to it. */
export interface UsagePlanModel {
  readonly origin: Origin;
  readonly name?: Value<string>;
  readonly throttle?: ThrottleModel;
  readonly quota?: {
    readonly limit: Value<number>;
    readonly period: Value<string>;
    readonly offset?: Value<number>;
  };
  readonly stages: ReadonlyArray<{
    readonly api: Target;
    readonly stage: Target;
    /** By `path/METHOD`, as the resource spells it. */
    readonly methods: Readonly<Record<string, ThrottleModel>>;
  }>;
  readonly keys: ReadonlyArray<{ readonly origin: Origin; readonly key: Target }>;
}

/** A custom domain name of any generation, with what is mapped below it. */
export interface DomainModel {
  /** The domain resource; for a domain outside of the app the first mapping of it. */
  readonly origin: Origin;
  /** `rest`: DomainName, `private`: DomainNameV2, `v2`: AWS::ApiGatewayV2::DomainName. */
  readonly kind: 'rest' | 'private' | 'v2';
  readonly domainName: Value<string>;
  readonly endpointTypes: readonly Value<string>[];
  readonly certificate?: Value<string>;
  readonly regionalCertificate?: Value<string>;
  readonly securityPolicy?: Value<string>;
  /** `BASIC` or `STRICT`. */
  readonly endpointAccessMode?: Value<string>;
  /** `ipv4` or `dualstack`. */
  readonly ipAddressType?: Value<string>;
  /** `API_MAPPING_ONLY`, `ROUTING_RULE_ONLY` or `ROUTING_RULE_THEN_API_MAPPING`. */
  readonly routingMode?: Value<string>;
  /** `truststoreUri` and `truststoreVersion`. */
  readonly mutualTls?: Readonly<Record<string, unknown>>;
  /** Resource policy of a private domain, as JSON. */
  readonly policy?: unknown;
  readonly mappings: ReadonlyArray<{
    readonly origin: Origin;
    /** Without slashes at the ends; empty: the root. */
    readonly basePath: Value<string>;
    readonly api: Target;
    readonly stage?: Target;
  }>;
  /** VPC endpoints that may resolve a private domain (DomainNameAccessAssociation). */
  readonly accessAssociations: ReadonlyArray<{
    readonly origin: Origin;
    readonly source: Value<string>;
    readonly sourceType: Value<string>;
  }>;
}

/** `AWS::Lambda::Permission` for API Gateway or for everybody. */
export interface LambdaPermissionModel {
  readonly origin: Origin;
  /** As written: a name, an ARN, an ARN with qualifier, or an intrinsic. */
  readonly functionName: Value<string>;
  readonly principal: Value<string>;
  readonly action: Value<string>;
  readonly sourceArn?: Value<string>;
  readonly sourceAccount?: Value<string>;
}

/** `AWS::ApiGateway::VpcLink` and `AWS::ApiGatewayV2::VpcLink` */
export interface VpcLinkModel {
  readonly origin: Origin;
  readonly name?: Value<string>;
  /** ARNs of network load balancers (REST APIs). */
  readonly targets: readonly Value<string>[];
  /** Subnets of a link of HTTP APIs. */
  readonly subnetIds?: readonly Value<string>[];
  /** Security groups of a link of HTTP APIs. */
  readonly securityGroupIds?: readonly Value<string>[];
}

/** `AWS::ApiGateway::Account` */
export interface AccountModel {
  readonly origin: Origin;
  readonly cloudWatchRoleArn?: Value<string>;
}
