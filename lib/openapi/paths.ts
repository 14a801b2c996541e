import type { RestApiModel, RestRouteModel } from '../model';
import { VERBS } from '../model/openapi/verbs';
import { compact, getOrCreate } from '../model/value';
import type { Dialect } from './dialect';
import { integrationExtension } from './integration';
import { type Json, unlessEmpty } from './members';
import type { DocumentSchemas } from './schemas';
import type { DocumentSecurity } from './security';
import type { ValidatorNames } from './validators';

/** What operations refer to. */
export interface OperationScope {
  readonly dialect: Dialect;
  readonly schemas: DocumentSchemas;
  readonly security: DocumentSecurity;
  readonly validators: ValidatorNames;
  /** Whether operations say what answers them. */
  readonly withIntegrations: boolean;
}

/** Members of a path item by the method that they are. */
const OPERATION_KEYS: ReadonlyMap<string, string> = new Map(
  Object.entries(VERBS).map(([key, method]) => [method, key]),
);

/** Places of OpenAPI by those that API Gateway keeps parameters in. */
const PARAMETER_PLACES: ReadonlyMap<string, string> = new Map([
  ['header', 'header'],
  ['path', 'path'],
  ['querystring', 'query'],
]);

/** The paths of an API with its methods, also those without any. */
export function pathsOf({ resources, routes }: RestApiModel, scope: OperationScope): Json {
  const operations = new Map<string, [string, Json][]>();
  for (const { path } of resources) operations.set(path, []);
  for (const route of routes) {
    const key = OPERATION_KEYS.get(route.method) ?? route.method.toLowerCase();
    getOrCreate(operations, route.path, () => []).push([key, operationOf(route, scope)]);
  }
  const parents = new Set([...operations.keys()].map(parentOf));
  return Object.fromEntries(
    [...operations]
      .filter(([path, items]) => items.length > 0 || !parents.has(path))
      .map(([path, items]) => [path, Object.fromEntries(items)]),
  );
}

/** A path without methods goes without saying where one below it is said. */
function parentOf(path: string): string | undefined {
  if (path === '/') return undefined;
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function operationOf(route: RestRouteModel, scope: OperationScope): Json {
  const { dialect, schemas, security } = scope;
  return compact({
    operationId: route.operationName,
    ...dialect.request(route, parametersOf(route, dialect), schemas),
    responses: responsesOf(route, scope),
    security: unlessEmpty(security.requirements(route)),
    ...(scope.withIntegrations && extensionsOf(route, scope)),
  });
}

function extensionsOf({ validation, integration }: RestRouteModel, scope: OperationScope): Json {
  return {
    'x-amazon-apigateway-request-validator': scope.validators.nameOf(validation),
    'x-amazon-apigateway-integration': integration && integrationExtension(integration),
  };
}

/** OpenAPI wants parameters of paths to be required. */
function parametersOf({ requestParameters }: RestRouteModel, dialect: Dialect): Json[] {
  return Object.entries(requestParameters).flatMap(([source, required]) => {
    const [, place = '', name = ''] = /^method\.request\.([a-z]+)\.(.*)$/s.exec(source) ?? [];
    const within = PARAMETER_PLACES.get(place);
    if (within === undefined) return [];
    const requirement = dialect.requirement(within === 'path' || required);
    return [{ name, in: within, ...requirement, ...dialect.textType }];
  });
}

function responsesOf({ responses }: RestRouteModel, { dialect, schemas }: OperationScope): Json {
  return Object.fromEntries(
    responses.map((response) => [
      String(response.statusCode),
      compact({
        description: `${String(response.statusCode)} response`,
        ...dialect.response(response, schemas),
      }),
    ]),
  );
}
