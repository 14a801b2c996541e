import type { Target, ThrottleModel } from './api-model';
import type { Origin, Value } from './template';

/** An HTTP or WebSocket API (`AWS::ApiGatewayV2::Api`). */
export interface ApiGatewayV2Model {
  readonly kind: 'HTTP' | 'WEBSOCKET';
  readonly origin?: Origin;
  readonly target: Target;
  readonly name?: Value<string>;
  readonly description?: Value<string>;
  readonly routeSelectionExpression?: Value<string>;
  readonly apiKeySelectionExpression?: Value<string>;
  readonly disableExecuteApiEndpoint: Value<boolean>;
  /** WebSocket: whether messages pass without a look at the route's models. */
  readonly disableSchemaValidation?: Value<boolean>;
  /** `ipv4` or `dualstack`. */
  readonly ipAddressType?: Value<string>;
  /** `allowOrigins`, `allowMethods`, `allowHeaders`, `exposeHeaders`, `maxAge`, `allowCredentials`. */
  readonly cors?: Readonly<Record<string, unknown>>;
  readonly routes: readonly V2RouteModel[];
  readonly authorizers: readonly V2AuthorizerModel[];
  readonly stages: readonly V2StageModel[];
  readonly deployments: ReadonlyArray<{
    readonly origin: Origin;
    readonly stageName?: Value<string>;
  }>;
  readonly models: ReadonlyArray<{
    readonly origin: Origin;
    readonly name: Value<string>;
    readonly contentType?: Value<string>;
    readonly schema: unknown;
  }>;
}

/** A route: `GET /orders/{id}`, `$default`, or the route key of a WebSocket message. */
export interface V2RouteModel {
  readonly origin: Origin;
  readonly routeKey: Value<string>;
  readonly operationName?: Value<string>;
  /** `NONE`, `AWS_IAM`, `JWT` or `CUSTOM`. */
  readonly authorizationType: Value<string>;
  /** Name of the authorizer in `authorizers`, or what the template says if it is none of them. */
  readonly authorizer?: Value<string>;
  readonly authorizationScopes: readonly Value<string>[];
  readonly apiKeyRequired: Value<boolean>;
  /** WebSocket: parameter to whether it is required. */
  readonly requestParameters: Readonly<Record<string, unknown>>;
  /** WebSocket: `$default` when the route answers. */
  readonly routeResponseSelectionExpression?: Value<string>;
  readonly modelSelectionExpression?: Value<string>;
  readonly requestModels: Readonly<Record<string, Value<string>>>;
  readonly integration?: V2IntegrationModel;
  /** WebSocket: response keys that the route answers with. */
  readonly responses: ReadonlyArray<{
    readonly origin: Origin;
    readonly responseKey: Value<string>;
  }>;
}

/** What stands behind a route. */
export interface V2IntegrationModel {
  readonly origin: Origin;
  readonly type: Value<string>;
  readonly subtype?: Value<string>;
  readonly uri?: Value<string>;
  readonly method?: Value<string>;
  readonly payloadFormatVersion?: Value<string>;
  readonly credentialsArn?: Value<string>;
  readonly connectionType?: Value<string>;
  readonly connectionId?: Value<string>;
  /** Milliseconds; when the template says nothing 30000 for HTTP, 29000 for WebSocket APIs. */
  readonly timeoutInMillis?: Value<number>;
  readonly requestParameters: Readonly<Record<string, Value<string>>>;
  readonly requestTemplates: Readonly<Record<string, Value<string>>>;
  readonly templateSelectionExpression?: Value<string>;
  readonly passthroughBehavior?: Value<string>;
  readonly contentHandlingStrategy?: Value<string>;
  /** By status code of the integration: destination (`append:header.x`) to source. */
  readonly responseParameters: Readonly<Record<string, unknown>>;
  /** `serverNameToVerify` */
  readonly tlsConfig?: Readonly<Record<string, unknown>>;
  /** WebSocket: how answers of the integration become messages. */
  readonly responses: readonly V2IntegrationResponseModel[];
}

/** `AWS::ApiGatewayV2::IntegrationResponse` */
export interface V2IntegrationResponseModel {
  readonly origin: Origin;
  /** `$default`, or `/2\d\d/` for a pattern. */
  readonly key: Value<string>;
  readonly contentHandlingStrategy?: Value<string>;
  readonly templateSelectionExpression?: Value<string>;
  readonly responseTemplates: Readonly<Record<string, Value<string>>>;
  readonly responseParameters: Readonly<Record<string, Value<string>>>;
}

/** JWT or Lambda authorizer of an HTTP or WebSocket API. */
export interface V2AuthorizerModel {
  readonly origin: Origin;
  readonly name: Value<string>;
  /** `JWT` or `REQUEST`. */
  readonly type: Value<string>;
  readonly uri?: Value<string>;
  readonly identitySource: readonly Value<string>[];
  /** Regular expression that the token must match. */
  readonly identityValidationExpression?: Value<string>;
  /** `issuer` and `audience`. */
  readonly jwt?: Readonly<Record<string, unknown>>;
  readonly payloadFormatVersion?: Value<string>;
  readonly enableSimpleResponses?: Value<boolean>;
  readonly resultTtlInSeconds?: Value<number>;
  readonly credentialsArn?: Value<string>;
}

/** A stage of an HTTP or WebSocket API. */
export interface V2StageModel {
  readonly origin: Origin;
  readonly name: Value<string>;
  readonly autoDeploy: Value<boolean>;
  readonly deployment?: Target;
  readonly description?: Value<string>;
  readonly clientCertificateId?: Value<string>;
  readonly variables: Readonly<Record<string, Value<string>>>;
  readonly accessLog?: { readonly destinationArn?: Value<string>; readonly format?: Value<string> };
  readonly defaultRouteSettings: V2RouteSettingModel;
  /** By route key. */
  readonly routeSettings: Readonly<Record<string, V2RouteSettingModel>>;
}

/** Throttle, metrics and log level of a route. */
export interface V2RouteSettingModel extends ThrottleModel {
  readonly detailedMetricsEnabled?: Value<boolean>;
  readonly loggingLevel?: Value<string>;
  readonly dataTraceEnabled?: Value<boolean>;
}
