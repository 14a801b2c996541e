import { readResources, withApi } from '../read-app';

export type Json = Record<string, unknown>;

/** Reads a document of a REST API: the API, and the paths of what is unread. */
export function readDocument(document: Json) {
  const model = readResources(withApi({}, { Body: { openapi: '3.0.1', paths: {}, ...document } }));
  const unread = model.unread.map(({ property }) => property.replace(/^Body\//, ''));
  return { ...model.restApis[0]!, unread };
}

/** Reads one operation, `POST /a`. */
export function readOperation(operation: Json, document: Json = {}) {
  const { routes, unread } = readDocument({ paths: { '/a': { post: operation } }, ...document });
  return { route: routes[0]!, unread };
}

/** Reads a security scheme and an operation that requires it. */
export function readScheme(scheme: Json, requirement: Json = { scheme: [] }) {
  const components = { securitySchemes: { scheme } };
  const paths = { '/a': { get: { security: [requirement] } } };
  const { routes, authorizers, unread } = readDocument({ components, paths });
  return { route: routes[0]!, authorizers, unread };
}
