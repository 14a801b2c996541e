import type { Properties } from './properties';
import type { IntegrationModel, IntegrationResponseModel } from './rest-api-model';
import { sortedBy } from './stable-text';
import type { Value } from './template';
import { compact } from './value';

/** What an integration is when the template says nothing of it, as API Gateway documents it. */
export const INTEGRATION_DEFAULTS = {
  connectionType: 'INTERNET',
  passthroughBehavior: 'WHEN_NO_MATCH',
  responseTransferMode: 'BUFFERED',
  timeoutInMillis: 29_000,
} as const;

/** How a document or a resource spells the members of an integration. */
type Spelling = (name: string) => string;

/** `AWS::ApiGateway::Method` writes `Uri`, `TimeoutInMillis` … */
export const CLOUDFORMATION: Spelling = (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** `x-amazon-apigateway-integration` writes `uri`, `timeoutInMillis` … */
export const OPENAPI: Spelling = (name) => name;

/**
 * Reads what both spellings have in common.
 *
 * @param httpMethod - name of the member with the verb, which the two call differently
 * @param responses - the responses, which the two hold in different shapes
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html
 */
export function readIntegration(
  section: Properties,
  spell: Spelling,
  httpMethod: string,
  responses: readonly IntegrationResponseModel[],
): IntegrationModel {
  const text = (name: string) => section.text(spell(name));
  return compact({
    type: upperCase(section.requiredText(spell('type'))),
    uri: text('uri'),
    httpMethod: upperCase(section.text(httpMethod)),
    credentials: text('credentials'),
    connectionType: upperCase(text('connectionType')) ?? INTEGRATION_DEFAULTS.connectionType,
    connectionId: text('connectionId'),
    integrationTarget: text('integrationTarget'),
    passthroughBehavior:
      upperCase(text('passthroughBehavior')) ?? INTEGRATION_DEFAULTS.passthroughBehavior,
    contentHandling: upperCase(text('contentHandling')),
    timeoutInMillis:
      section.number(spell('timeoutInMillis')) ?? INTEGRATION_DEFAULTS.timeoutInMillis,
    requestParameters: section.textMap(spell('requestParameters')),
    requestTemplates: section.textMap(spell('requestTemplates')),
    cacheKeyParameters: sortedBy(section.texts(spell('cacheKeyParameters')), (name) => name),
    cacheNamespace: text('cacheNamespace'),
    responseTransferMode:
      upperCase(text('responseTransferMode')) ?? INTEGRATION_DEFAULTS.responseTransferMode,
    tlsConfig: section.object(spell('tlsConfig')),
    responses: sortedBy(responses, ({ statusCode, selectionPattern }) => [
      statusCode,
      selectionPattern ?? '',
    ]),
  });
}

/** Reads a response of an integration, of which the two spellings differ in case alone. */
export function readIntegrationResponse(
  section: Properties,
  spell: Spelling,
  selectionPattern: Value<string> | undefined,
): IntegrationResponseModel {
  return compact({
    statusCode: section.requiredText(spell('statusCode')),
    selectionPattern: selectionPattern === '' ? undefined : selectionPattern,
    contentHandling: upperCase(section.text(spell('contentHandling'))),
    responseParameters: section.textMap(spell('responseParameters')),
    responseTemplates: section.textMap(spell('responseTemplates')),
  });
}

/** Documents may write enumerations in lower case; intrinsics stay. */
export function upperCase<T extends Value<string> | undefined>(value: T): T {
  return typeof value === 'string' ? (value.toUpperCase() as T) : value;
}
