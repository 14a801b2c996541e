import type { RestApiModel } from '../model';
import { compact } from '../model/value';
import { DIALECTS } from './dialect';
import { type Json, unlessEmpty } from './members';
import type { OpenApiFormat, WriteOpenApiOptions } from './options';
import { pathsOf } from './paths';
import { DocumentSchemas } from './schemas';
import { DocumentSecurity } from './security';
import { addressOf, endpointConfiguration, settingsOf } from './settings';
import { ValidatorNames } from './validators';

/** The parts of a document that the two versions of OpenAPI put in different places. */
interface DocumentParts {
  readonly info: Json;
  readonly paths: Json;
  readonly schemas: Json | undefined;
  readonly securitySchemes: Json | undefined;
  /** `x-amazon-apigateway-endpoint-configuration` */
  readonly endpoint: Json;
  readonly options: WriteOpenApiOptions;
}

const LAYOUTS: Readonly<Record<OpenApiFormat, (parts: DocumentParts) => Json>> = {
  oas30: ({ info, paths, schemas, securitySchemes, endpoint, options }) => {
    const { origin, basePath } = addressOf(options);
    const server = {
      url: basePath === undefined ? (origin ?? '/') : `${origin ?? ''}/{basePath}`,
      ...(basePath !== undefined && { variables: { basePath: { default: basePath.slice(1) } } }),
      ...endpoint,
    };
    const isNeeded = origin ?? basePath ?? unlessEmpty(endpoint);
    return {
      openapi: '3.0.1',
      info,
      servers: isNeeded && [server],
      paths,
      components: compact({ schemas, securitySchemes }),
    };
  },
  swagger: ({ info, paths, schemas, securitySchemes, endpoint, options }) => {
    const { host, basePath } = addressOf(options);
    return {
      swagger: '2.0',
      info,
      host,
      basePath,
      schemes: ['https'],
      paths,
      securityDefinitions: securitySchemes,
      definitions: schemas,
      ...endpoint,
    };
  },
};

/**
 * Writes a REST API as an OpenAPI document, as API Gateway exports it.
 *
 * With both extensions the document makes the same API again where it is imported, but for what
 * no document can say: endpoint types, TLS and IP settings, content types of models that are not
 * JSON, and (Swagger 2.0) other models for other media types of one body, or media types that have
 * a mapping template and no model.
 *
 * @param api - the API with its values resolved; intrinsics that are left stand in the document
 * @returns the document as JSON
 * @throws Error for a method whose authorizer the API does not have
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 * @example
 * writeOpenApi(api, { format: 'oas30', extensions: ['integrations', 'authorizers'] });
 */
export function writeOpenApi(api: RestApiModel, options: WriteOpenApiOptions): Json {
  const { format, extensions = [] } = options;
  const withIntegrations = extensions.includes('integrations');
  const dialect = DIALECTS[format];
  const schemas = new DocumentSchemas(api, dialect.schemaPrefix);
  const security = new DocumentSecurity(api);
  const validators = new ValidatorNames(api);
  const scope = { dialect, schemas, security, validators, withIntegrations };
  const document = LAYOUTS[format]({
    info: infoOf(api, options),
    paths: pathsOf(api, scope),
    schemas: unlessEmpty(schemas.all()),
    securitySchemes: unlessEmpty(security.schemes(extensions.includes('authorizers'))),
    endpoint: withIntegrations ? endpointConfiguration(api) : {},
    options,
  });
  return compact({ ...document, ...(withIntegrations && settingsOf(api, validators)) });
}

/** OpenAPI wants a title. */
function infoOf({ name, description }: RestApiModel, options: WriteOpenApiOptions): Json {
  const { version = '1.0', apiId = 'API' } = options;
  return compact({ title: name ?? apiId, description, version });
}
