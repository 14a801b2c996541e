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
  /** REST APIs (`AWS::ApiGateway::RestApi`), and those from elsewhere that the app adds to. */
  readonly restApis: readonly RestApiModel[];
  /** HTTP and WebSocket APIs (`AWS::ApiGatewayV2::Api`). */
  readonly v2Apis: readonly ApiGatewayV2Model[];
  /** API keys of the app; which plan has them is said by `usagePlans`. */
  readonly apiKeys: readonly ApiKeyModel[];
  /** Usage plans of the app; keys added to a plan from elsewhere are listed in `unread`. */
  readonly usagePlans: readonly UsagePlanModel[];
  /** Custom domain names, and those from elsewhere that the app maps APIs to. */
  readonly domains: readonly DomainModel[];
  /** Who may invoke which function, as far as API Gateway is concerned. */
  readonly permissions: readonly LambdaPermissionModel[];
  /** Links to backends in VPCs, of REST, HTTP and WebSocket APIs. */
  readonly vpcLinks: readonly VpcLinkModel[];
  /** `AWS::ApiGateway::Account` resources: who sets the CloudWatch role of the account. */
  readonly accounts: readonly AccountModel[];
  /** What was met and is not understood. Nothing is dropped without a line here. */
  readonly unread: readonly UnreadProperty[];
}

/** A resource or property of an API that the model does not hold. */
export interface UnreadProperty {
  /** The resource that it belongs to. */
  readonly origin: Origin;
  /** Path of the property below `Properties`, such as `Body/paths/~1x/trace`; empty: the resource. */
  readonly property: string;
  /** Why it is not read, as the rest of a sentence: `is no parameter of an import`. */
  readonly reason: string;
}

/** An element of the app, or the literal id of something that lives outside of it. */
export type Target =
  | { readonly kind: 'resource'; readonly id: ResourceId; readonly attribute?: string }
  | { readonly kind: 'external'; readonly value: Value<string> };

/** `AWS::ApiGateway::ApiKey` */
export interface ApiKeyModel {
  /** The ApiKey resource. */
  readonly origin: Origin;
  /** Name in the console; absent: CloudFormation makes one. */
  readonly name?: Value<string>;
  /** For people; 125,000 characters at most. */
  readonly description?: Value<string>;
  /** Whether calls with the key are accepted; false when the template says nothing. */
  readonly enabled: Value<boolean>;
  /** The value, when the template holds one: a literal or a dynamic reference to a secret. */
  readonly value?: Value<string>;
  /** Customer identifier of the AWS Marketplace; absent: no customer of it. */
  readonly customerId?: Value<string>;
}

/** Requests a second, and how many may come at once. */
export interface ThrottleModel {
  /** Requests a second, on average; absent: no limit of its own. */
  readonly rateLimit?: Value<number>;
  /** Requests at once: the size of the token bucket; absent: no limit of its own. */
  readonly burstLimit?: Value<number>;
}

/** `AWS::ApiGateway::UsagePlan` with the keys attached to it. */
export interface UsagePlanModel {
  /** The UsagePlan resource. */
  readonly origin: Origin;
  /** Name in the console. */
  readonly name?: Value<string>;
  /** Limits of each key; absent: the plan limits no rate but those of `methods`. */
  readonly throttle?: ThrottleModel;
  /** How much each key may call in a period; absent: as much as it likes. */
  readonly quota?: {
    /** Requests in a period. */
    readonly limit: Value<number>;
    /** `DAY`, `WEEK` or `MONTH`; absent: API Gateway refuses the plan. */
    readonly period?: Value<string>;
    /** Requests that are taken off the limit of the first period; absent: none. */
    readonly offset?: Value<number>;
  };
  /** The stages that the plan is for. */
  readonly stages: ReadonlyArray<{
    /** REST or WebSocket API that the stage is of. */
    readonly api: Target;
    /** The stage; `external` with its name if the app does not declare it. */
    readonly stage: Target;
    /** By `path/METHOD`, as the resource spells it. */
    readonly methods: Readonly<Record<string, ThrottleModel>>;
  }>;
  /** Keys of the plan, each with the UsagePlanKey resource that attaches it. */
  readonly keys: ReadonlyArray<{ readonly origin: Origin; readonly key: Target }>;
}

