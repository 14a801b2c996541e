import {
  CLOUDFORMATION,
  readIntegration,
  readIntegrationResponse,
  upperCase,
} from '../integration';
import { nameOfReferred } from '../names';
import type { Properties } from '../properties';
import { type ReaderContext, type ReaderTable, targetOf } from '../reader';
import type { IntegrationModel, MethodResponseModel, RestRouteModel } from '../rest-api-model';
import { sortedBy } from '../stable-text';
import { resolveTarget } from '../target';
import type { Value } from '../template';
import { compact, isIntrinsic, mapMembers } from '../value';

/** Resources and methods of REST APIs. */
export const REST_METHOD_READERS: ReaderTable = {
  'AWS::ApiGateway::Resource': readResource,
  'AWS::ApiGateway::Method': readMethod,
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html */
function readResource(context: ReaderContext): void {
  const { properties, origin, paths } = context;
  const api = context.draft.restApi(targetOf(context, properties.requiredText('RestApiId')));
  properties.requiredText('ParentId');
  properties.requiredText('PathPart');
  const { source, logicalId } = origin;
  const path = paths.pathOf(source, { Ref: logicalId }, `${source}/${logicalId}`);
  if (!paths.pathPart(origin).literal) {
    properties.unread(
      'PathPart',
      'is known at deployment only; the path shows a name in its place',
    );
  }
  api.declareResource(path, origin);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
function readMethod(context: ReaderContext): void {
  const { properties, origin, paths, index } = context;
  const api = context.draft.restApi(targetOf(context, properties.requiredText('RestApiId')));
  const resourceId = properties.requiredText('ResourceId');
  const verb = resolveTarget(index, origin.source, properties.requiredText('HttpMethod'));
  const settings = readMethodSettings(context);
  if (verb.kind === 'resource' || typeof verb.value !== 'string') {
    properties.unread('HttpMethod', 'is known at deployment only; the method is left out');
    return;
  }
  const place = paths.pathOf(origin.source, resourceId, `${properties.where}/ResourceId`);
  const method = verb.value.toUpperCase();
  api.addRoute(place, { origin, path: place.path, method, ...settings });
}

function readMethodSettings(
  context: ReaderContext,
): Omit<RestRouteModel, 'origin' | 'path' | 'method'> {
  const { properties } = context;
  const integration = properties.section('Integration');
  return compact({
    operationName: properties.text('OperationName'),
    authorizationType: upperCase(properties.text('AuthorizationType')) ?? 'NONE',
    authorizer: readAuthorizerName(context),
    authorizationScopes: sortedBy(properties.texts('AuthorizationScopes'), (scope) => scope),
    apiKeyRequired: properties.flag('ApiKeyRequired') ?? false,
    requestParameters: properties.flagMap('RequestParameters'),
    requestModels: readModelNames(context, properties, 'RequestModels'),
    validation: readValidation(context),
    integration: integration && readMethodIntegration(integration),
    responses: sortedBy(
      properties.sections('MethodResponses').map((response) => readResponse(context, response)),
      ({ statusCode }) => statusCode,
    ),
  });
}

function readAuthorizerName({
  properties,
  index,
  origin,
}: ReaderContext): Value<string> | undefined {
  const id = properties.text('AuthorizerId');
  if (id === undefined) return undefined;
  return nameOfReferred(index, origin.source, id, 'AWS::ApiGateway::Authorizer') ?? id;
}

/** Models are referred to by name: a text, or a Ref, which yields the name of a model. */
function readModelNames(
  { index, origin }: ReaderContext,
  section: Properties,
  name: string,
): Record<string, Value<string>> {
  return mapMembers(section.textMap(name), (model) =>
    isIntrinsic(model)
      ? (nameOfReferred(index, origin.source, model, 'AWS::ApiGateway::Model') ?? model)
      : model,
  );
}

function readValidation(context: ReaderContext): RestRouteModel['validation'] {
  const { properties, index } = context;
  const id = properties.text('RequestValidatorId');
  if (id === undefined) return undefined;
  const target = targetOf(context, id);
  const validator = target.kind === 'resource' ? index.resource(target.id) : undefined;
  if (validator?.Type !== 'AWS::ApiGateway::RequestValidator') {
    properties.unread('RequestValidatorId', 'is a validator outside of the app');
    return undefined;
  }
  const flags = properties.elsewhere(validator.Properties ?? {});
  return {
    body: flags.flag('ValidateRequestBody') ?? false,
    parameters: flags.flag('ValidateRequestParameters') ?? false,
  };
}

function readMethodIntegration(section: Properties): IntegrationModel {
  const responses = section
    .sections('IntegrationResponses')
    .map((response) =>
      readIntegrationResponse(response, CLOUDFORMATION, response.text('SelectionPattern')),
    );
  return readIntegration(section, CLOUDFORMATION, 'IntegrationHttpMethod', responses);
}

function readResponse(context: ReaderContext, section: Properties): MethodResponseModel {
  return {
    statusCode: section.requiredText('StatusCode'),
    models: readModelNames(context, section, 'ResponseModels'),
    parameters: section.flagMap('ResponseParameters'),
  };
}
