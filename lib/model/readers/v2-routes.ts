import { describeValue } from '../describe';
import { INTEGRATION_DEFAULTS } from '../integration';
import { nameOfReferred } from '../names';
import type { Properties } from '../properties';
import { type ReaderContext, type ReaderTable, targetOf } from '../reader';
import { sortedBy } from '../stable-text';
import { targetKey } from '../target';
import type { Value } from '../template';
import { textParts } from '../text-parts';
import { compact, isIntrinsic, mapMembers } from '../value';

/** Routes and integrations of HTTP and WebSocket APIs. */
export const V2_ROUTE_READERS: ReaderTable = {
  'AWS::ApiGatewayV2::Route': readRoute,
  'AWS::ApiGatewayV2::Integration': readIntegration,
  'AWS::ApiGatewayV2::RouteResponse': readRouteResponse,
  'AWS::ApiGatewayV2::IntegrationResponse': readIntegrationResponse,
};

/** What the target of a route says in front of the id of the integration. */
const TARGET_PREFIX = 'integrations/';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
function readRoute(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  const required = properties.entries('RequestParameters');
  draft.v2Api(targetOf(context, properties.requiredText('ApiId'))).routes.push(
    compact({
      origin,
      key: ownKey(context),
      routeKey: properties.requiredText('RouteKey'),
      operationName: properties.text('OperationName'),
      authorizationType: properties.text('AuthorizationType') ?? 'NONE',
      authorizer: readAuthorizerName(context),
      authorizationScopes: sortedBy(properties.texts('AuthorizationScopes'), (scope) => scope),
      apiKeyRequired: properties.flag('ApiKeyRequired') ?? false,
      requestParameters: mapMembers(
        Object.fromEntries(required),
        (parameter) => parameter.flag('Required') ?? false,
      ),
      routeResponseSelectionExpression: properties.text('RouteResponseSelectionExpression'),
      modelSelectionExpression: properties.text('ModelSelectionExpression'),
      requestModels: properties.textMap('RequestModels'),
      integrationKey: readIntegrationKey(context),
    }),
  );
}

function ownKey(context: ReaderContext): string {
  return targetKey(targetOf(context, { Ref: context.origin.logicalId }));
}

function readAuthorizerName({
  properties,
  index,
  origin,
}: ReaderContext): Value<string> | undefined {
  const id = properties.text('AuthorizerId');
  if (id === undefined) return undefined;
  return nameOfReferred(index, origin.source, id, 'AWS::ApiGatewayV2::Authorizer') ?? id;
}

/** `integrations/` and the id of the integration, joined in one way or another. */
function readIntegrationKey(context: ReaderContext): string | undefined {
  const { properties, index } = context;
  const target = properties.text('Target');
  if (target === undefined) return undefined;
  const [prefix, id, ...others] = textParts(target);
  if (prefix === TARGET_PREFIX && isIntrinsic(id) && others.length === 0) {
    const integration = targetOf(context, id);
    const found = integration.kind === 'resource' ? index.resource(integration.id) : undefined;
    if (found?.Type === 'AWS::ApiGatewayV2::Integration') return targetKey(integration);
  }
  properties.unread('Target', 'is an integration outside of the app');
  return undefined;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
function readIntegration(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  properties.withoutEffect('Description');
  const tls = properties.section('TlsConfig');
  const api = draft.v2Api(targetOf(context, properties.requiredText('ApiId')));
  api.integrations.set(
    ownKey(context),
    compact({
      origin,
      type: properties.requiredText('IntegrationType'),
      subtype: properties.text('IntegrationSubtype'),
      uri: properties.text('IntegrationUri'),
      method: properties.text('IntegrationMethod'),
      payloadFormatVersion: properties.text('PayloadFormatVersion'),
      credentialsArn: properties.text('CredentialsArn'),
      connectionType: properties.text('ConnectionType') ?? INTEGRATION_DEFAULTS.connectionType,
      connectionId: properties.text('ConnectionId'),
      timeoutInMillis: properties.number('TimeoutInMillis'),
      requestParameters: properties.textMap('RequestParameters'),
      requestTemplates: properties.textMap('RequestTemplates'),
      templateSelectionExpression: properties.text('TemplateSelectionExpression'),
      passthroughBehavior: properties.text('PassthroughBehavior'),
      contentHandlingStrategy: properties.text('ContentHandlingStrategy'),
      responseParameters: mapMembers(
        Object.fromEntries(properties.entries('ResponseParameters')),
        readResponseParameters,
      ),
      tlsConfig: tls && compact({ serverNameToVerify: tls.text('ServerNameToVerify') }),
    }),
  );
}

/** `[{ Destination, Source }]` as a map, which is how documents write it. */
function readResponseParameters(section: Properties): Record<string, Value<string>> {
  const pairs = section
    .sections('ResponseParameters')
    .map((pair): [string, Value<string>] => [
      describeValue(pair.requiredText('Destination')),
      pair.requiredText('Source'),
    ]);
  return Object.fromEntries(pairs);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-routeresponse.html */
function readRouteResponse(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  const route = targetKey(targetOf(context, properties.requiredText('RouteId')));
  const api = draft.v2Api(targetOf(context, properties.requiredText('ApiId')));
  api.addRouteResponse(route, {
    origin,
    responseKey: properties.requiredText('RouteResponseKey'),
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integrationresponse.html */
function readIntegrationResponse(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  const integration = targetKey(targetOf(context, properties.requiredText('IntegrationId')));
  const api = draft.v2Api(targetOf(context, properties.requiredText('ApiId')));
  api.addIntegrationResponse(
    integration,
    compact({
      origin,
      key: properties.requiredText('IntegrationResponseKey'),
      contentHandlingStrategy: properties.text('ContentHandlingStrategy'),
      templateSelectionExpression: properties.text('TemplateSelectionExpression'),
      responseTemplates: properties.textMap('ResponseTemplates'),
      responseParameters: properties.textMap('ResponseParameters'),
    }),
  );
}