/** A custom domain name of any generation, with what is mapped below it. */
export interface DomainModel {
  /** The domain resource; for a domain outside of the app the first mapping of it. */
  readonly origin: Origin;
  /** `rest`: DomainName, `private`: DomainNameV2, `v2`: AWS::ApiGatewayV2::DomainName. */
  readonly kind: 'rest' | 'private' | 'v2';
  /** Host name, such as `api.example.com`; a wildcard domain starts with an asterisk. */
  readonly domainName: Value<string>;
  /** `EDGE`, `REGIONAL` or `PRIVATE`; empty when the template says nothing. */
  readonly endpointTypes: readonly Value<string>[];
  /** ARN of the ACM certificate of an edge-optimized or private endpoint. */
  readonly certificate?: Value<string>;
  /** ARN of the ACM certificate of a regional endpoint. */
  readonly regionalCertificate?: Value<string>;
  /** Least TLS version with its ciphers, such as `TLS_1_2`; absent: the service's default. */
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
  /** APIs that answer below the domain. */
  readonly mappings: ReadonlyArray<{
    readonly origin: Origin;
    /** Without slashes at the ends; empty: the root. */
    readonly basePath: Value<string>;
    readonly api: Target;
    /** Absent: callers name the stage after the base path. */
    readonly stage?: Target;
  }>;
  /** VPC endpoints that may resolve a private domain (DomainNameAccessAssociation). */
  readonly accessAssociations: ReadonlyArray<{
    readonly origin: Origin;
    /** Id of the VPC endpoint. */
    readonly source: Value<string>;
    /** `VPCE`, the one type there is. */
    readonly sourceType: Value<string>;
  }>;
}

/** `AWS::Lambda::Permission` for API Gateway or for everybody. */
export interface LambdaPermissionModel {
  /** The Permission resource. */
  readonly origin: Origin;
  /** As written: a name, an ARN, an ARN with qualifier, or an intrinsic. */
  readonly functionName: Value<string>;
  /** `apigateway.amazonaws.com`, `*`, or an intrinsic, which may turn out to be one of them. */
  readonly principal: Value<string>;
  /** As written: `lambda:InvokeFunction` for calls by an API. */
  readonly action: Value<string>;
  /**
   * Calls that are let in, with wildcards: `arn:aws:execute-api:{region}:{account}:{api}/…`, where
   * stage, verb and path follow. Absent: those of any API.
   */
  readonly sourceArn?: Value<string>;
  /** Id of the account whose APIs may invoke; absent: any account. */
  readonly sourceAccount?: Value<string>;
}

/** `AWS::ApiGateway::VpcLink` and `AWS::ApiGatewayV2::VpcLink` */
export interface VpcLinkModel {
  /** The VpcLink resource, of either kind. */
  readonly origin: Origin;
  /** Name in the console. */
  readonly name?: Value<string>;
  /** ARNs of network load balancers; empty for a link of HTTP APIs. */
  readonly targets: readonly Value<string>[];
  /** Subnets of a link of HTTP APIs. */
  readonly subnetIds?: readonly Value<string>[];
  /** Security groups of a link of HTTP APIs. */
  readonly securityGroupIds?: readonly Value<string>[];
}

/** `AWS::ApiGateway::Account` */
export interface AccountModel {
  /** The Account resource. */
  readonly origin: Origin;
  /** Role that API Gateway writes logs with, for all of the account and region; absent: none. */
  readonly cloudWatchRoleArn?: Value<string>;
}
