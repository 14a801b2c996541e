import { createRequire } from 'node:module';
import { type OpenApiExtension, type OpenApiFormat, writeOpenApi } from '../../../openapi';
import type { Registry } from '../registry/registry';
import { badRequest, ServiceError } from '../service-error';
import {
  type Input,
  type OperationTable,
  optionalObject,
  optionalText,
  requiredText,
} from './input';

/** How a document is put into text. */
interface Encoding {
  /** Ending of the name of a file. */
  readonly ending: string;
  readonly print: (document: object) => string;
}

const JSON_TYPE = 'application/json';

/** Encodings by what `accepts` calls them. */
const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  [JSON_TYPE, { ending: 'json', print: (document) => JSON.stringify(document, null, 2) }],
  ['application/yaml', { ending: 'yaml', print: printYaml }],
]);

const FORMATS: ReadonlyMap<string, OpenApiFormat> = new Map([
  ['oas30', 'oas30'],
  ['swagger', 'swagger'],
]);

/** `apigateway` is another name of `integrations`. */
const EXTENSIONS: ReadonlyMap<string, OpenApiExtension> = new Map([
  ['integrations', 'integrations'],
  ['apigateway', 'integrations'],
  ['authorizers', 'authorizers'],
]);

/**
 * Exports what is deployed to a stage.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html
 */
export const EXPORT_OPERATIONS: OperationTable = {
  GetExport: (registry, input) => {
    const restApiId = requiredText(input, 'restApiId');
    const stage = registry.stage(restApiId, requiredText(input, 'stageName'));
    const format = oneOf(FORMATS, 'exportType', requiredText(input, 'exportType'));
    const encoding = oneOf(ENCODINGS, 'accepts', optionalText(input, 'accepts') ?? JSON_TYPE);
    const extensions = extensionsOf(input);
    const { deploymentId } = stage.state;
    const { snapshot, createdDate, ...deployment } = registry.deployment(restApiId, deploymentId);
    refuseForeignPayloads(snapshot.api.routes);
    const version = deployment.version ?? isoSeconds(createdDate);
    const document = writeOpenApi(snapshot.api, {
      format,
      extensions,
      version,
      stageName: stage.name,
      apiId: restApiId,
      region: snapshot.identity.region,
    });
    return {
      contentType: 'application/octet-stream',
      contentDisposition: `attachment; filename="${format}_${version}.${encoding.ending}"`,
      body: encoding.print(document),
    };
  },
};

function oneOf<T>(allowed: ReadonlyMap<string, T>, name: string, value: string): T {
  const found = allowed.get(value);
  if (found !== undefined) return found;
  const names = [...allowed.keys()].join(', ');
  throw badRequest(`${name} must be one of ${names}, got: ${JSON.stringify(value)}`);
}

/** Extensions that API Gateway has, and why they are not here. */
const MISSING: ReadonlyMap<string, string> = new Map([
  ['postman', 'as its form is not documented'],
  ['documentation', 'as documentation parts have no effect here'],
]);

/** @throws ServiceError for what is not here, and for what API Gateway does not know */
function extensionsOf(input: Input): OpenApiExtension[] {
  const parameters = optionalObject(input, 'parameters') ?? {};
  const names = (optionalText(parameters, 'extensions') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const missing = names.find((name) => MISSING.has(name));
  if (missing !== undefined) {
    throw new ServiceError(
      'NotImplementedException',
      `extensions=${missing} is not done locally, ${MISSING.get(missing)}; use integrations or authorizers`,
    );
  }
  return names.map((name) => oneOf(EXTENSIONS, 'extensions', name));
}

type Routes = ReturnType<Registry['deployment']>['snapshot']['api']['routes'];

/**
 * "You can't export an API if its payloads are not of type application/json. If you try, you'll
 * receive an error response stating that JSON body models were not found."
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 */
function refuseForeignPayloads(routes: Routes): void {
  for (const { method, path, requestModels } of routes) {
    const types = Object.keys(requestModels);
    if (types.length === 0 || types.includes(JSON_TYPE)) continue;
    throw badRequest(
      `JSON body models were not found: requests of ${method} ${path} must have a model for ` +
        `${JSON_TYPE}, got: ${types.join(', ')}`,
    );
  }
}

/** A time as API Gateway writes it into documents, without milliseconds. */
function isoSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Texts are quoted, so that readers of YAML 1.1 see no dates and truth values in them. */
function printYaml(document: object): string {
  // Loading the parser takes longer than an export, and most users never ask for YAML.
  const yaml = createRequire(__filename)('yaml') as typeof import('yaml');
  return yaml.stringify(document, {
    aliasDuplicateObjects: false,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
  });
}
