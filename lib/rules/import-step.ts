import type { RestRouteModel, SchemaModel } from '../model';

type Method = Pick<RestRouteModel, 'method' | 'path'>;

/** What the import of a document does one after the other, as it says that it could not. */
export const importStep = {
  model: ({ name }: Pick<SchemaModel, 'name'>): string => `create model for '${String(name)}'`,
  resource: (path: string): string => `create resource at path '${path}'`,
  method: ({ method, path }: Method): string =>
    `put method '${method}' on resource at path '${path}'`,
  integration: ({ method, path }: Method): string =>
    `put integration on '${method}' for resource at path '${path}'`,
  integrationResponse: ({ method, path }: Method): string =>
    `put integration response on '${method}' for resource at path '${path}'`,
};
