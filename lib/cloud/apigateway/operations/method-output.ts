import type { ResolvedRoute } from '../../../gateway';
import type { IntegrationModel } from '../../../model';
import { compact } from '../../../model/value';
import type { RestApi } from '../registry/rest-api';

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
    requestValidatorId: part?.properties['RequestValidatorId'],
    operationName: route.operationName,
    requestParameters: unlessEmpty(route.requestParameters),
    requestModels: unlessEmpty(route.requestModels),
    methodResponses: unlessEmpty(methodResponses(route)),
    methodIntegration: integration && integrationOutput(integration, resourceId),
    authorizationScopes: unlessEmpty(route.authorizationScopes),
  });
}

function methodResponses({ responses }: ResolvedRoute): Record<string, unknown> {
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
 * Only HTTP endpoints have a connection, and a MOCK integration has no endpoint.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
function integrationOutput(integration: IntegrationModel, resourceId: string) {
  const { type, httpMethod, uri, connectionType } = integration;
  return compact({
    type,
    ...(type === 'MOCK' ? {} : { httpMethod, uri }),
    connectionType: type === 'HTTP' || type === 'HTTP_PROXY' ? connectionType : undefined,
    connectionId: integration.connectionId,
    credentials: integration.credentials,
    requestParameters: unlessEmpty(integration.requestParameters),
    requestTemplates: unlessEmpty(integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior,
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutInMillis,
    cacheNamespace: integration.cacheNamespace ?? resourceId,
    cacheKeyParameters: integration.cacheKeyParameters,
    integrationResponses: unlessEmpty(integrationResponses(integration)),
    tlsConfig: integration.tlsConfig,
  });
}

function integrationResponses({ responses }: IntegrationModel): Record<string, unknown> {
  return Object.fromEntries(
    responses.map((response) => [
      String(response.statusCode),
      compact({
        statusCode: String(response.statusCode),
        selectionPattern: response.selectionPattern,
        responseParameters: unlessEmpty(response.responseParameters),
        responseTemplates: unlessEmpty(response.responseTemplates),
        contentHandling: response.contentHandling,
      }),
    ]),
  );
}

function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
