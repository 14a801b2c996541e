import type { Origin, Value } from './template';

/** One method of one path. */
export interface RestRouteModel {
  /** The Method resource, or the operation of a document. */
  readonly origin: Origin;
  /** From the root of the API, such as `/orders/{id}` or `/{proxy+}`. */
  readonly path: string;
  /** `GET` … or `ANY`. */
  readonly method: string;
  /** Name of the operation, for people and generated clients; `operationId` of a document. */
  readonly operationName?: Value<string>;
  /** `NONE`, `AWS_IAM`, `CUSTOM` or `COGNITO_USER_POOLS`. */
  readonly authorizationType: Value<string>;
  /** Name of the authorizer in `authorizers`, or what the template says if it is none of them. */
  readonly authorizer?: Value<string>;
  /**
   * OAuth scopes of which the access token must have one (Cognito); empty: none is asked for, and
   * callers send their identity token.
   */
  readonly authorizationScopes: readonly Value<string>[];
  /** Whether a call needs an API key of a usage plan of the stage. */
  readonly apiKeyRequired: Value<boolean>;
  /** `method.request.header.X` … and whether it is required. */
  readonly requestParameters: Readonly<Record<string, Value<boolean>>>;
  /** Content type to model name; a model without one goes by its logical id. */
  readonly requestModels: Readonly<Record<string, Value<string>>>;
  /** What the request validator of the method looks at; absent: requests are not validated. */
  readonly validation?: { readonly body: Value<boolean>; readonly parameters: Value<boolean> };
  /** What answers; absent: the template says nothing, and API Gateway does not deploy it. */
  readonly integration?: IntegrationModel;
  /** Answers that the method declares, sorted by status code. */
  readonly responses: readonly MethodResponseModel[];
}

/** What a method declares of one of its answers. */
export interface MethodResponseModel {
  /** Three digits. */
  readonly statusCode: Value<string>;
  /** Content type to model name, for people and generated clients. */
  readonly models: Readonly<Record<string, Value<string>>>;
  /** `method.response.header.X` …, which integrations may set, and whether it is required. */
  readonly parameters: Readonly<Record<string, Value<boolean>>>;
}

/** What stands behind a method. */
export interface IntegrationModel {
  /** `AWS`, `AWS_PROXY`, `HTTP`, `HTTP_PROXY` or `MOCK`. */
  readonly type: Value<string>;
  /**
   * URL of an HTTP backend, or `arn:aws:apigateway:{region}:{service}:path/…` (or `:action/…`) of
   * a service, Lambda included; absent for `MOCK`.
   */
  readonly uri?: Value<string>;
  /** Verb that the backend is called by; `POST` for Lambda; absent for `MOCK`. */
  readonly httpMethod?: Value<string>;
  /**
   * ARN of the role that calls the service, or `arn:aws:iam::*:user/*` for the caller's own
   * identity; absent: the permissions of the backend count.
   */
  readonly credentials?: Value<string>;
  /** `INTERNET` (also when the template says nothing) or `VPC_LINK`. */
  readonly connectionType?: Value<string>;
  /** Id of the VPC link; absent for `INTERNET`. */
  readonly connectionId?: Value<string>;
  /** ARN of the listener of a load balancer that a VPC link of the second generation leads to. */
  readonly integrationTarget?: Value<string>;
  /** `WHEN_NO_MATCH` (also when the template says nothing), `WHEN_NO_TEMPLATES` or `NEVER`. */
  readonly passthroughBehavior?: Value<string>;
  /** `CONVERT_TO_BINARY` or `CONVERT_TO_TEXT` for request bodies; absent: passed as they are. */
  readonly contentHandling?: Value<string>;
  /** Milliseconds; 29000 when the template says nothing. */
  readonly timeoutInMillis?: Value<number>;
  /** `integration.request.header.X` … to `method.request.…`, `context.…` or a text in quotes. */
  readonly requestParameters: Readonly<Record<string, Value<string>>>;
  /** Content type to mapping template (VTL) of the request body. */
  readonly requestTemplates: Readonly<Record<string, Value<string>>>;
  /** Request parameters, of the method or the integration, that tell cached answers apart. */
  readonly cacheKeyParameters: readonly Value<string>[];
  /** Methods of one namespace share cached answers; absent: those of one resource do. */
  readonly cacheNamespace?: Value<string>;
  /** `BUFFERED` (also when the template says nothing) or `STREAM`. */
  readonly responseTransferMode?: Value<string>;
  /** `insecureSkipVerification`: whether any certificate of an HTTP backend is accepted. */
  readonly tlsConfig?: Readonly<Record<string, unknown>>;
  /** How answers are mapped, sorted by status code; proxy integrations use none. */
  readonly responses: readonly IntegrationResponseModel[];
}

/** How an integration's answer becomes a method's answer. */
export interface IntegrationResponseModel {
  /** Status that the caller gets, one of the method's `responses`. */
  readonly statusCode: Value<string>;
  /**
   * Regular expression for the whole error message of a Lambda function, or for the status of any
   * other backend; absent: the default response.
   */
  readonly selectionPattern?: Value<string>;
  /** `CONVERT_TO_BINARY` or `CONVERT_TO_TEXT` for answers; absent: passed as they are. */
  readonly contentHandling?: Value<string>;
  /** `method.response.header.X` to `integration.response.…`, `context.…` or a text in quotes. */
  readonly responseParameters: Readonly<Record<string, Value<string>>>;
  /** Content type to mapping template (VTL) of the body; empty: passed as it is. */
  readonly responseTemplates: Readonly<Record<string, Value<string>>>;
}
