import {
  INTEGRATION_DEFAULTS,
  type IntegrationModel,
  type IntegrationResponseModel,
} from '../model';
import { compact } from '../model/value';
import { type Json, lowerCase, unlessEmpty } from './members';

/**
 * `x-amazon-apigateway-integration` of a method, without what it is by itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function integrationExtension(integration: IntegrationModel): Json {
  return compact({
    type: lowerCase(integration.type),
    httpMethod: integration.httpMethod,
    uri: integration.uri,
    credentials: integration.credentials,
    connectionType: unlessDefault(integration, 'connectionType'),
    connectionId: integration.connectionId,
    integrationTarget: integration.integrationTarget,
    responses: unlessEmpty(Object.fromEntries(integration.responses.map(responseEntry))),
    requestParameters: unlessEmpty(integration.requestParameters),
    requestTemplates: unlessEmpty(integration.requestTemplates),
    passthroughBehavior: lowerCase(integration.passthroughBehavior),
    contentHandling: integration.contentHandling,
    timeoutInMillis: unlessDefault(integration, 'timeoutInMillis'),
    cacheNamespace: integration.cacheNamespace,
    cacheKeyParameters: unlessEmpty(integration.cacheKeyParameters),
    responseTransferMode: unlessDefault(integration, 'responseTransferMode'),
    tlsConfig: integration.tlsConfig,
  });
}

function unlessDefault(
  integration: IntegrationModel,
  name: 'connectionType' | 'timeoutInMillis' | 'responseTransferMode',
): unknown {
  const value = integration[name];
  return value === INTEGRATION_DEFAULTS[name] ? undefined : value;
}

/** Responses go by their pattern. */
function responseEntry(response: IntegrationResponseModel): [string, Json] {
  const { selectionPattern, statusCode, contentHandling } = response;
  const entry = compact({
    statusCode,
    responseParameters: unlessEmpty(response.responseParameters),
    responseTemplates: unlessEmpty(response.responseTemplates),
    contentHandling,
  });
  return [selectionPattern === undefined ? 'default' : String(selectionPattern), entry];
}
