import { decodePercent } from '../query';

/** What a path and verb lead to. */
export interface RouteMatch<T> {
  readonly route: T;
  /** Values of path variables as sent: percent-encoded. */
  readonly pathParameters: ReadonlyMap<string, string>;
}

/** Finds the method that a request is for. */
export interface Router<T> {
  /** What every route has become, in the order given. */
  readonly routes: readonly T[];
  /**
   * @param path below the stage, as sent
   * @param method verb in upper case
   */
  find(path: string, method: string): RouteMatch<T> | undefined;
}

/** A resource of the tree. */
interface Node<T> {
  readonly statics: Map<string, Node<T>>;
  variable?: { readonly name: string; readonly node: Node<T> };
  /** `{proxy+}`: takes all that is left of the path. */
  greedy?: { readonly name: string; readonly node: Node<T> };
  readonly methods: Map<string, T>;
}

const NO_PARAMETERS: ReadonlyMap<string, string> = new Map();
const VARIABLE = /^\{([^{}+]+)(\+?)\}$/;

/**
 * Builds the tree of an API's resources.
 *
 * A segment that is spelled out wins over `{variable}`, that over `{proxy+}`, in whatever order
 * they were made. A resource without the verb, and without `ANY`, leaves the request to the next
 * resource that fits. The cost of a request depends on the length of its path, not on the number
 * of routes.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export function createRouter<T extends { readonly path: string; readonly method: string }, R>(
  routes: readonly T[],
  resultOf: (route: T) => R,
): Router<R> {
  const root = newNode<R>();
  const results = routes.map((route) => {
    const result = resultOf(route);
    segmentsOf(route.path)
      .reduce(childOf<R>, root)
      .methods.set(route.method, result);
    return result;
  });
  return {
    routes: results,
    find: (path, method) => {
      const values: string[] = [];
      const found = search(root, segmentsOf(path), 0, method, values);
      return found && { route: found.route, pathParameters: parametersOf(found.names, values) };
    },
  };
}

function newNode<T>(): Node<T> {
  return { statics: new Map(), methods: new Map() };
}

function childOf<T>(node: Node<T>, segment: string): Node<T> {
  const [, name, plus] = VARIABLE.exec(segment) ?? [];
  if (name === undefined) {
    const child = node.statics.get(segment) ?? newNode<T>();
    node.statics.set(segment, child);
    return child;
  }
  const kind = plus === '+' ? 'greedy' : 'variable';
  node[kind] ??= { name, node: newNode() };
  return node[kind].node;
}

/** A slash at the end means nothing; one in the middle makes an empty segment. */
function segmentsOf(path: string): string[] {
  const start = path.startsWith('/') ? 1 : 0;
  const end = path.length > start && path.endsWith('/') ? path.length - 1 : path.length;
  return start >= end ? [] : path.slice(start, end).split('/');
}

interface Found<T> {
  readonly route: T;
  /** Names of the path variables, the last first. */
  readonly names: readonly string[];
}

const NO_NAMES: readonly string[] = [];

function search<T>(
  node: Node<T>,
  segments: readonly string[],
  at: number,
  method: string,
  values: string[],
): Found<T> | undefined {
  const segment = segments[at];
  if (segment === undefined) {
    const route = node.methods.get(method) ?? node.methods.get('ANY');
    return route === undefined ? undefined : { route, names: NO_NAMES };
  }
  const child = node.statics.get(segment) ?? escapedChild(node, segment);
  const found = child && search(child, segments, at + 1, method, values);
  if (found !== undefined) return found;
  return (
    searchVariable(node.variable, segments, at, method, values) ??
    searchGreedy(node.greedy, segments, at, method, values)
  );
}

/** A segment that is spelled out is found by an escaped spelling of it too. */
function escapedChild<T>({ statics }: Node<T>, segment: string): Node<T> | undefined {
  return segment.includes('%') ? statics.get(decodePercent(segment)) : undefined;
}

function searchVariable<T>(
  variable: Node<T>['variable'],
  segments: readonly string[],
  at: number,
  method: string,
  values: string[],
): Found<T> | undefined {
  const segment = segments[at];
  if (variable === undefined || segment === undefined || segment === '') return undefined;
  const depth = values.length;
  values.push(segment);
  const found = search(variable.node, segments, at + 1, method, values);
  if (found !== undefined) return { route: found.route, names: [...found.names, variable.name] };
  values.length = depth;
  return undefined;
}

function searchGreedy<T>(
  greedy: Node<T>['greedy'],
  segments: readonly string[],
  at: number,
  method: string,
  values: string[],
): Found<T> | undefined {
  if (greedy === undefined) return undefined;
  const route = greedy.node.methods.get(method) ?? greedy.node.methods.get('ANY');
  if (route === undefined) return undefined;
  values.push(segments.slice(at).join('/'));
  return { route, names: [greedy.name] };
}

function parametersOf(
  names: readonly string[],
  values: readonly string[],
): ReadonlyMap<string, string> {
  if (names.length === 0) return NO_PARAMETERS;
  return new Map(values.map((value, index) => [names[names.length - 1 - index] ?? '', value]));
}
