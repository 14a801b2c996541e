import type { CfnResource, CfnTemplate } from '../../lib/model';
import type { AbstractApi, AbstractIntegration, AbstractRoute } from './abstract-api';

type Json = Record<string, unknown>;

/** What every spelling shares: a deployment and a stage. */
export const DEPLOYED: Record<string, CfnResource> = {
  Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
  Stage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      RestApiId: { Ref: 'Api' },
      DeploymentId: { Ref: 'Deployment' },
      StageName: 'prod',
    },
  },
};

/** Writes an API as a resource for each of its parts, as `aws-cdk-lib` does. */
export function writeResources(api: AbstractApi): CfnTemplate {
  const resources: Record<string, CfnResource> = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: restApi(api) },
    ...DEPLOYED,
  };
  const add = (id: string, type: string, properties: Json) => {
    resources[id] = {
      Type: `AWS::ApiGateway::${type}`,
      Properties: { RestApiId: { Ref: 'Api' }, ...properties },
    };
  };
  for (const authorizer of api.authorizers) {
    const isPool = authorizer.kind === 'cognito_user_pools';
    const isRequest = authorizer.kind === 'request';
    add(`Authorizer${authorizer.name}`, 'Authorizer', {
      Name: authorizer.name,
      Type: authorizer.kind.toUpperCase(),
      IdentitySource: isRequest
        ? authorizer.sources.join(',')
        : `method.request.header.${authorizer.header}`,
      ...(isPool ? { ProviderARNs: authorizer.pools } : { AuthorizerUri: authorizer.uri }),
      ...(authorizer.credentials && { AuthorizerCredentials: authorizer.credentials }),
      ...(authorizer.expression && { IdentityValidationExpression: authorizer.expression }),
      ...(authorizer.ttl !== undefined && { AuthorizerResultTtlInSeconds: authorizer.ttl }),
    });
  }
  for (const { name, body, parameters } of api.validators) {
    add(`Validator${name}`, 'RequestValidator', {
      Name: name,
      ValidateRequestBody: body,
      ValidateRequestParameters: parameters,
    });
  }
  for (const { name, type, refersTo } of api.models) {
    const properties = refersTo.map((other) => [`the${other}`, { $ref: modelUrl(other) }]);
    add(`Model${name}`, 'Model', {
      Name: name,
      ContentType: 'application/json',
      Schema: { type, properties: Object.fromEntries(properties) },
    });
  }
  for (const { type, statusCode, headers, templates } of api.gatewayResponses) {
    add(`Response${type}`, 'GatewayResponse', {
      ResponseType: type,
      ...(statusCode && { StatusCode: statusCode }),
      ResponseParameters: headers,
      ResponseTemplates: templates,
    });
  }
  const ids = new Map<string, unknown>([['/', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }]]);
  for (const [index, route] of api.routes.entries()) {
    const resourceId = resourceOf(route.path, ids, add);
    add(`Method${index}`, 'Method', { ResourceId: resourceId, ...method(route, api) });
  }
  return { Resources: resources };
}

function restApi(api: AbstractApi): Json {
  return {
    Name: api.name,
    ...(api.description && { Description: api.description }),
    ...(api.policy && { Policy: api.policy }),
    ...(api.apiKeySource && { ApiKeySourceType: api.apiKeySource }),
    BinaryMediaTypes: api.binaryMediaTypes,
    ...(api.minimumCompressionSize !== undefined && {
      MinimumCompressionSize: api.minimumCompressionSize,
    }),
    EndpointConfiguration: { VpcEndpointIds: api.vpcEndpointIds },
    ...(api.disableExecuteApiEndpoint !== undefined && {
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    }),
  };
}

/** Two of the ways in which a reference to a model is written. */
function modelUrl(name: string): Json {
  const host = 'https://apigateway.amazonaws.com/restapis/';
  return name.length % 2 === 0
    ? { 'Fn::Join': ['', [host, { Ref: 'Api' }, '/models/', { Ref: `Model${name}` }]] }
    : { 'Fn::Sub': `${host}\${Api}/models/${name}` };
}

function resourceOf(
  path: string,
  ids: Map<string, unknown>,
  add: (id: string, type: string, properties: Json) => void,
): unknown {
  const present = ids.get(path);
  if (present !== undefined) return present;
  const cut = path.lastIndexOf('/');
  const parent = resourceOf(path.slice(0, cut) || '/', ids, add);
  const id = `Resource${ids.size}`;
  add(id, 'Resource', { ParentId: parent, PathPart: path.slice(cut + 1) });
  ids.set(path, { Ref: id });
  return { Ref: id };
}

const PLACES = { header: 'header', query: 'querystring', path: 'path' };

function method(route: AbstractRoute, api: AbstractApi): Json {
  const authorizer = api.authorizers.find(({ name }) => name === route.security);
  const custom = authorizer?.kind === 'cognito_user_pools' ? 'COGNITO_USER_POOLS' : 'CUSTOM';
  const type = route.security === 'iam' ? 'AWS_IAM' : 'NONE';
  return {
    HttpMethod: route.method,
    AuthorizationType: authorizer ? custom : type,
    ...(authorizer && { AuthorizerId: { Ref: `Authorizer${authorizer.name}` } }),
    ...(route.scopes.length > 0 && { AuthorizationScopes: route.scopes }),
    ...(route.apiKey && { ApiKeyRequired: true }),
    ...(route.operationName && { OperationName: route.operationName }),
    ...(route.validator && { RequestValidatorId: { Ref: `Validator${route.validator}` } }),
    RequestParameters: Object.fromEntries(
      route.parameters.map(({ place, name, required }) => [
        `method.request.${PLACES[place]}.${name}`,
        required,
      ]),
    ),
    ...(route.requestModel && {
      RequestModels: byMediaType(route.consumes, { Ref: `Model${route.requestModel}` }),
    }),
    ...(route.integration && { Integration: integration(route.integration) }),
    MethodResponses: route.responses.map(({ statusCode, model, headers }) => ({
      StatusCode: statusCode,
      ...(model && { ResponseModels: byMediaType(route.produces, model) }),
      ResponseParameters: Object.fromEntries(
        headers.map((name) => [`method.response.header.${name}`, false]),
      ),
    })),
  };
}

function byMediaType(types: readonly string[], value: unknown): Json {
  return Object.fromEntries(types.map((type) => [type, value]));
}

function integration(from: AbstractIntegration): Json {
  return {
    Type: from.type.toUpperCase(),
    ...(from.uri && { Uri: from.uri }),
    ...(from.httpMethod && { IntegrationHttpMethod: from.httpMethod }),
    ...(from.credentials && { Credentials: from.credentials }),
    ...(from.connectionId && { ConnectionType: 'VPC_LINK', ConnectionId: from.connectionId }),
    ...(from.passthroughBehavior && {
      PassthroughBehavior: from.passthroughBehavior.toUpperCase(),
    }),
    ...(from.contentHandling && { ContentHandling: from.contentHandling }),
    ...(from.timeoutInMillis && { TimeoutInMillis: from.timeoutInMillis }),
    RequestParameters: from.requestParameters,
    RequestTemplates: from.requestTemplates,
    CacheKeyParameters: from.cacheKeyParameters,
    ...(from.cacheNamespace && { CacheNamespace: from.cacheNamespace }),
    IntegrationResponses: from.responses.map((response) => ({
      StatusCode: response.statusCode,
      ...(response.pattern && { SelectionPattern: response.pattern }),
      ...(response.contentHandling && { ContentHandling: response.contentHandling }),
      ResponseParameters: response.parameters,
      ResponseTemplates: response.templates,
    })),
  };
}
