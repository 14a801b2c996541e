/** `oas30`: OpenAPI 3.0.1; `swagger`: Swagger 2.0. */
export type OpenApiFormat = 'oas30' | 'swagger';

/**
 * What a document says beyond OpenAPI: `integrations` what stands behind the methods and how the
 * API is set up, `authorizers` who is asked whether a caller may pass.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export type OpenApiExtension = 'integrations' | 'authorizers';

/** How an API is written as a document. */
export interface WriteOpenApiOptions {
  /** Version of OpenAPI. */
  readonly format: OpenApiFormat;
  /**
   * Extensions of API Gateway that the document has.
   *
   * @default - none: the document is for clients and for people
   */
  readonly extensions?: readonly OpenApiExtension[];
  /**
   * Version of the API. API Gateway writes that of the document which the API was made of, else
   * when the deployment was made: `2026-01-01T00:00:00Z`.
   *
   * @default '1.0'
   */
  readonly version?: string;
  /**
   * Stage that the document is of; its base path is `/` with that name.
   *
   * @default - the document has no base path
   */
  readonly stageName?: string;
  /**
   * Id of the API, for its host name. It takes effect together with `region`.
   *
   * @default - the document has no host name
   */
  readonly apiId?: string;
  /**
   * Region of the API, for its host name, such as `eu-west-1`. It takes effect together with
   * `apiId`.
   *
   * @default - the document has no host name
   */
  readonly region?: string;
}
