import type { Target, ThrottleModel } from './api-model';
import type { Origin, Value } from './template';

/** An HTTP or WebSocket API (`AWS::ApiGatewayV2::Api`). */
export interface ApiGatewayV2Model {
  /** The protocol; of an API that lives outside of the app what its routes look like. */
  readonly kind: 'HTTP' | 'WEBSOCKET';
  /**
   * The Api resource.
   *
   * @default - routes or stages of an API that lives outside of the app
   */
  readonly origin?: Origin;
  /** What `ApiId` properties of its parts say. */
  readonly target: Target;
  /** Name in the console: that of the resource, else the title of its document. */
  readonly name?: Value<string>;
  /** For people; it has no effect on requests. */
  readonly description?: Value<string>;
  /** WebSocket: what of a message names its route, such as `$request.body.action`. */
  readonly routeSelectionExpression?: Value<string>;
  /** WebSocket: where the API key of a call is, such as `$request.header.x-api-key`. */
  readonly apiKeySelectionExpression?: Value<string>;
  /** Whether the `execute-api` address is off, so that only custom domains answer. */
  readonly disableExecuteApiEndpoint: Value<boolean>;
  /** WebSocket: whether the API is deployed without a check of its models. */
  readonly disableSchemaValidation?: Value<boolean>;
  /** `ipv4` or `dualstack`. */
  readonly ipAddressType?: Value<string>;
  /**
   * `allowOrigins`, `allowMethods`, `allowHeaders`, `exposeHeaders`, `maxAge` (seconds) and
   * `allowCredentials`; absent: preflights get no answer from API Gateway itself.
   */
  readonly cors?: Readonly<Record<string, unknown>>;
  /** Routes, sorted by route key. */
  readonly routes: readonly V2RouteModel[];
  /** JWT and Lambda authorizers, whether a route uses them or not. */
  readonly authorizers: readonly V2AuthorizerModel[];
  /** Stages, sorted by name. */
  readonly stages: readonly V2StageModel[];
  /** Deployment resources; a stage that deploys by itself has none. */
  readonly deployments: ReadonlyArray<{
    readonly origin: Origin;
    /** Stage that is moved to the deployment when it is made; absent: none. */
    readonly stageName?: Value<string>;
  }>;
  /** WebSocket: models that messages are to fit. */
  readonly models: ReadonlyArray<{
    readonly origin: Origin;
    readonly name: Value<string>;
    /** Media type, such as `application/json`. */
    readonly contentType?: Value<string>;
    /** JSON Schema draft 4. */
    readonly schema: unknown;
  }>;
}

/** A route: `GET /orders/{id}`, `$default`, or the route key of a WebSocket message. */
export interface V2RouteModel {
  /** The Route resource, the operation of a document, or the `Target` of a quickly made API. */
  readonly origin: Origin;
  /** `GET /orders/{id}`, `ANY /{proxy+}`, `$connect`, `$disconnect`, `$default` or a word. */
  readonly routeKey: Value<string>;
  /** Name of the operation, for people and generated clients; `operationId` of a document. */
  readonly operationName?: Value<string>;
  /** `NONE`, `AWS_IAM`, `JWT` or `CUSTOM`. */
  readonly authorizationType: Value<string>;
  /** Name of the authorizer in `authorizers`, or what the template says if it is none of them. */
  readonly authorizer?: Value<string>;
  /** OAuth scopes of which the token must have one (JWT); empty: none is asked for. */
  readonly authorizationScopes: readonly Value<string>[];
  /** WebSocket: whether a call needs an API key of a usage plan of the stage. */
  readonly apiKeyRequired: Value<boolean>;
  /** WebSocket: parameter to whether it is required. */
  readonly requestParameters: Readonly<Record<string, unknown>>;
  /** WebSocket: `$default` when the route answers. */
  readonly routeResponseSelectionExpression?: Value<string>;
  /** WebSocket: what of a message says by which of `requestModels` it is validated. */
  readonly modelSelectionExpression?: Value<string>;
  /** WebSocket: value of that expression to model name. */
  readonly requestModels: Readonly<Record<string, Value<string>>>;
  /** What answers; absent: the template names none, or one from outside of the app. */
  readonly integration?: V2IntegrationModel;
  /** WebSocket: response keys that the route answers with. */
  readonly responses: ReadonlyArray<{
    readonly origin: Origin;
    /** `$default`. */
    readonly responseKey: Value<string>;
  }>;
}

