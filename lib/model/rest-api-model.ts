import type { Target } from './api-model';
import type { RestRouteModel } from './rest-route-model';
import type { DeploymentModel, StageModel } from './rest-stage-model';
import type { Origin, Value } from './template';

export type * from './rest-route-model';
export type * from './rest-stage-model';

/** A REST API (`AWS::ApiGateway::RestApi`), however it was spelled. */
export interface RestApiModel {
  /** Tells REST APIs from those of `AWS::ApiGatewayV2`. */
  readonly kind: 'REST';
  /**
   * The RestApi resource.
   *
   * @default - routes or stages of an API that lives outside of the app
   */
  readonly origin?: Origin;
  /** What `RestApiId` properties of its parts say. */
  readonly target: Target;
  /** Name in the console: that of the resource, else the title of its document. */
  readonly name?: Value<string>;
  /** For people; it has no effect on requests. */
  readonly description?: Value<string>;
  /** `EDGE`, `REGIONAL` or `PRIVATE`; `['EDGE']` when the template says nothing. */
  readonly endpointTypes: readonly Value<string>[];
  /** Ids of the VPC endpoints that a private API is associated with. */
  readonly vpcEndpointIds: readonly Value<string>[];
  /** Resource policy as JSON, intrinsics kept. */
  readonly policy?: unknown;
  /**
   * Where the API key of a request is: `HEADER` (`x-api-key`; also when the template says nothing)
   * or `AUTHORIZER` (`usageIdentifierKey` of the authorizer's answer).
   */
  readonly apiKeySource: Value<string>;
  /** Media types whose bodies are passed as bytes, such as `image/png`; empty: all are text. */
  readonly binaryMediaTypes: readonly Value<string>[];
  /** Bytes from which on answers are compressed, 0 to 10485760; absent: never. */
  readonly minimumCompressionSize?: Value<number>;
  /** Whether the `execute-api` address is off, so that only custom domains answer. */
  readonly disableExecuteApiEndpoint: Value<boolean>;
  /** `ipv4` or `dualstack`. */
  readonly ipAddressType?: Value<string>;
  /** TLS policy of the default endpoint, such as `SecurityPolicy_TLS13_1_3_2025_09`. */
  readonly securityPolicy?: Value<string>;
  /** `BASIC` or `STRICT`. */
  readonly endpointAccessMode?: Value<string>;
  /** Version of its document, where API Gateway imports none of it, such as `3.1.0`. */
  readonly unknownVersion?: string;
  /**
   * What the import of its document warns of, where the template has it fail for that
   * (`FailOnWarnings`); it is never empty.
   */
  readonly importWarnings?: readonly string[];
  /** Paths of all resources, with or without methods, `/` first. */
  readonly resources: ReadonlyArray<{ readonly path: string; readonly origin: Origin }>;
  /** Methods, sorted by path and verb; each pair of these occurs once. */
  readonly routes: readonly RestRouteModel[];
  /** Lambda and Cognito authorizers, whether a method uses them or not. */
  readonly authorizers: readonly AuthorizerModel[];
  /** Models, also those that a document declares within a method. */
  readonly models: readonly SchemaModel[];
  /** Request validators; what one means to a method stands in `validation` of the route. */
  readonly validators: readonly ValidatorModel[];
  /** Answers that the API changes; of the others the service's defaults hold. */
  readonly gatewayResponses: readonly GatewayResponseModel[];
  /** Deployments that the templates hold; those of earlier deploys are not among them. */
  readonly deployments: readonly DeploymentModel[];
  /** Stage resources; a stage that a deployment makes by itself is `stage` of that. */
  readonly stages: readonly StageModel[];
}

/** Lambda or Cognito authorizer of a REST API. */
export interface AuthorizerModel {
  /** The Authorizer resource, or the security scheme of a document. */
  readonly origin: Origin;
  /** What routes call it: its name, else its logical id; of a document, the security scheme. */
  readonly name: Value<string>;
  /** `TOKEN`, `REQUEST` or `COGNITO_USER_POOLS`. */
  readonly type: Value<string>;
  /** Invocation URI of the Lambda function; absent: a Cognito authorizer. */
  readonly uri?: Value<string>;
  /** ARN of the role that invokes the function; absent: the function's own permissions count. */
  readonly credentials?: Value<string>;
  /** Where the identity is: `method.request.header.X` …, separated by commas without blanks. */
  readonly identitySource?: Value<string>;
  /**
   * Regular expression for the token of a `TOKEN` authorizer or the `aud` claim of a Cognito one;
   * absent: all pass on.
   */
  readonly validationExpression?: Value<string>;
  /** Seconds that an answer is cached, 0 (never) to 3600; absent: the service's default (300). */
  readonly resultTtlInSeconds?: Value<number>;
  /** ARNs of Cognito user pools; empty: a Lambda authorizer. */
  readonly providerArns: readonly Value<string>[];
}

/** A model: JSON Schema draft 4. */
export interface SchemaModel {
  /** The Model resource, or where the document declares the schema. */
  readonly origin: Origin;
  /** What routes call it: letters and digits; the logical id of a resource without a name. */
  readonly name: Value<string>;
  /** Media type of the bodies; `application/json` when the template says nothing. */
  readonly contentType: Value<string>;
  /** A `$ref` to another model of the API is written as `modelReference` spells it. */
  readonly schema: unknown;
}

/** A request validator. */
export interface ValidatorModel {
  /** The RequestValidator resource, or where the document declares it. */
  readonly origin: Origin;
  /** Name in the console; of a document, what its operations call it. */
  readonly name?: Value<string>;
  /** Whether bodies must fit the model of their content type. */
  readonly validateBody: Value<boolean>;
  /** Whether the required parameters must be there and not empty. */
  readonly validateParameters: Value<boolean>;
}

/** A gateway response that the API defines. */
export interface GatewayResponseModel {
  /** The GatewayResponse resource, or where the document declares it. */
  readonly origin: Origin;
  /** Which answer it replaces, such as `MISSING_AUTHENTICATION_TOKEN` or `DEFAULT_4XX`. */
  readonly type: Value<string>;
  /** Three digits; absent: the status that the service gives this type. */
  readonly statusCode?: Value<string>;
  /** `gatewayresponse.header.X` to its value: static in quotes, or mapped from the request. */
  readonly parameters: Readonly<Record<string, Value<string>>>;
  /** Content type to template of the body; it may use `$context` and `$stageVariables`. */
  readonly templates: Readonly<Record<string, Value<string>>>;
}
