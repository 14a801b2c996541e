import type { CfnTemplate } from '../../lib/model';
import type { AbstractApi, AbstractIntegration, AbstractRoute } from './abstract-api';
import { DEPLOYED } from './write-resources';

/**
 * Writes APIs as OpenAPI 3.0 and Swagger 2.0 documents, after the pages of the extensions:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */

type Json = Record<string, unknown>;

export type Version = 'openapi' | 'swagger';

const API_KEY = 'the-api-key';
const SIGV4 = 'the-signature';

/** The API as the `Body` of one resource. */
export function writeBody(api: AbstractApi, version: Version): CfnTemplate {
  const document = version === 'openapi' ? openApiDocument(api) : swaggerDocument(api);
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document } },
      ...DEPLOYED,
    },
  };
}

function openApiDocument(api: AbstractApi): Json {
  return {
    openapi: '3.0.1',
    ...sharedMembers(api, 'openapi'),
    servers: [{ url: 'https://example.com/ignored', ...endpointConfiguration(api) }],
    components: {
      securitySchemes: securitySchemes(api),
      schemas: schemas(api, '#/components/schemas/'),
    },
  };
}

function swaggerDocument(api: AbstractApi): Json {
  return {
    swagger: '2.0',
    ...sharedMembers(api, 'swagger'),
    ...endpointConfiguration(api),
    basePath: '/ignored',
    schemes: ['https'],
    securityDefinitions: securitySchemes(api),
    definitions: schemas(api, '#/definitions/'),
  };
}

function sharedMembers(api: AbstractApi, version: Version): Json {
  return {
    info: {
      title: api.name,
      version: '1',
      ...(api.description && { description: api.description }),
    },
    paths: paths(api, version),
    ...(api.policy && { 'x-amazon-apigateway-policy': api.policy }),
    ...(api.apiKeySource && { 'x-amazon-apigateway-api-key-source': api.apiKeySource }),
    ...(api.binaryMediaTypes.length > 0 && {
      'x-amazon-apigateway-binary-media-types': api.binaryMediaTypes,
    }),
    ...(api.minimumCompressionSize !== undefined && {
      'x-amazon-apigateway-minimum-compression-size': api.minimumCompressionSize,
    }),
    'x-amazon-apigateway-request-validators': Object.fromEntries(
      api.validators.map(({ name, body, parameters }) => [
        name,
        { validateRequestBody: body, validateRequestParameters: parameters },
      ]),
    ),
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      api.gatewayResponses.map(({ type, statusCode, headers, templates }) => [
        type,
        {
          ...(statusCode && { statusCode }),
          responseParameters: headers,
          responseTemplates: templates,
        },
      ]),
    ),
  };
}

function endpointConfiguration(api: AbstractApi): Json {
  const configuration = {
    ...(api.vpcEndpointIds.length > 0 && { vpcEndpointIds: api.vpcEndpointIds }),
    ...(api.disableExecuteApiEndpoint !== undefined && {
      disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    }),
  };
  return { 'x-amazon-apigateway-endpoint-configuration': configuration };
}

function securitySchemes(api: AbstractApi): Json {
  const authorizers = api.authorizers.map((authorizer): [string, Json] => {
    const isPool = authorizer.kind === 'cognito_user_pools';
    const isRequest = authorizer.kind === 'request';
    return [
      authorizer.name,
      {
        type: 'apiKey',
        name: isRequest ? 'Unused' : authorizer.header,
        in: 'header',
        'x-amazon-apigateway-authtype': isPool ? 'cognito_user_pools' : 'custom',
        'x-amazon-apigateway-authorizer': {
          type: authorizer.kind,
          ...(isRequest && { identitySource: authorizer.sources.join(', ') }),
          ...(isPool ? { providerARNs: authorizer.pools } : { authorizerUri: authorizer.uri }),
          ...(authorizer.credentials && { authorizerCredentials: authorizer.credentials }),
          ...(authorizer.expression && { identityValidationExpression: authorizer.expression }),
          ...(authorizer.ttl !== undefined && {
            authorizerResultTtlInSeconds: String(authorizer.ttl),
          }),
        },
      },
    ];
  });
  return {
    ...Object.fromEntries(authorizers),
    [API_KEY]: { type: 'apiKey', name: 'x-api-key', in: 'header' },
    [SIGV4]: {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'awsSigv4',
    },
  };
}

