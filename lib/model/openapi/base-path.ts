import type { Properties } from '../properties';
import { isObject, own } from '../value';
import type { OpenApiDocument } from './document';

/** What each value of the import parameter `basepath` puts in front of the paths. */
const MODES: Readonly<Record<string, (parts: string[]) => string[]>> = {
  ignore: () => [],
  prepend: (parts) => parts,
  split: (parts) => parts.slice(1),
};

/**
 * The path that stands in front of all paths of a document.
 *
 * @param mode - `ignore`, `prepend` or `split`
 * @default - ignore
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
 */
export function basePathOf(document: OpenApiDocument, mode: string): string[] {
  const declared = document.isSwagger
    ? (document.root.literal('basePath') ?? '')
    : serverPath(document.root);
  const inFront = own(MODES, mode);
  if (inFront !== undefined) return inFront(pathParts(declared));
  document.root.unread('', `its basepath must be ignore, prepend or split, got: ${mode}`);
  return [];
}

/** The parts of a path; slashes at its ends and empty parts mean nothing. */
export function pathParts(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** The variable `basePath` of the first server, or the path of its address. */
function serverPath(root: Properties): string {
  const servers = root.value('servers');
  const server: unknown = Array.isArray(servers) ? servers[0] : undefined;
  if (!isObject(server)) return '';
  const variables = own(server, 'variables');
  const variable = isObject(variables) ? own(variables, 'basePath') : undefined;
  const fallback = isObject(variable) ? own(variable, 'default') : undefined;
  if (typeof fallback === 'string') return fallback;
  const url = own(server, 'url');
  return typeof url === 'string' ? url.replace(/^[a-z]+:\/\/[^/]*/i, '') : '';
}
