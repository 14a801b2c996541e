import type { ResolvedRoute } from '../../../gateway';
import type { IntegrationModel } from '../../../model';
import { compact, mapMembers } from '../../../model/value';
import type { RestApi } from '../registry/rest-api';
import { validatorsOf } from './part-output';

/**
 * A method as `GetMethod` answers it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html
 */
export function methodOutput(api: RestApi, route: ResolvedRoute): Record<string, unknown> {
  const { resourceIds, authorizerIds } = api.present();
  const resourceId = resourceIds.get(route.path) ?? '';
  const part = api.partOf('method', `${resourceId}/${route.method}`);
  const { integration, authorizer } = route;
  return compact({
    httpMethod: route.method,
    authorizationType: route.authorizationType,
    authorizerId:
      authorizer === undefined ? undefined : (authorizerIds.get(String(authorizer)) ?? authorizer),
    apiKeyRequired: route.apiKeyRequired,
    requestValidatorId: part ? part.properties['RequestValidatorId'] : validatorIdOf(api, route),
    operationName: route.operationName,
    requestParameters: unlessEmpty(route.requestParameters),
    requestModels: unlessEmpty(route.requestModels),
    methodResponses: unlessEmpty(methodResponses(route)),
    methodIntegration: integration && integrationOutput(api, route),
    authorizationScopes: unlessEmpty(route.authorizationScopes),
  });
}

/** The validator of a method of a document: one that looks at the same. */
function validatorIdOf(api: RestApi, { validation }: ResolvedRoute): string | undefined {
  return validatorsOf(api).find(
    ({ validateRequestBody: body, validateRequestParameters: parameters }) =>
      body === validation?.body && parameters === validation?.parameters,
  )?.id;
}

/** Responses of a method by their status, each as `GetMethodResponse` answers it. */
export function methodResponses({ responses }: ResolvedRoute): Record<string, unknown> {
  return Object.fromEntries(
    responses.map(({ statusCode, parameters, models }) => [
      String(statusCode),
      compact({
        statusCode: String(statusCode),
        responseParameters: unlessEmpty(parameters),
        responseModels: unlessEmpty(models),
      }),
    ]),
  );
}

/**
 * The integration of a method as `GetIntegration` answers it; undefined where there is none.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export function integrationOutput(api: RestApi, { integration, path }: ResolvedRoute) {
  if (integration === undefined) return undefined;
  const { type, httpMethod, uri, connectionType } = integration;
  const resourceId = api.present().resourceIds.get(path) ?? '';
  const isOverInternet = connectionType === 'INTERNET' && !String(type).startsWith('HTTP');
  return compact({
    type,
    // A mock has no endpoint.
    ...(type === 'MOCK' ? {} : { httpMethod, uri }),
    connectionType: isOverInternet ? undefined : connectionType,
    connectionId: integration.connectionId,
    credentials: integration.credentials,
    requestParameters: unlessEmpty(integration.requestParameters),
    requestTemplates: templatesOutput(integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior,
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutInMillis,
    cacheNamespace: integration.cacheNamespace ?? resourceId,
    cacheKeyParameters: integration.cacheKeyParameters,
    integrationResponses: unlessEmpty(integrationResponses(integration)),
    tlsConfig: integration.tlsConfig,
  });
}

/** Responses of an integration by their status, each as `GetIntegrationResponse` answers it. */
export function integrationResponses({ responses }: IntegrationModel): Record<string, unknown> {
  return Object.fromEntries(
    responses.map((response) => [
      String(response.statusCode),
      compact({
        statusCode: String(response.statusCode),
        selectionPattern: response.selectionPattern,
        responseParameters: unlessEmpty(response.responseParameters),
        responseTemplates: templatesOutput(response.responseTemplates),
        contentHandling: response.contentHandling,
      }),
    ]),
  );
}

/** An empty template is kept as `null`. */
function templatesOutput(templates: IntegrationModel['requestTemplates']) {
  return unlessEmpty(mapMembers(templates, (text) => (text === '' ? null : text)));
}

function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
