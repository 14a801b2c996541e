import { upperCase } from '../integration';
import type { Properties } from '../properties';
import type { RestApiDraft, RestSettings } from '../rest-draft';
import { sortedBy } from '../stable-text';
import { compact } from '../value';
import { basePathOf, pathParts } from './base-path';
import type { OpenApiDocument } from './document';
import { MANY_SERVERS } from './import-warnings';
import { DocumentModels } from './models';
import { type OperationScope, readOperation } from './operations';
import { DocumentSecurity } from './security';
import { DocumentValidators } from './validators';
import { VERBS } from './verbs';

/** Members of a document that are for people and clients, or that other members refer to. */
const WITHOUT_EFFECT = [
  'externalDocs',
  'host',
  'parameters',
  'responses',
  'schemes',
  'tags',
  'basePath',
  'produces',
  'consumes',
  'x-amazon-apigateway-documentation',
  'x-amazon-apigateway-importexport-version',
];

const COMPONENTS_REFERRED_TO = [
  'callbacks',
  'examples',
  'headers',
  'links',
  'parameters',
  'requestBodies',
  'responses',
  'x-amazon-apigateway-integrations',
];

/**
 * Reads the document of a REST API, as an import does.
 *
 * @param basePath - import parameter `basepath`
 * @returns what the document says of the API as a whole
 */
export function readRestDocument(
  document: OpenApiDocument,
  api: RestApiDraft,
  basePath: string,
): RestSettings {
  const { root } = document;
  root.withoutEffect(...WITHOUT_EFFECT);
  root.section('components')?.withoutEffect(...COMPONENTS_REFERRED_TO);
  const models = new DocumentModels(document, api);
  models.addNamed();
  const security = new DocumentSecurity(document);
  const validators = new DocumentValidators(document);
  api.authorizers.push(...security.authorizers);
  api.validators.push(...validators.validators);
  readGatewayResponses(document, api);
  readPaths({ document, models, security, validators }, api, basePathOf(document, basePath));
  const settings = readSettings(document);
  const manyServers = root.sections('servers').length > 1 ? [MANY_SERVERS] : [];
  return { ...settings, importWarnings: [...models.warnings, ...manyServers] };
}

function readPaths(scope: OperationScope, api: RestApiDraft, basePath: readonly string[]): void {
  const { document } = scope;
  for (const [key, item] of document.pathItems) {
    const path = `/${[...basePath, ...pathParts(key)].join('/')}`;
    api.ensureResources(path, document.originOf(item));
    readPathItem(scope, api, path, item);
  }
}

function readPathItem(
  scope: OperationScope,
  api: RestApiDraft,
  path: string,
  item: Properties,
): void {
  item.withoutEffect('description', 'servers', 'summary');
  const inherited = item.sections('parameters');
  if (item.value('trace') !== undefined) item.unread('trace', 'API Gateway has no TRACE methods');
  for (const [name, method] of Object.entries(VERBS)) {
    const operation = item.section(name);
    if (operation === undefined) continue;
    const route = readOperation(scope, { path, method }, operation, inherited);
    api.addRoute({ path, identity: path }, route);
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html */
function readGatewayResponses(document: OpenApiDocument, api: RestApiDraft): void {
  const responses = document.root.entries('x-amazon-apigateway-gateway-responses');
  for (const [type, section] of responses) {
    api.addGatewayResponse(
      compact({
        origin: document.originOf(section),
        type: type.toUpperCase(),
        statusCode: section.text('statusCode'),
        parameters: section.textMap('responseParameters'),
        templates: section.textMap('responseTemplates'),
      }),
    );
  }
}

function readSettings(document: OpenApiDocument): RestSettings {
  const { root } = document;
  const info = root.section('info');
  info?.withoutEffect('contact', 'license', 'termsOfService', 'version');
  const mediaTypes = root.texts('x-amazon-apigateway-binary-media-types');
  return compact({
    name: info?.text('title'),
    description: info?.text('description'),
    policy: root.value('x-amazon-apigateway-policy'),
    apiKeySource: upperCase(root.text('x-amazon-apigateway-api-key-source')),
    binaryMediaTypes: mediaTypes.length > 0 ? sortedBy(mediaTypes, (type) => type) : undefined,
    minimumCompressionSize: root.number('x-amazon-apigateway-minimum-compression-size'),
    ...readEndpointConfiguration(document),
  });
}

/** Swagger 2.0 has it at the top, OpenAPI 3.0 in the first server. */
function readEndpointConfiguration({ root }: OpenApiDocument): RestSettings {
  const servers = root.sections('servers');
  for (const server of servers) server.withoutEffect('description', 'url', 'variables');
  const name = 'x-amazon-apigateway-endpoint-configuration';
  for (const ignored of servers.slice(1)) ignored.withoutEffect(name);
  const section = root.section(name) ?? servers[0]?.section(name);
  const endpoints = section?.texts('vpcEndpointIds') ?? [];
  return compact({
    vpcEndpointIds: endpoints.length > 0 ? sortedBy(endpoints, (id) => id) : undefined,
    disableExecuteApiEndpoint: section?.flag('disableExecuteApiEndpoint'),
  });
}
