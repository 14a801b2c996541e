import { GIVEN_MODELS } from '../../../model/given-models';
import type { JsonObject } from '../../../model/value';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import { type ApiPart, partKey } from '../registry/api-part';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { badRequest, conflict, notFound } from '../service-error';
import { type PartSpec, partProvider } from './part-provider';
import { sectionsOf, textOf, textsOf } from './provider-context';

const VARIABLE = /^\{.*\}$/;
const GREEDY = /^\{.*\+\}$/;

/** A path part about which there is nothing to be said. */
const WORD = /^[A-Za-z0-9]{1,40}$/;
const NEEDS_AUTHORIZER: readonly string[] = ['CUSTOM', 'COGNITO_USER_POOLS'];

/** Ids are short: among thousands of resources two may be drawn alike. */
function newId({ ids }: ResourceContext, isTaken: (id: string) => boolean = () => false): string {
  let id = ids.lowerAlphanumeric(6);
  for (let attempt = 1; isTaken(id); attempt += 1) id = ids.lowerAlphanumeric(6, `${attempt}`);
  return id;
}

const noResource = (): Error => notFound('Invalid Resource identifier specified');

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html */
const RESOURCE: PartSpec = {
  type: 'AWS::ApiGateway::Resource',
  kind: 'resource',
  replaceOn: ['PathPart', 'ParentId', 'RestApiId'],
  idOf: newId,
  idAttribute: 'ResourceId',
  noApi: noResource,
  refuse: refuseResource,
  judgedBy: ({ ParentId: _parent, PathPart: part, ...others }) =>
    typeof part === 'string' && WORD.test(part) ? others : { ...others, PathPart: part },
};

/**
 * The tree has a rule for each node, which the service asks about when the node is made.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html
 */
function refuseResource(api: RestApi, properties: JsonObject): void {
  const parentId = textOf(properties, 'ParentId') ?? '';
  const part = textOf(properties, 'PathPart') ?? '';
  if (properties['PathPart'] === '') throw badRequest("Resource's path part must be specified");
  if (!api.hasResource(parentId)) throw noResource();
  const parent = textOf(api.partOf('resource', parentId)?.properties ?? {}, 'PathPart');
  if (parent !== undefined && GREEDY.test(parent)) {
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent}`);
  }
  const siblings = api.childrenOf(parentId);
  if (siblings.has(part)) {
    throw conflict(`Another resource with the same parent already has this name: ${part}`);
  }
  const variable = [...siblings.keys()].find((sibling) => VARIABLE.test(sibling));
  if (variable !== undefined && VARIABLE.test(part)) {
    throw badRequest(
      `A sibling (${variable}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
}

const methodId = (properties: JsonObject): string =>
  `${textOf(properties, 'ResourceId')}/${textOf(properties, 'HttpMethod')?.toUpperCase()}`;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
const METHOD: PartSpec = {
  type: 'AWS::ApiGateway::Method',
  kind: 'method',
  replaceOn: ['RestApiId', 'ResourceId', 'HttpMethod'],
  idOf: ({ properties }) => methodId(properties),
  existingIdOf: methodId,
  physicalIdOf: ({ stack, logicalId, ids }) =>
    [stack.stackName.slice(0, 5), logicalId.slice(0, 5), ids.lowerAlphanumeric(12)].join('-'),
  noApi: noResource,
  refuse: refuseMethod,
  neighbours: (properties) => [
    partKey('validator', textOf(properties, 'RequestValidatorId') ?? ''),
  ],
  judgedBy: ({ ResourceId: _resource, ...others }) => others,
};

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html */
function refuseMethod(api: RestApi, properties: JsonObject, existing: ApiPart | undefined): void {
  if (!api.hasResource(textOf(properties, 'ResourceId') ?? '')) throw noResource();
  if (existing !== undefined) throw conflict('Method already exists for this resource');
  const authorization = textOf(properties, 'AuthorizationType')?.toUpperCase();
  if (authorization === undefined) {
    throw badRequest(
      "1 validation error detected: Value null at 'putMethodInput.authorizationType' failed to " +
        'satisfy constraint: Member must not be null',
    );
  }
  const authorizer = textOf(properties, 'AuthorizerId') ?? '';
  if (NEEDS_AUTHORIZER.includes(authorization) && !hasAuthorizer(api, authorizer)) {
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or ' +
        'COGNITO_USER_POOLS requires a valid authorizer.',
    );
  }
  const validator = textOf(properties, 'RequestValidatorId');
  if (validator !== undefined && api.partOf('validator', validator) === undefined) {
    throw badRequest('Invalid Request Validator identifier specified');
  }
  const model = modelNamesOf(properties).find((name) => !hasModel(api, name));
  if (model !== undefined) throw badRequest(`Invalid model identifier specified: ${model}`);
}

