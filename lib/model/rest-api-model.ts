import type { Target, ThrottleModel } from './api-model';
import type { Origin, Value } from './template';

/** A REST API (`AWS::ApiGateway::RestApi`), however it was spelled. */
export interface RestApiModel {
  readonly kind: 'REST';
  /**
   * The RestApi resource.
   *
   * @default - routes or stages of an API that lives outside of the app
   */
  readonly origin?: Origin;
  /** What `RestApiId` properties of its parts say. */
  readonly target: Target;
  readonly name?: Value<string>;
  readonly description?: Value<string>;
  /** `EDGE`, `REGIONAL` or `PRIVATE`; `['EDGE']` when the template says nothing. */
  readonly endpointTypes: readonly Value<string>[];
  readonly vpcEndpointIds: readonly Value<string>[];
  /** Resource policy as JSON, intrinsics kept. */
  readonly policy?: unknown;
  readonly apiKeySource: Value<string>;
  readonly binaryMediaTypes: readonly Value<string>[];
  readonly minimumCompressionSize?: Value<number>;
  readonly disableExecuteApiEndpoint: Value<boolean>;
  /** `ipv4` or `dualstack`. */
  readonly ipAddressType?: Value<string>;
  /** TLS policy of the default endpoint, such as `SecurityPolicy_TLS13_1_3_2025_09`. */
  readonly securityPolicy?: Value<string>;
  /** `BASIC` or `STRICT`. */
  readonly endpointAccessMode?: Value<string>;
  /** Paths of all resources, with or without methods, `/` first. */
  readonly resources: ReadonlyArray<{ readonly path: string; readonly origin: Origin }>;
  readonly routes: readonly RestRouteModel[];
  readonly authorizers: readonly AuthorizerModel[];
  readonly models: readonly SchemaModel[];
  readonly validators: readonly ValidatorModel[];
  readonly gatewayResponses: readonly GatewayResponseModel[];
  readonly deployments: readonly DeploymentModel[];
  readonly stages: readonly StageModel[];
}

/** One method of one path. */
export interface RestRouteModel {
  readonly origin: Origin;
  readonly path: string;
  /** `GET` … or `ANY`. */
  readonly method: string;
  readonly operationName?: Value<string>;
  /** `NONE`, `AWS_IAM`, `CUSTOM` or `COGNITO_USER_POOLS`. */
  readonly authorizationType: Value<string>;
  /** Name of the authorizer in `authorizers`, or what the template says if it is none of them. */
  readonly authorizer?: Value<string>;
  readonly authorizationScopes: readonly Value<string>[];
  readonly apiKeyRequired: Value<boolean>;
  /** `method.request.header.X` … and whether it is required. */
  readonly requestParameters: Readonly<Record<string, Value<boolean>>>;
  /** Content type to model name; a model without one goes by its logical id. */
  readonly requestModels: Readonly<Record<string, Value<string>>>;
  readonly validation?: { readonly body: Value<boolean>; readonly parameters: Value<boolean> };
  readonly integration?: IntegrationModel;
  readonly responses: readonly MethodResponseModel[];
}

/** What a method declares of one of its answers. */
export interface MethodResponseModel {
  readonly statusCode: Value<string>;
  readonly models: Readonly<Record<string, Value<string>>>;
  readonly parameters: Readonly<Record<string, Value<boolean>>>;
}

/** What stands behind a method. */
export interface IntegrationModel {
  /** `AWS`, `AWS_PROXY`, `HTTP`, `HTTP_PROXY` or `MOCK`. */
  readonly type: Value<string>;
  readonly uri?: Value<string>;
  readonly httpMethod?: Value<string>;
  readonly credentials?: Value<string>;
  /** `INTERNET` (also when the template says nothing) or `VPC_LINK`. */
  readonly connectionType?: Value<string>;
  readonly connectionId?: Value<string>;
  readonly integrationTarget?: Value<string>;
  /** `WHEN_NO_MATCH` (also when the template says nothing), `WHEN_NO_TEMPLATES` or `NEVER`. */
  readonly passthroughBehavior?: Value<string>;
  readonly contentHandling?: Value<string>;
  /** Milliseconds; 29000 when the template says nothing. */
  readonly timeoutInMillis?: Value<number>;
  readonly requestParameters: Readonly<Record<string, Value<string>>>;
  readonly requestTemplates: Readonly<Record<string, Value<string>>>;
  readonly cacheKeyParameters: readonly Value<string>[];
  readonly cacheNamespace?: Value<string>;
  /** `BUFFERED` (also when the template says nothing) or `STREAM`. */
  readonly responseTransferMode?: Value<string>;
  readonly tlsConfig?: Readonly<Record<string, unknown>>;
  readonly responses: readonly IntegrationResponseModel[];
}

