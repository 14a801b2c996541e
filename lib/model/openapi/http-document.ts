import type { V2AuthorizerModel } from '../http-api-model';
import { INTEGRATION_DEFAULTS, upperCase } from '../integration';
import type { Properties } from '../properties';
import { sortedBy } from '../stable-text';
import { targetKey } from '../target';
import type { Value } from '../template';
import type { DraftIntegration, DraftRoute, V2ApiDraft, V2Settings } from '../v2-draft';
import { compact, mapMembers } from '../value';
import { basePathOf, pathParts } from './base-path';
import type { OpenApiDocument } from './document';
import { reportRootSecurity, requirementsOf } from './security';
import { VERBS } from './verbs';

/** Members that are for people and clients, or that HTTP APIs do not look at. */
const WITHOUT_EFFECT = {
  root: ['externalDocs', 'tags', 'x-amazon-apigateway-importexport-version'],
  info: ['contact', 'license', 'termsOfService', 'version'],
  server: ['description', 'url', 'variables'],
  components: [
    'callbacks',
    'examples',
    'headers',
    'links',
    'parameters',
    'requestBodies',
    'responses',
    'schemas',
    'x-amazon-apigateway-integrations',
  ],
  item: ['description', 'parameters', 'servers', 'summary'],
  // HTTP APIs validate no requests, so that parameters and bodies are documentation.
  operation: [
    'callbacks',
    'deprecated',
    'description',
    'externalDocs',
    'parameters',
    'requestBody',
    'responses',
    'servers',
    'summary',
    'tags',
    'isDefaultRoute',
  ],
  scheme: ['bearerFormat', 'description', 'flows', 'in', 'name', 'scheme', 'type'],
};

/** Path of the route that takes what no other takes. */
const DEFAULT_PATH = '/$default';

/**
 * Reads the document of an HTTP API, as an import does.
 *
 * @param basePath - import parameter `basepath`
 * @returns what the document says of the API as a whole
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readHttpDocument(
  document: OpenApiDocument,
  api: V2ApiDraft,
  basePath: string,
): V2Settings {
  const { root } = document;
  root.withoutEffect(...WITHOUT_EFFECT.root);
  root.section('components')?.withoutEffect(...WITHOUT_EFFECT.components);
  reportRootSecurity(root);
  const schemes = readSchemes(document, api);
  const prefix = basePathOf(document, basePath);
  for (const [key, item] of document.pathItems) {
    const path = key === DEFAULT_PATH ? undefined : `/${[...prefix, ...pathParts(key)].join('/')}`;
    readPathItem(document, api, schemes, path, item);
  }
  return readSettings(root);
}

/** Authorization types by the name of the scheme. */
type Schemes = ReadonlyMap<string, string>;

