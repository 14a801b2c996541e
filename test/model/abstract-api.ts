/** A literal or an intrinsic. */
export type Text = string | Record<string, unknown>;

export interface AbstractAuthorizer {
  readonly name: string;
  readonly kind: 'token' | 'request' | 'cognito_user_pools';
  readonly header: string;
  readonly sources: readonly string[];
  readonly uri: Text;
  readonly credentials?: Text;
  readonly expression?: string;
  readonly ttl?: number;
  readonly pools: readonly Text[];
}

export interface AbstractIntegration {
  readonly type: 'aws' | 'aws_proxy' | 'http' | 'http_proxy' | 'mock';
  readonly uri?: Text;
  readonly httpMethod?: string;
  readonly credentials?: Text;
  readonly connectionId?: Text;
  readonly passthroughBehavior?: 'when_no_match' | 'when_no_templates' | 'never';
  readonly contentHandling?: 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY';
  readonly timeoutInMillis?: number;
  readonly requestParameters: Readonly<Record<string, Text>>;
  readonly requestTemplates: Readonly<Record<string, Text>>;
  readonly cacheKeyParameters: readonly string[];
  readonly cacheNamespace?: Text;
  readonly responses: ReadonlyArray<{
    /** Empty: the default response. */
    readonly pattern: string;
    readonly statusCode: string;
    readonly contentHandling?: 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY';
    readonly parameters: Readonly<Record<string, Text>>;
    readonly templates: Readonly<Record<string, Text>>;
  }>;
}

export interface AbstractRoute {
  readonly path: string;
  readonly method: string;
  readonly operationName?: string;
  /** `none`, `iam`, or the name of an authorizer. */
  readonly security: string;
  readonly scopes: readonly string[];
  readonly apiKey: boolean;
  readonly parameters: ReadonlyArray<{
    readonly place: 'header' | 'query' | 'path';
    readonly name: string;
    readonly required: boolean;
  }>;
  readonly validator?: string;
  readonly requestModel?: string;
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly integration?: AbstractIntegration;
  readonly responses: ReadonlyArray<{
    readonly statusCode: string;
    readonly model?: string;
    readonly headers: readonly string[];
  }>;
}

/** An API that all three spellings can say. */
export interface AbstractApi {
  readonly name: Text;
  readonly description?: string;
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';
  readonly binaryMediaTypes: readonly Text[];
  readonly minimumCompressionSize?: number;
  readonly vpcEndpointIds: readonly Text[];
  readonly disableExecuteApiEndpoint?: boolean;
  readonly authorizers: readonly AbstractAuthorizer[];
  readonly validators: ReadonlyArray<{
    readonly name: string;
    readonly body: boolean;
    readonly parameters: boolean;
  }>;
  readonly models: ReadonlyArray<{
    readonly name: string;
    readonly type: string;
    /** Names of models that properties refer to. */
    readonly refersTo: readonly string[];
  }>;
  readonly gatewayResponses: ReadonlyArray<{
    readonly type: string;
    readonly statusCode?: string;
    readonly headers: Readonly<Record<string, Text>>;
    readonly templates: Readonly<Record<string, Text>>;
  }>;
  readonly routes: readonly AbstractRoute[];
}
