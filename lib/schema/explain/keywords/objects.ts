import { javaHashOrder } from '../../../json';
import { membersOf, type SchemaNode } from '../../graph';
import {
  hasMember,
  type InstanceObject,
  type InstanceType,
  jsonText,
  memberNames,
} from '../../instance';
import { compilePattern, type Pattern } from '../../pattern';
import type { SchemaObject } from '../../syntax';
import { type Check, type Keyword, sizeKeyword, tooFew, tooMany } from './keyword';

const types: readonly InstanceType[] = ['object'];

/** Keywords about objects. */
export const OBJECT_KEYWORDS = {
  additionalProperties: { types, compile: additionalProperties },
  dependencies: { types, compile: dependencies },
  maxProperties: sizeKeyword(
    types,
    memberCount,
    tooMany,
    (found, limit) =>
      `object has too many properties (found ${found} but schema requires at most ${limit})`,
  ),
  minProperties: sizeKeyword(
    types,
    memberCount,
    tooFew,
    (found, limit) =>
      `object has too few properties (found ${found} but schema requires at least ${limit})`,
  ),
  required: { types, compile: required },
} satisfies Record<string, Keyword>;

function additionalProperties(value: unknown, { schema }: SchemaNode): Check | undefined {
  if (value !== false) return undefined;
  const properties = Object.keys((schema.properties as object | undefined) ?? {});
  const known = new Set(properties);
  const patterns = patternsOf(schema);
  return (instance, { messages }) => {
    const extra = memberNames(instance as InstanceObject).filter(
      (name) => !known.has(name) && !patterns.some((candidate) => candidate.test(name)),
    );
    if (extra.length === 0) return;
    messages.push(
      () =>
        `object instance has properties which are not allowed by the schema: ${jsonText(extra.sort())}`,
    );
  };
}

/** The patterns of `patternProperties`, in the order in which they apply. */
export function patternsOf({ patternProperties }: SchemaObject): Pattern[] {
  const sources = Object.keys((patternProperties as object | undefined) ?? {}).sort();
  return sources.map(compilePattern).filter((candidate) => candidate !== undefined);
}

function dependencies(value: unknown, node: SchemaNode): Check {
  const all = value as SchemaObject;
  const names = javaHashOrder(Object.keys(all));
  const lists = names.flatMap((name) => {
    const needed = all[name];
    return Array.isArray(needed) ? [dependentNames(name, [...needed].sort())] : [];
  });
  const members = membersOf(node, 'dependencies');
  const schemas = names.flatMap((name) => {
    const member = members.get(name);
    return member === undefined ? [] : [dependentSchema(name, member)];
  });
  const checks = [...lists, ...schemas];
  return (instance, run) => {
    for (const check of checks) check(instance, run);
  };
}

function dependentNames(name: string, needed: readonly string[]): Check {
  return (instance, { messages }) => {
    const object = instance as InstanceObject;
    if (!hasMember(object, name)) return;
    const missing = needed.filter((other) => !hasMember(object, other));
    if (missing.length === 0) return;
    messages.push(
      () =>
        `property "${name}" of object has missing property dependencies (schema requires ${jsonText(needed)}; missing: ${jsonText(missing)})`,
    );
  };
}

function dependentSchema(name: string, node: SchemaNode): Check {
  return (instance, run) => {
    if (hasMember(instance as InstanceObject, name)) run.apply(node, instance);
  };
}

function required(value: unknown): Check {
  const names = [...(value as string[])].sort();
  return (instance, { messages }) => {
    const missing = names.filter((name) => !hasMember(instance as InstanceObject, name));
    if (missing.length === 0) return;
    messages.push(() => `object has missing required properties (${jsonText(missing)})`);
  };
}

function memberCount(instance: unknown): number {
  return memberNames(instance as InstanceObject).length;
}