function readSchemes(document: OpenApiDocument, api: V2ApiDraft): Schemes {
  const types = new Map<string, string>();
  for (const [name, reference] of document.securitySchemes) {
    const scheme = document.follow(reference);
    scheme.withoutEffect(...WITHOUT_EFFECT.scheme);
    const discovery = scheme.text('openIdConnectUrl');
    const isIam = /^awsSigv4/i.test(scheme.literal('x-amazon-apigateway-authtype') ?? '');
    const section = scheme.section('x-amazon-apigateway-authorizer');
    if (section !== undefined) {
      const authorizer = readAuthorizer(document, name, document.follow(section), discovery);
      api.authorizers.push(authorizer);
      types.set(name, authorizer.type === 'JWT' ? 'JWT' : 'CUSTOM');
    } else if (isIam) types.set(name, 'AWS_IAM');
  }
  return types;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function readAuthorizer(
  document: OpenApiDocument,
  name: string,
  section: Properties,
  discovery: Value<string> | undefined,
): V2AuthorizerModel {
  const jwt = section.section('jwtConfiguration');
  const sources = section.value('identitySource');
  return compact({
    origin: document.originOf(section),
    name,
    type: upperCase(section.requiredText('type')),
    uri: section.text('authorizerUri'),
    identitySource:
      typeof sources === 'string' ? splitList(sources) : section.texts('identitySource'),
    identityValidationExpression: section.text('identityValidationExpression'),
    jwt:
      jwt &&
      compact({
        audience: jwt.texts('audience'),
        issuer: jwt.text('issuer') ?? issuerOf(discovery),
      }),
    payloadFormatVersion: section.text('authorizerPayloadFormatVersion'),
    enableSimpleResponses: section.flag('enableSimpleResponses'),
    resultTtlInSeconds: section.number('authorizerResultTtlInSeconds'),
    credentialsArn: section.text('authorizerCredentials'),
  });
}

function splitList(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

/** The issuer is what stands in front of the well-known path. */
function issuerOf(discovery: Value<string> | undefined): Value<string> | undefined {
  if (typeof discovery !== 'string') return discovery;
  return discovery.replace(/\/\.well-known\/openid-configuration$/, '');
}

function readPathItem(
  document: OpenApiDocument,
  api: V2ApiDraft,
  schemes: Schemes,
  path: string | undefined,
  item: Properties,
): void {
  item.withoutEffect(...WITHOUT_EFFECT.item);
  for (const [name, verb] of Object.entries(VERBS)) {
    const operation = item.section(name);
    if (operation === undefined) continue;
    const routeKey = path === undefined ? '$default' : `${verb} ${path}`;
    api.routes.push(readRoute(document, api, schemes, routeKey, operation));
  }
}

function readRoute(
  document: OpenApiDocument,
  api: V2ApiDraft,
  schemes: Schemes,
  routeKey: string,
  operation: Properties,
): DraftRoute {
  operation.withoutEffect(...WITHOUT_EFFECT.operation);
  const key = `${targetKey(api.target)}\n${operation.path}`;
  const extension = operation.section('x-amazon-apigateway-integration');
  if (extension !== undefined) {
    api.integrations.set(key, readIntegration(document, document.follow(extension)));
  }
  return compact({
    origin: document.originOf(operation),
    key,
    routeKey,
    operationName: operation.text('operationId'),
    ...readSecurity(operation, schemes),
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    integrationKey: extension && key,
  });
}

function readSecurity(
  operation: Properties,
  schemes: Schemes,
): Pick<DraftRoute, 'authorizationType' | 'authorizer' | 'authorizationScopes'> {
  const requirements = requirementsOf(operation).flatMap(([name, scopes]) => {
    const authorizationType = schemes.get(name);
    if (authorizationType !== undefined) return [{ name, scopes, authorizationType }];
    operation.unread('security', `${name} is no security scheme that API Gateway knows`);
    return [];
  });
  const [first, ...others] = requirements;
  if (others.length > 0) operation.unread('security', 'a route has one authorizer');
  if (first === undefined) return { authorizationType: 'NONE', authorizationScopes: [] };
  return compact({
    authorizationType: first.authorizationType,
    authorizer: first.authorizationType === 'AWS_IAM' ? undefined : first.name,
    authorizationScopes: sortedBy(first.scopes, (scope) => scope),
  });
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
function readIntegration(document: OpenApiDocument, section: Properties): DraftIntegration {
  const tls = section.section('tlsConfig');
  return compact({
    origin: document.originOf(section),
    type: upperCase(section.requiredText('type')),
    subtype: section.text('integrationSubtype'),
    uri: section.text('uri'),
    method: upperCase(section.text('httpMethod')),
    payloadFormatVersion: section.text('payloadFormatVersion'),
    credentialsArn: section.text('credentials'),
    connectionType:
      upperCase(section.text('connectionType')) ?? INTEGRATION_DEFAULTS.connectionType,
    connectionId: section.text('connectionId'),
    timeoutInMillis: section.number('timeoutInMillis'),
    requestParameters: section.textMap('requestParameters'),
    requestTemplates: {},
    responseParameters: mapMembers(section.object('responseParameters') ?? {}, (_map, status) =>
      section.section('responseParameters')?.textMap(status),
    ),
    tlsConfig: tls && compact({ serverNameToVerify: tls.text('serverNameToVerify') }),
  });
}

function readSettings(root: Properties): V2Settings {
  const info = root.section('info');
  info?.withoutEffect(...WITHOUT_EFFECT.info);
  const servers = root.sections('servers');
  for (const server of servers) server.withoutEffect(...WITHOUT_EFFECT.server);
  const name = 'x-amazon-apigateway-endpoint-configuration';
  const endpoint = [root, ...servers].map((place) => place.section(name)).find(Boolean);
  const cors = root.section('x-amazon-apigateway-cors');
  return compact({
    name: info?.text('title'),
    description: info?.text('description'),
    disableExecuteApiEndpoint: endpoint?.flag('disableExecuteApiEndpoint'),
    cors: cors && readCors(cors),
  });
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-cors-configuration.html */
function readCors(section: Properties): Readonly<Record<string, unknown>> {
  return compact({
    allowOrigins: section.optionalTexts('allowOrigins'),
    allowMethods: section.optionalTexts('allowMethods'),
    allowHeaders: section.optionalTexts('allowHeaders'),
    exposeHeaders: section.optionalTexts('exposeHeaders'),
    maxAge: section.number('maxAge'),
    allowCredentials: section.flag('allowCredentials'),
  });
}