/** Models of the request and of the responses of a method. */
function modelNamesOf(properties: JsonObject): string[] {
  return [
    textsOf(properties, 'RequestModels'),
    ...sectionsOf(properties, 'MethodResponses').map((one) => textsOf(one, 'ResponseModels')),
  ].flatMap((models) => Object.values(models));
}

function hasModel(api: RestApi, name: string): boolean {
  if (GIVEN_MODELS.some((given) => given.name === name)) return true;
  if (api.partOf('model', name) !== undefined) return true;
  return api.hasDocument && api.present().api.models.some((model) => model.name === name);
}

function hasAuthorizer(api: RestApi, id: string): boolean {
  if (api.partOf('authorizer', id) !== undefined) return true;
  return api.hasDocument && [...api.present().authorizerIds.values()].includes(id);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-model.html */
const MODEL: PartSpec = {
  type: 'AWS::ApiGateway::Model',
  kind: 'model',
  replaceOn: ['ContentType', 'Name', 'RestApiId'],
  idOf: ({ properties, logicalId, ids }) =>
    textOf(properties, 'Name') ?? `${logicalId}${ids.lowerAlphanumeric(12)}`,
  complete: (properties, physicalId) => ({ ...properties, Name: physicalId }),
  refuse: (_api, _properties, existing) => {
    if (existing !== undefined) throw conflict('Model name already exists for this REST API');
  },
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html */
const VALIDATOR: PartSpec = {
  type: 'AWS::ApiGateway::RequestValidator',
  kind: 'validator',
  replaceOn: ['Name', 'RestApiId'],
  idOf: newId,
  idAttribute: 'RequestValidatorId',
  noApi: () => badRequest('Invalid REST API identifier specified'),
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
const AUTHORIZER: PartSpec = {
  type: 'AWS::ApiGateway::Authorizer',
  kind: 'authorizer',
  replaceOn: ['RestApiId'],
  idOf: newId,
  idAttribute: 'AuthorizerId',
  noApi: () =>
    conflict(
      'Unable to complete operation due to concurrent modification. Please try again later.',
    ),
  refuse: refuseAuthorizer,
};

/**
 * An authorizer has a name, and one of its own, also beside those of the document.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
function refuseAuthorizer(
  api: RestApi,
  properties: JsonObject,
  _existing: ApiPart | undefined,
  key: string,
): void {
  const name = textOf(properties, 'Name');
  if (name === undefined) {
    throw badRequest(
      "1 validation error detected: Value null at 'createAuthorizerInput.name' failed to satisfy constraint: Member must not be null",
    );
  }
  const ofTemplate = api
    .partsOf('authorizer')
    .some(({ part }) => part.key !== key && textOf(part.properties, 'Name') === name);
  if (!ofTemplate && !hasInDocument(api, name)) return;
  throw badRequest(
    `Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`,
  );
}

function hasInDocument(api: RestApi, name: string): boolean {
  if (!api.hasDocument) return false;
  const { authorizers } = api.present().api;
  return authorizers.some((one) => one.name === name && one.origin.pointer !== undefined);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
const GATEWAY_RESPONSE: PartSpec = {
  type: 'AWS::ApiGateway::GatewayResponse',
  kind: 'response',
  replaceOn: ['ResponseType', 'RestApiId'],
  idOf: ({ properties }) => responseId(properties),
  existingIdOf: responseId,
  physicalIdOf: (context) => newId(context),
  idAttribute: 'Id',
};

function responseId(properties: JsonObject): string {
  return textOf(properties, 'ResponseType')?.toUpperCase() ?? '';
}

const SPECS: readonly PartSpec[] = [
  RESOURCE,
  METHOD,
  MODEL,
  VALIDATOR,
  AUTHORIZER,
  GATEWAY_RESPONSE,
];

/** Providers of what an API consists of. */
export function apiPartProviders(registry: Registry): Record<string, ResourceProvider> {
  return Object.fromEntries(SPECS.map((spec) => [spec.type, partProvider(registry, spec)]));
}
