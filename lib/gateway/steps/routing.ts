import { getOrCreate } from '../../model/value';
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

/**
 * A resource of the tree. A large tree is in no cache of the processor: what a request has to look
 * at of a resource is in as few objects as can be.
 */
class Node<T> {
  public statics: Map<string, Node<T>> | undefined;
  public variable: Node<T> | undefined;
  /** `{proxy+}`: takes all that is left of the path. */
  public greedy: Node<T> | undefined;
  private verb: string | undefined;
  private route: T | undefined;
  private others: Map<string, T> | undefined;

  /** @param name that of the path variable; empty for a segment that is spelled out */
  public constructor(public readonly name: string) {}

  public addMethod(verb: string, route: T): void {
    if (this.verb === undefined || this.verb === verb) {
      this.verb = verb;
      this.route = route;
      return;
    }
    this.others ??= new Map();
    this.others.set(verb, route);
  }

  /** What a verb leads to: its own method, or that of any verb. */
  public methodFor(verb: string): T | undefined {
    return this.methodOf(verb) ?? this.methodOf('ANY');
  }

  private methodOf(verb: string): T | undefined {
    return this.verb === verb ? this.route : this.others?.get(verb);
  }
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
  const root = new Node<R>('');
  const results = routes.map((route) => {
    const result = resultOf(route);
    segmentsOf(route.path)
      .reduce(childOf<R>, root)
      .addMethod(route.method, result);
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

function childOf<T>(node: Node<T>, segment: string): Node<T> {
  const [, name, plus] = VARIABLE.exec(segment) ?? [];
  if (name === undefined) {
    node.statics ??= new Map();
    return getOrCreate(node.statics, segment, () => new Node<T>(''));
  }
  const kind = plus === '+' ? 'greedy' : 'variable';
  node[kind] ??= new Node(name);
  return node[kind];
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
    const route = node.methodFor(method);
    return route === undefined ? undefined : { route, names: NO_NAMES };
  }
  const child = node.statics?.get(segment) ?? escapedChild(node, segment);
  const found = child && search(child, segments, at + 1, method, values);
  if (found !== undefined) return found;
  return (
    searchVariable(node.variable, segments, at, method, values) ??
    searchGreedy(node.greedy, segments, at, method, values)
  );
}

/** A segment that is spelled out is found by an escaped spelling of it too. */
function escapedChild<T>({ statics }: Node<T>, segment: string): Node<T> | undefined {
  return segment.includes('%') ? statics?.get(decodePercent(segment)) : undefined;
}

function searchVariable<T>(
  variable: Node<T> | undefined,
  segments: readonly string[],
  at: number,
  method: string,
  values: string[],
): Found<T> | undefined {
  const segment = segments[at];
  if (variable === undefined || segment === undefined || segment === '') return undefined;
  const depth = values.length;
  values.push(segment);
  const found = search(variable, segments, at + 1, method, values);
  if (found !== undefined) return { route: found.route, names: [...found.names, variable.name] };
  values.length = depth;
  return undefined;
}

function searchGreedy<T>(
  greedy: Node<T> | undefined,
  segments: readonly string[],
  at: number,
  method: string,
  values: string[],
): Found<T> | undefined {
  if (greedy === undefined) return undefined;
  const route = greedy.methodFor(method);
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
