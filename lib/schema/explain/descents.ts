import { membersOf, type SchemaNode } from '../graph';
import { type InstanceObject, memberNames, memberOf } from '../instance';
import type { Check } from './keywords/keyword';
import { patternsOf } from './keywords/objects';

/** Explain what is wrong with the items of an array and the members of an object. */
export interface Descents {
  readonly array?: Check;
  readonly object?: Check;
}

/** The descents that a schema's keywords ask for. */
export function descentsOf(node: SchemaNode): Descents {
  return { array: descendItems(itemSelector(node)), object: descendMembers(memberSelector(node)) };
}

function descendItems(select: (index: number) => SchemaNode | undefined): Check {
  return (instance, run) => {
    (instance as unknown[]).forEach((item, index) => {
      const node = select(index);
      if (node) run.apply(node, item);
    });
  };
}

function descendMembers(select: (name: string) => readonly SchemaNode[]): Check {
  return (instance, run) => {
    const object = instance as InstanceObject;
    for (const name of memberNames(object).sort()) {
      for (const node of select(name)) run.apply(node, memberOf(object, name));
    }
  };
}

function itemSelector(node: SchemaNode): (index: number) => SchemaNode | undefined {
  const items = membersOf(node, 'items');
  const every = items.get(undefined);
  const rest = items.size > 0 ? membersOf(node, 'additionalItems').get(undefined) : undefined;
  return (index) => every ?? items.get(index) ?? rest;
}

function memberSelector(node: SchemaNode): (name: string) => readonly SchemaNode[] {
  const properties = membersOf(node, 'properties');
  const patternProperties = membersOf(node, 'patternProperties');
  const patterns = patternsOf(node.schema);
  const rest = [...membersOf(node, 'additionalProperties').values()];
  return (name) => {
    const matching = patterns.filter((pattern) => pattern.test(name));
    const nodes = [
      properties.get(name),
      ...matching.map(({ source }) => patternProperties.get(source)),
    ].filter((candidate) => candidate !== undefined);
    return nodes.length > 0 ? nodes : rest;
  };
}
