import type { ApiGatewayV2Model } from '../http-api-model';
import { readHttpDocument } from '../openapi/http-document';
import type { Properties } from '../properties';
import { type ReaderContext, type ReaderTable, targetOf } from '../reader';
import { targetKey } from '../target';
import type { Value } from '../template';
import type { V2ApiDraft, V2Settings } from '../v2-draft';
import { compact } from '../value';
import { openDocument } from './bodies';

/** HTTP and WebSocket APIs, and what hangs on them but for routes and stages. */
export const V2_API_READERS: ReaderTable = {
  'AWS::ApiGatewayV2::Api': readApi,
  'AWS::ApiGatewayV2::Authorizer': readAuthorizer,
  'AWS::ApiGatewayV2::Model': readModel,
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
function readApi(context: ReaderContext): void {
  const { properties, origin } = context;
  const { source, logicalId } = origin;
  // Imports warn or fail by FailOnWarnings; it is no part of the API.
  properties.withoutEffect('FailOnWarnings', 'Tags', 'Version');
  const api = context.draft.v2Api({ kind: 'resource', id: { source, logicalId } });
  const document = openDocument(context);
  const basePath = properties.literal('BasePath') ?? 'ignore';
  const imported = document ? readHttpDocument(document, api, basePath) : {};
  const declared = readSettings(properties);
  const name = declared.name ?? imported.name;
  // As for REST APIs, what a document says takes precedence but for the name.
  api.settings = { origin, ...declared, ...imported, ...(name !== undefined && { name }) };
  readQuickCreate(properties, api, context);
}

function readSettings(properties: Properties): V2Settings {
  const cors = properties.section('CorsConfiguration');
  return compact({
    kind: readKind(properties),
    name: properties.text('Name'),
    description: properties.text('Description'),
    routeSelectionExpression: properties.text('RouteSelectionExpression'),
    apiKeySelectionExpression: properties.text('ApiKeySelectionExpression'),
    disableExecuteApiEndpoint: properties.flag('DisableExecuteApiEndpoint'),
    disableSchemaValidation: properties.flag('DisableSchemaValidation'),
    ipAddressType: properties.text('IpAddressType'),
    cors: cors && readCors(cors),
  });
}

/** An API that is imported or created quickly is an HTTP API. */
function readKind(properties: Properties): ApiGatewayV2Model['kind'] {
  const type = properties.text('ProtocolType') ?? 'HTTP';
  if (type === 'HTTP' || type === 'WEBSOCKET') return type;
  properties.unread('ProtocolType', 'is neither HTTP nor WEBSOCKET; read as HTTP');
  return 'HTTP';
}

function readCors(section: Properties): Readonly<Record<string, unknown>> {
  return compact({
    allowOrigins: section.optionalTexts('AllowOrigins'),
    allowMethods: section.optionalTexts('AllowMethods'),
    allowHeaders: section.optionalTexts('AllowHeaders'),
    exposeHeaders: section.optionalTexts('ExposeHeaders'),
    maxAge: section.number('MaxAge'),
    allowCredentials: section.flag('AllowCredentials'),
  });
}

/**
 * `Target` alone makes an integration, a route and a stage that deploys by itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
 */
function readQuickCreate(properties: Properties, api: V2ApiDraft, { origin }: ReaderContext): void {
  const target = properties.text('Target');
  const routeKey = properties.text('RouteKey') ?? '$default';
  const credentialsArn = properties.text('CredentialsArn');
  if (target === undefined) return;
  const place = { ...origin, pointer: '/Target' };
  const key = `${targetKey(api.target)}\nTarget`;
  api.integrations.set(
    key,
    compact({
      origin: place,
      ...quickIntegration(target),
      uri: target,
      credentialsArn,
      connectionType: 'INTERNET',
      requestParameters: {},
      requestTemplates: {},
      responseParameters: {},
    }),
  );
  api.routes.push({
    origin: place,
    routeKey,
    authorizationType: 'NONE',
    authorizationScopes: [],
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    integrationKey: key,
    key,
  });
  api.stages.push({
    origin: place,
    name: '$default',
    autoDeploy: true,
    variables: {},
    defaultRouteSettings: {},
    routeSettings: {},
  });
}

/** A URL is called as it is, everything else is a function. */
function quickIntegration(target: Value<string>) {
  const isUrl = typeof target === 'string' && /^https?:/i.test(target);
  return isUrl
    ? { type: 'HTTP_PROXY', method: 'ANY', payloadFormatVersion: '1.0' }
    : { type: 'AWS_PROXY', method: 'POST', payloadFormatVersion: '2.0' };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
function readAuthorizer(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  const jwt = properties.section('JwtConfiguration');
  draft.v2Api(targetOf(context, properties.requiredText('ApiId'))).authorizers.push(
    compact({
      origin,
      name: properties.requiredText('Name'),
      type: properties.requiredText('AuthorizerType'),
      uri: properties.text('AuthorizerUri'),
      identitySource: properties.texts('IdentitySource'),
      identityValidationExpression: properties.text('IdentityValidationExpression'),
      jwt: jwt && compact({ audience: jwt.texts('Audience'), issuer: jwt.text('Issuer') }),
      payloadFormatVersion: properties.text('AuthorizerPayloadFormatVersion'),
      enableSimpleResponses: properties.flag('EnableSimpleResponses'),
      resultTtlInSeconds: properties.number('AuthorizerResultTtlInSeconds'),
      credentialsArn: properties.text('AuthorizerCredentialsArn'),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-model.html */
function readModel(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  properties.withoutEffect('Description');
  const contentType = properties.text('ContentType');
  draft.v2Api(targetOf(context, properties.requiredText('ApiId'))).models.push({
    origin,
    name: properties.requiredText('Name'),
    ...(contentType !== undefined && { contentType }),
    schema: properties.value('Schema'),
  });
}