/** How an integration's answer becomes a method's answer. */
export interface IntegrationResponseModel {
  readonly statusCode: Value<string>;
  /** Regular expression; absent: the default response. */
  readonly selectionPattern?: Value<string>;
  readonly contentHandling?: Value<string>;
  readonly responseParameters: Readonly<Record<string, Value<string>>>;
  readonly responseTemplates: Readonly<Record<string, Value<string>>>;
}

/** Lambda or Cognito authorizer of a REST API. */
export interface AuthorizerModel {
  readonly origin: Origin;
  readonly name: Value<string>;
  /** `TOKEN`, `REQUEST` or `COGNITO_USER_POOLS`. */
  readonly type: Value<string>;
  readonly uri?: Value<string>;
  readonly credentials?: Value<string>;
  readonly identitySource?: Value<string>;
  readonly validationExpression?: Value<string>;
  /** Seconds; absent: the service's default (300). */
  readonly resultTtlInSeconds?: Value<number>;
  readonly providerArns: readonly Value<string>[];
}

/** A model: JSON Schema draft 4. */
export interface SchemaModel {
  readonly origin: Origin;
  readonly name: Value<string>;
  readonly contentType: Value<string>;
  /** A `$ref` to another model of the API is written as `modelReference` spells it. */
  readonly schema: unknown;
}

/** A request validator. */
export interface ValidatorModel {
  readonly origin: Origin;
  readonly name?: Value<string>;
  readonly validateBody: Value<boolean>;
  readonly validateParameters: Value<boolean>;
}

/** A gateway response that the API defines. */
export interface GatewayResponseModel {
  readonly origin: Origin;
  readonly type: Value<string>;
  readonly statusCode?: Value<string>;
  readonly parameters: Readonly<Record<string, Value<string>>>;
  readonly templates: Readonly<Record<string, Value<string>>>;
}

/** A deployment: the identity of a frozen snapshot. */
export interface DeploymentModel {
  readonly origin: Origin;
  readonly description?: Value<string>;
  /** A stage that the deployment itself makes or moves. */
  readonly stageName?: Value<string>;
  /** `StageDescription`, as written. */
  readonly stageDescription?: Readonly<Record<string, unknown>>;
  /** The stage that `StageName` and `StageDescription` declare, in the form of a stage. */
  readonly stage?: StageModel;
  readonly canarySettings?: CanaryModel;
  /** What CloudFormation does when it leaves the template: `Delete`, `Retain`, `RetainExceptOnCreate`. */
  readonly deletionPolicy: string;
}

/** A stage with all its settings. */
export interface StageModel {
  readonly origin: Origin;
  readonly name: Value<string>;
  readonly deployment?: Target;
  readonly description?: Value<string>;
  readonly variables: Readonly<Record<string, Value<string>>>;
  readonly canary?: CanaryModel;
  readonly methodSettings: readonly MethodSettingModel[];
  readonly accessLog?: { readonly destinationArn?: Value<string>; readonly format?: Value<string> };
  readonly tracingEnabled: Value<boolean>;
  readonly cacheClusterEnabled: Value<boolean>;
  readonly cacheClusterSize?: Value<string>;
  readonly clientCertificateId?: Value<string>;
}

/** Canary of a stage, or of a deployment. */
export interface CanaryModel {
  readonly deployment?: Target;
  readonly percentTraffic?: Value<number>;
  readonly stageVariableOverrides: Readonly<Record<string, Value<string>>>;
  readonly useStageCache?: Value<boolean>;
}

/** Settings of one method, or of all (`/*` and `*`). */
export interface MethodSettingModel extends ThrottleModel {
  /** As the resource spells it: `/*`, or `/~1orders~1{id}`. */
  readonly resourcePath: Value<string>;
  readonly httpMethod: Value<string>;
  readonly loggingLevel?: Value<string>;
  readonly dataTraceEnabled?: Value<boolean>;
  readonly metricsEnabled?: Value<boolean>;
  readonly cachingEnabled?: Value<boolean>;
  readonly cacheTtlInSeconds?: Value<number>;
  readonly cacheDataEncrypted?: Value<boolean>;
}