/** What stands behind a route. */
export interface V2IntegrationModel {
  /** The Integration resource, or where a document or a quickly made API declares it. */
  readonly origin: Origin;
  /** `AWS_PROXY` or `HTTP_PROXY`; of WebSocket APIs also `AWS`, `HTTP` or `MOCK`. */
  readonly type: Value<string>;
  /** HTTP, `AWS_PROXY`: action of a service, such as `SQS-SendMessage`; absent: a function. */
  readonly subtype?: Value<string>;
  /**
   * ARN or invocation URI of a function, URL of an HTTP backend, or with a VPC link the ARN of a
   * listener or of a Cloud Map service; absent for `MOCK` and with a `subtype`.
   */
  readonly uri?: Value<string>;
  /** Verb that the backend is called by; `ANY`: that of the request. */
  readonly method?: Value<string>;
  /** HTTP: shape of the event that a function gets, `1.0` or `2.0`. */
  readonly payloadFormatVersion?: Value<string>;
  /**
   * ARN of the role that calls the service, or `arn:aws:iam::*:user/*` for the caller's own
   * identity; absent: the permissions of the backend count.
   */
  readonly credentialsArn?: Value<string>;
  /** `INTERNET` (also when the template says nothing) or `VPC_LINK`. */
  readonly connectionType?: Value<string>;
  /** Id of the VPC link; absent for `INTERNET`. */
  readonly connectionId?: Value<string>;
  /** Milliseconds; when the template says nothing 30000 for HTTP, 29000 for WebSocket APIs. */
  readonly timeoutInMillis?: Value<number>;
  /**
   * HTTP: changes of the request (`append:header.x` to its value), or with a `subtype` the
   * parameters of the action. WebSocket: `integration.request.header.X` … to where it comes from.
   */
  readonly requestParameters: Readonly<Record<string, Value<string>>>;
  /** WebSocket: value of `templateSelectionExpression` to mapping template (VTL). */
  readonly requestTemplates: Readonly<Record<string, Value<string>>>;
  /** WebSocket: what of a message says which of `requestTemplates` it is mapped by. */
  readonly templateSelectionExpression?: Value<string>;
  /** WebSocket: `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`. */
  readonly passthroughBehavior?: Value<string>;
  /** WebSocket: `CONVERT_TO_BINARY` or `CONVERT_TO_TEXT`; absent: passed as it is. */
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
  /** The IntegrationResponse resource. */
  readonly origin: Origin;
  /** `$default`, or `/2\d\d/` for a pattern. */
  readonly key: Value<string>;
  /** `CONVERT_TO_BINARY` or `CONVERT_TO_TEXT`; absent: passed as it is. */
  readonly contentHandlingStrategy?: Value<string>;
  /** What of the answer says which of `responseTemplates` it is mapped by. */
  readonly templateSelectionExpression?: Value<string>;
  /** Value of that expression to mapping template (VTL); empty: passed as it is. */
  readonly responseTemplates: Readonly<Record<string, Value<string>>>;
  /** `method.response.header.X` to `integration.response.…` or a text in quotes. */
  readonly responseParameters: Readonly<Record<string, Value<string>>>;
}

/** JWT or Lambda authorizer of an HTTP or WebSocket API. */
export interface V2AuthorizerModel {
  /** The Authorizer resource, or the security scheme of a document. */
  readonly origin: Origin;
  /** What routes call it; of a document, the name of the security scheme. */
  readonly name: Value<string>;
  /** `JWT` or `REQUEST`. */
  readonly type: Value<string>;
  /** Invocation URI of the Lambda function; absent: a JWT authorizer. */
  readonly uri?: Value<string>;
  /** Where the identity is: `$request.header.X` (HTTP) or `route.request.header.X` (WebSocket). */
  readonly identitySource: readonly Value<string>[];
  /** As written; API Gateway does not use it. */
  readonly identityValidationExpression?: Value<string>;
  /** `issuer` and `audience`. */
  readonly jwt?: Readonly<Record<string, unknown>>;
  /** HTTP: shape of the event that the function gets, `1.0` or `2.0`. */
  readonly payloadFormatVersion?: Value<string>;
  /** HTTP: whether the function answers `isAuthorized` instead of an IAM policy. */
  readonly enableSimpleResponses?: Value<boolean>;
  /** HTTP: seconds that an answer is cached, 0 (never) to 3600; the identity is its key. */
  readonly resultTtlInSeconds?: Value<number>;
  /** ARN of the role that invokes the function; absent: the function's own permissions count. */
  readonly credentialsArn?: Value<string>;
}

/** A stage of an HTTP or WebSocket API. */
export interface V2StageModel {
  /** The Stage resource, or the `Target` of a quickly made API. */
  readonly origin: Origin;
  /** First segment of the path of `execute-api` addresses; `$default` takes none. */
  readonly name: Value<string>;
  /** Whether each change of the API is live at once; false when the template says nothing. */
  readonly autoDeploy: Value<boolean>;
  /** The snapshot that the stage serves; absent: it deploys by itself, or serves nothing yet. */
  readonly deployment?: Target;
  /** For people; it has no effect on requests. */
  readonly description?: Value<string>;
  /** WebSocket: id of the certificate that API Gateway shows to backends; absent: none. */
  readonly clientCertificateId?: Value<string>;
  /** Stage variables by name, with values of letters, digits and `-._~:/?#&=,`. */
  readonly variables: Readonly<Record<string, Value<string>>>;
  /**
   * Where access logs go, the ARN of a log group, and a line of them with `$context` variables;
   * absent: no access logs.
   */
  readonly accessLog?: { readonly destinationArn?: Value<string>; readonly format?: Value<string> };
  /** For routes without settings of their own; empty when the template says nothing. */
  readonly defaultRouteSettings: V2RouteSettingModel;
  /** By route key. */
  readonly routeSettings: Readonly<Record<string, V2RouteSettingModel>>;
}

/** Throttle, metrics and log level of a route. */
export interface V2RouteSettingModel extends ThrottleModel {
  /** Whether CloudWatch gets metrics of each route beside those of the stage. */
  readonly detailedMetricsEnabled?: Value<boolean>;
  /** WebSocket: what the execution log holds, `OFF`, `ERROR` or `INFO`. */
  readonly loggingLevel?: Value<string>;
  /** WebSocket: whether the execution log holds whole messages, secrets in them included. */
  readonly dataTraceEnabled?: Value<boolean>;
}
