import { type GatewayResponseType, gatewayResponseOf, RESPONSE_DEFAULTS } from '../../../gateway';
import { GATEWAY_RESPONSE_TYPES } from '../../../model';
import { compact } from '../../../model/value';
import { ApiDocument } from '../registry/api-document';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { notFound, ServiceError } from '../service-error';
import { type Input, type OperationTable, optionalText, pageOf, requiredText } from './input';
import { methodOutput } from './method-output';
import { authorizersOf, modelsOf, validatorsOf } from './part-output';

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
  GetModels: (registry, input) => mapPage(modelsOf(apiOf(registry, input)), input, (one) => one),
  GetModel: (registry, input) => {
    const name = requiredText(input, 'modelName');
    const models = partsOf(registry, input, modelsOf);
    return named(models, 'name', name, `Invalid model name specified: ${name}`);
  },
  GetAuthorizers: (registry, input) =>
    mapPage(authorizersOf(apiOf(registry, input)), input, (one) => one),
  GetAuthorizer: (registry, input) => {
    const id = requiredText(input, 'authorizerId');
    const authorizers = partsOf(registry, input, authorizersOf);
    return named(authorizers, 'id', id, 'Invalid Authorizer identifier specified');
  },
  GetRequestValidators: (registry, input) =>
    mapPage(validatorsOf(apiOf(registry, input)), input, (one) => one),
  GetRequestValidator: (registry, input) => {
    const id = requiredText(input, 'requestValidatorId');
    const validators = partsOf(registry, input, validatorsOf);
    return named(validators, 'id', id, 'Invalid Request Validator identifier specified');
  },
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

/** Parts of an API; of one that does not exist there are none. */
function partsOf<T>(
  registry: Registry,
  input: Input,
  read: (api: RestApi) => readonly T[],
): readonly T[] {
  const api = registry.restApis.get(requiredText(input, 'restApiId'));
  return api === undefined ? [] : read(api);
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
    version: new ApiDocument(api).version,
    createdDate: api.createdDate,
    apiKeySource: model.apiKeySource,
    endpointConfiguration: compact({
      types: model.endpointTypes,
      ipAddressType:
        model.ipAddressType ?? (model.endpointTypes.includes('PRIVATE') ? 'dualstack' : 'ipv4'),
      vpcEndpointIds: model.vpcEndpointIds.length === 0 ? undefined : model.vpcEndpointIds,
    }),
    policy: model.policy === undefined ? undefined : escapedText(model.policy),
    binaryMediaTypes: model.binaryMediaTypes.length === 0 ? undefined : model.binaryMediaTypes,
    minimumCompressionSize: model.minimumCompressionSize,
    disableExecuteApiEndpoint: model.disableExecuteApiEndpoint,
    securityPolicy: model.securityPolicy,
    endpointAccessMode: model.endpointAccessMode,
    rootResourceId: api.rootResourceId,
    tags: api.tags,
  });
}

/** A policy is a text with its quotes escaped once more, as if it stood in a text itself. */
function escapedText(policy: unknown): string {
  return JSON.stringify(JSON.stringify(policy)).slice(1, -1);
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

function named<T extends { readonly [K in N]: string }, N extends string>(
  items: readonly T[],
  member: N,
  wanted: string,
  message: string,
): T {
  const found = items.find((item) => item[member] === wanted);
  if (found === undefined) throw notFound(message);
  return found;
}

function responseTypeOf(input: Input): GatewayResponseType {
  const type = optionalText(input, 'responseType') ?? '';
  if (Object.hasOwn(RESPONSE_DEFAULTS, type)) return type as GatewayResponseType;
  throw new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${type}' at 'responseType' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${GATEWAY_RESPONSE_TYPES.join(', ')}]`,
  );
}
