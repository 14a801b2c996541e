import { getOrCreate } from '../../../model/value';
import { templateError } from '../template-error';

/** What depends on what: for each node the nodes it needs, and where it says so. */
export type Dependencies = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Orders nodes so that each stands behind those that it needs; nodes that do not need each other
 * keep the order in which they were given, wave by wave.
 *
 * @param dependencies every node, also those that need none
 * @param what the nodes are, for the message
 * @throws {@link ValidationError} TemplateCycle - when nodes need each other
 */
export function creationOrder(dependencies: Dependencies, what: string): string[] {
  const dependents = new Map<string, string[]>();
  const missing = new Map<string, number>();
  for (const [node, needed] of dependencies) {
    missing.set(node, needed.size);
    for (const name of needed.keys()) getOrCreate(dependents, name, () => []).push(node);
  }
  const order = [...dependencies.keys()].filter((node) => missing.get(node) === 0);
  // The list grows while it is walked: a node is added when the last that it needs is reached.
  for (const node of order) {
    for (const dependent of dependents.get(node) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1;
      missing.set(dependent, left);
      if (left === 0) order.push(dependent);
    }
  }
  if (order.length < dependencies.size) refuseCycle(dependencies, new Set(order), what);
  return order;
}

function refuseCycle(dependencies: Dependencies, done: ReadonlySet<string>, what: string): never {
  const cycle = findCycle(dependencies, done);
  const steps = cycle.map((node, index) => {
    const next = cycle[(index + 1) % cycle.length] ?? node;
    return `${dependencies.get(node)?.get(next) ?? node} needs ${next}`;
  });
  throw templateError(
    'TemplateCycle',
    `Circular dependency between ${what}: [${[...cycle].sort().join(', ')}]; break one of: ${steps.join('; ')}`,
    dependencies.get(cycle[0] ?? '')?.get(cycle[1] ?? cycle[0] ?? '') ?? what,
  );
}

/** Walks along dependencies that are not done until a node comes again: each such node has one. */
function findCycle(dependencies: Dependencies, done: ReadonlySet<string>): string[] {
  const trail = new Map<string, number>();
  const nodes = [...dependencies.keys()];
  let node = nodes.find((name) => !done.has(name));
  while (node !== undefined && !trail.has(node)) {
    trail.set(node, trail.size);
    const needed: readonly string[] = [...(dependencies.get(node)?.keys() ?? [])];
    node = needed.find((name) => !done.has(name));
  }
  return [...trail.keys()].slice(trail.get(node ?? '') ?? 0);
}