function schemas(api: AbstractApi, prefix: string): Json {
  return Object.fromEntries(
    api.models.map(({ name, type, refersTo }) => [
      name,
      {
        type,
        properties: Object.fromEntries(
          refersTo.map((other) => [`the${other}`, { $ref: `${prefix}${other}` }]),
        ),
      },
    ]),
  );
}

function paths(api: AbstractApi, version: Version): Json {
  const items = new Map<string, Json>();
  for (const route of api.routes) {
    const item = items.get(route.path) ?? {};
    items.set(route.path, item);
    const verb =
      route.method === 'ANY' ? 'x-amazon-apigateway-any-method' : route.method.toLowerCase();
    item[verb] = operation(route, version);
  }
  return Object.fromEntries(items);
}

function operation(route: AbstractRoute, version: Version): Json {
  const security = [
    ...(route.security === 'none' || route.security === 'iam'
      ? []
      : [{ [route.security]: route.scopes }]),
    ...(route.security === 'iam' ? [{ [SIGV4]: [] }] : []),
    ...(route.apiKey ? [{ [API_KEY]: [] }] : []),
  ];
  return {
    ...(route.operationName && { operationId: route.operationName }),
    ...(version === 'openapi' ? openApiMessages(route) : swaggerMessages(route)),
    ...(security.length > 0 && { security }),
    ...(route.validator && { 'x-amazon-apigateway-request-validator': route.validator }),
    ...(route.integration && { 'x-amazon-apigateway-integration': integration(route.integration) }),
  };
}

function openApiMessages(route: AbstractRoute): Json {
  const content = (types: readonly string[], model: string) =>
    Object.fromEntries(
      types.map((type) => [type, { schema: { $ref: `#/components/schemas/${model}` } }]),
    );
  return {
    parameters: route.parameters.map(({ place, ...parameter }) => ({
      in: place,
      schema: { type: 'string' },
      ...parameter,
    })),
    ...(route.requestModel && {
      requestBody: { required: true, content: content(route.consumes, route.requestModel) },
    }),
    responses: Object.fromEntries(
      route.responses.map(({ statusCode, model, headers }) => [
        statusCode,
        {
          description: '',
          headers: Object.fromEntries(
            headers.map((name) => [name, { schema: { type: 'string' } }]),
          ),
          ...(model && { content: content(route.produces, model) }),
        },
      ]),
    ),
  };
}

function swaggerMessages(route: AbstractRoute): Json {
  const body = { in: 'body', name: 'body', required: true };
  return {
    consumes: route.consumes,
    produces: route.produces,
    parameters: [
      ...route.parameters.map(({ place, ...parameter }) => ({
        in: place,
        type: 'string',
        ...parameter,
      })),
      ...(route.requestModel
        ? [{ ...body, schema: { $ref: `#/definitions/${route.requestModel}` } }]
        : []),
    ],
    responses: Object.fromEntries(
      route.responses.map(({ statusCode, model, headers }) => [
        statusCode,
        {
          description: '',
          headers: Object.fromEntries(headers.map((name) => [name, { type: 'string' }])),
          ...(model && { schema: { $ref: `#/definitions/${model}` } }),
        },
      ]),
    ),
  };
}

function integration(from: AbstractIntegration): Json {
  return {
    type: from.type,
    ...(from.uri && { uri: from.uri }),
    ...(from.httpMethod && { httpMethod: from.httpMethod }),
    ...(from.credentials && { credentials: from.credentials }),
    ...(from.connectionId && { connectionType: 'VPC_LINK', connectionId: from.connectionId }),
    ...(from.passthroughBehavior && { passthroughBehavior: from.passthroughBehavior }),
    ...(from.contentHandling && { contentHandling: from.contentHandling }),
    ...(from.timeoutInMillis && { timeoutInMillis: from.timeoutInMillis }),
    requestParameters: from.requestParameters,
    requestTemplates: from.requestTemplates,
    cacheKeyParameters: from.cacheKeyParameters,
    ...(from.cacheNamespace && { cacheNamespace: from.cacheNamespace }),
    responses: Object.fromEntries(
      from.responses.map((response) => [
        response.pattern === '' ? 'default' : response.pattern,
        {
          statusCode: response.statusCode,
          ...(response.contentHandling && { contentHandling: response.contentHandling }),
          responseParameters: response.parameters,
          responseTemplates: response.templates,
        },
      ]),
    ),
  };
}
