import { type GatewayResponseType, gatewayResponseOf, RESPONSE_DEFAULTS } from '../../../gateway';
import { GIVEN_MODELS } from '../../../model';
import { compact } from '../../../model/value';
import { tagsOf } from '../providers/provider-context';
import { API_KEY } from '../registry/api-part';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { notFound, ServiceError } from '../service-error';
import { type Input, type OperationTable, optionalText, pageOf, requiredText } from './input';
import { methodOutput } from './method-output';

/** Reads APIs and what they consist of. */
export const REST_API_OPERATIONS: OperationTable = {
  GetRestApi: (registry, input) => restApiOutput(apiOf(registry, input)),
  GetRestApis: (registry, input) => {
    const apis = [...registry.restApis.values()];
    return mapPage(apis, input, restApiOutput);
  },
  GetResources: (registry, input) => {
    const api = apiOf(registry, input);
    const embed = embedsMethods(input);
    const resources = [...api.present().resourceIds];
    return mapPage(resources, input, ([path, id]) => resourceOutput(api, path, id, embed));
  },
  GetResource: (registry, input) => {
    const api = apiOf(registry, input);
    const id = requiredText(input, 'resourceId');
    return resourceOutput(api, pathOf(api, id), id, embedsMethods(input));
  },
  GetMethod: (registry, input) => {
    const api = apiOf(registry, input);
    const path = pathOf(api, requiredText(input, 'resourceId'));
    const verb = requiredText(input, 'httpMethod');
    const { routes } = api.present().api;
    const route = routes.find((one) => one.path === path && one.method === verb.toUpperCase());
    if (route === undefined) throw notFound('Invalid Method identifier specified');
    return methodOutput(api, route);
  },
  GetModels: (registry, input) => mapPage(modelsOf(apiOf(registry, input)), input, (one) => one),
  GetModel: (registry, input) =>
    named(modelsOf(apiOf(registry, input)), 'name', input, 'modelName', 'Model Name'),
  GetAuthorizers: (registry, input) =>
    mapPage(authorizersOf(apiOf(registry, input)), input, (one) => one),
  GetAuthorizer: (registry, input) =>
    named(authorizersOf(apiOf(registry, input)), 'id', input, 'authorizerId', 'Authorizer'),
  GetGatewayResponse: (registry, input) => {
    const { api } = apiOf(registry, input).present();
    return gatewayResponseOf(api, responseTypeOf(input));
  },
  GetGatewayResponses: (registry, input) => {
    const { api } = apiOf(registry, input).present();
    const types = Object.keys(RESPONSE_DEFAULTS) as GatewayResponseType[];
    return { items: types.map((type) => gatewayResponseOf(api, type)) };
  },
};

function apiOf(registry: Registry, input: Input): RestApi {
  return registry.restApi(requiredText(input, 'restApiId'));
}

function mapPage<T>(items: readonly T[], input: Input, map: (item: T) => unknown) {
  const page = pageOf(items, input);
  return { ...page, items: page.items.map(map) };
}

function embedsMethods({ embed }: Input): boolean {
  return Array.isArray(embed) && embed.includes('methods');
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html */
function restApiOutput(api: RestApi): Record<string, unknown> {
  const { api: model } = api.present();
  return compact({
    id: api.id,
    name: model.name,
    description: model.description,
    createdDate: api.createdDate,
    apiKeySource: model.apiKeySource,
    endpointConfiguration: compact({
      types: model.endpointTypes,
      ipAddressType: model.ipAddressType,
      vpcEndpointIds: model.vpcEndpointIds.length === 0 ? undefined : model.vpcEndpointIds,
    }),
    policy: model.policy === undefined ? undefined : JSON.stringify(model.policy),
    binaryMediaTypes: model.binaryMediaTypes.length === 0 ? undefined : model.binaryMediaTypes,
    minimumCompressionSize: model.minimumCompressionSize,
    disableExecuteApiEndpoint: model.disableExecuteApiEndpoint,
    rootResourceId: api.rootResourceId,
    tags: tagsOf(api.part(API_KEY)?.properties ?? {}),
  });
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Resource.html */
function resourceOutput(api: RestApi, path: string, id: string, embed: boolean) {
  const { resourceIds, api: model } = api.present();
  const cut = path.lastIndexOf('/');
  const routes = model.routes.filter((route) => route.path === path);
  const methods = routes.map((route) => [route.method, embed ? methodOutput(api, route) : {}]);
  return compact({
    id,
    parentId: path === '/' ? undefined : resourceIds.get(path.slice(0, cut) || '/'),
    pathPart: path === '/' ? undefined : path.slice(cut + 1),
    path,
    resourceMethods: routes.length === 0 ? undefined : Object.fromEntries(methods),
  });
}

function pathOf(api: RestApi, resourceId: string): string {
  const path = api.pathOf(resourceId);
  if (path === undefined) throw notFound('Invalid Resource identifier specified');
  return path;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Model.html */
function modelsOf(api: RestApi) {
  const models = api.present().api.models.map(({ name, contentType, schema }) => ({
    id: String(name),
    name: String(name),
    contentType: String(contentType),
    schema: JSON.stringify(schema),
  }));
  return api.hasDocument ? models : [...givenModels(models.map(({ name }) => name)), ...models];
}

/** Models that an API starts with, unless it has its own of the name. */
function givenModels(own: readonly string[]) {
  return GIVEN_MODELS.filter(({ name }) => !own.includes(name)).map((model) => ({
    id: model.name,
    ...model,
    schema: JSON.stringify(model.schema),
  }));
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html */
function authorizersOf(api: RestApi) {
  const { api: model, authorizerIds } = api.present();
  return model.authorizers.map((authorizer) =>
    compact({
      id: authorizerIds.get(String(authorizer.name)) ?? String(authorizer.name),
      name: String(authorizer.name),
      type: authorizer.type,
      providerARNs: authorizer.providerArns.length === 0 ? undefined : authorizer.providerArns,
      authorizerUri: authorizer.uri,
      authorizerCredentials: authorizer.credentials,
      identitySource: authorizer.identitySource,
      identityValidationExpression: authorizer.validationExpression,
      authorizerResultTtlInSeconds: authorizer.resultTtlInSeconds ?? 300,
    }),
  );
}

function named<T extends { readonly [K in N]: string }, N extends string>(
  items: readonly T[],
  member: N,
  input: Input,
  name: string,
  what: string,
): T {
  const wanted = requiredText(input, name);
  const found = items.find((item) => item[member] === wanted);
  if (found === undefined) throw notFound(`Invalid ${what} identifier specified: ${wanted}`);
  return found;
}

function responseTypeOf(input: Input): GatewayResponseType {
  const type = optionalText(input, 'responseType') ?? '';
  if (Object.hasOwn(RESPONSE_DEFAULTS, type)) return type as GatewayResponseType;
  throw new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${type}' at 'responseType' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${Object.keys(RESPONSE_DEFAULTS).join(', ')}]`,
  );
}
