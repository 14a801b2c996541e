import type { CfnResource, ResourceId } from '../../model';
import type { Synthesis } from '../synthesis/synthesis';

/**
 * Tells whether CloudFormation makes one resource before another, so that a deployment's snapshot
 * holds a method.
 *
 * Within a template the order follows from `DependsOn` and from references; a nested stack stands
 * for all of its resources; stacks follow each other as the app says.
 */
export function isMadeBefore(synthesis: Synthesis, first: ResourceId, then: ResourceId): boolean {
  const firstWay = wayDown(synthesis, first);
  const thenWay = wayDown(synthesis, then);
  const common = firstWay.filter(({ source }, index) => source === thenWay[index]?.source).length;
  if (common === 0) return stackIsBefore(synthesis, firstWay[0], thenWay[0]);
  const [a, b] = [firstWay[common - 1], thenWay[common - 1]];
  if (a === undefined || b === undefined) return false;
  return a.logicalId === b.logicalId || dependencies(synthesis, b).has(a.logicalId);
}

/** The resource, and before it the nested-stack resources that hold it, outermost first. */
function wayDown(synthesis: Synthesis, id: ResourceId): ResourceId[] {
  const { parent } = synthesis.stackOf(id.source);
  return parent === undefined ? [id] : [...wayDown(synthesis, parent), id];
}

function stackIsBefore(synthesis: Synthesis, first?: ResourceId, then?: ResourceId): boolean {
  if (first === undefined || then === undefined) return false;
  return synthesis.stackOf(then.source).deployedAfter.has(first.source);
}

/** Logical ids of what CloudFormation makes before a resource, near and far. */
function dependencies({ index }: Synthesis, { source, logicalId }: ResourceId): Set<string> {
  const resources = index.source(source)?.template.Resources ?? {};
  const found = new Set<string>();
  const open = [logicalId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const resource = Object.hasOwn(resources, id) ? resources[id] : undefined;
    for (const next of resource === undefined ? [] : directDependencies(resource)) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

function directDependencies({ DependsOn, Properties }: CfnResource): string[] {
  const explicit = typeof DependsOn === 'string' ? [DependsOn] : (DependsOn ?? []);
  return [...explicit, ...references(Properties)];
}

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, argument]) => {
    if (name === 'Ref' && typeof argument === 'string') return [argument];
    if (name === 'Fn::GetAtt')
      return [String(Array.isArray(argument) ? argument[0] : argument).split('.')[0] ?? ''];
    if (name === 'Fn::Sub') return [...substituted(argument), ...references(argument)];
    return references(argument);
  });
}

function substituted(argument: unknown): string[] {
  const template: unknown = Array.isArray(argument) ? argument[0] : argument;
  return [...String(template).matchAll(/\$\{([^!}][^}.]*)/g)].map(([, id = '']) => id);
}
