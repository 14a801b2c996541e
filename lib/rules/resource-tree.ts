import type { Origin, RestApiModel } from '../model';
import { importStep } from './import-step';
import { type Finding, perRestApi, type Rule } from './rule';

const VARIABLE = /^\{.*\}$/;
const GREEDY = /^\{.*\+\}$/;

/** The message of the service leaves out the dollar, and the documentation the comma: both pass. */
const PART = /^(?:[\w.:$,-]+|\{[\w.:$,-]+\+?\})$/;

/** The parts of a path are words, or path variables. */
export const resourcePath: Rule = {
  code: 'ResourcePath',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html',
  check: perRestApi((api, _quotas, { unread }) => {
    const unknown = new Set(
      unread.filter(({ property }) => property === 'PathPart').map(({ origin }) => placeOf(origin)),
    );
    const paths = new Set(api.resources.map(({ path }) => path));
    return api.resources.flatMap(({ path, origin }) => {
      const part = partBelowParent(path, paths);
      if (path === '/' || PART.test(part) || unknown.has(placeOf(origin))) return [];
      const message = `the part of a path must have letters, digits and ._-:$ or be a path variable in curly braces as a whole, got: ${JSON.stringify(part)}; change the path ${JSON.stringify(path)}`;
      const refusal =
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.";
      return [{ origin, message, refusal, step: importsOf(api, path) }];
    });
  }),
};

/** A part that has a slash in it stands below no resource of the path before the slash. */
function partBelowParent(path: string, paths: ReadonlySet<string>): string {
  let cut = path.lastIndexOf('/');
  while (cut > 0 && !paths.has(path.slice(0, cut))) cut = path.lastIndexOf('/', cut - 1);
  return path.slice(cut + 1);
}

function placeOf({ source, logicalId }: Origin): string {
  return `${source}/${logicalId}`;
}

/** A greedy path variable ends a path, and a resource has one variable child at most. */
export const resourceTree: Rule = {
  code: 'ResourceTree',
  see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html',
  check: perRestApi((api) => [...belowGreedy(api), ...twinVariables(api)]),
};

function belowGreedy(api: RestApiModel): Finding[] {
  return api.resources.flatMap(({ path, origin }) => {
    const greedy = path
      .split('/')
      .slice(0, -1)
      .find((part) => GREEDY.test(part));
    if (!greedy) return [];
    const message = `a greedy path variable must be the last part of a path, got: ${JSON.stringify(path)}; end it at ${greedy}, or make the variable plain`;
    const refusal = `Cannot create a child of a resource with a greedy path variable: ${greedy}`;
    return [{ origin, message, refusal, step: importsOf(api, path) }];
  });
}

function twinVariables(api: RestApiModel): Finding[] {
  const firstByParent = new Map<string, string>();
  return greedyFirst(api).flatMap(({ path, origin }) => {
    const cut = path.lastIndexOf('/');
    const [parent, part] = [path.slice(0, cut), path.slice(cut + 1)];
    if (!VARIABLE.test(part)) return [];
    const first = firstByParent.get(parent);
    firstByParent.set(parent, first ?? part);
    if (first === undefined || first === part) return [];
    const message = `a resource must have no more than one variable child, got: ${first} and ${part} below ${JSON.stringify(parent || '/')}; use one name for both`;
    const refusal = `A sibling (${first}) of this resource already has a variable path part -- only one is allowed`;
    return [{ origin, message, refusal, step: importsOf(api, path) }];
  });
}

/** Which of two siblings comes first is the service's choice; the greedy one is the better name. */
function greedyFirst({ resources }: RestApiModel): RestApiModel['resources'][number][] {
  const isGreedy = (path: string): boolean => GREEDY.test(path.slice(path.lastIndexOf('/') + 1));
  const greedy = resources.filter(({ path }) => isGreedy(path));
  return [...greedy, ...resources.filter(({ path }) => !isGreedy(path))];
}

/** An import makes the resources of one path of its document after the other. */
function importsOf({ routes }: RestApiModel, path: string): readonly string[] {
  const paths = new Set(routes.map((route) => route.path));
  const through = [...paths].filter((one) => one === path || one.startsWith(`${path}/`));
  return (through.length > 0 ? through : [path]).map(importStep.resource);
}
