import { canonicalText, INSTANCE_TYPES, jsonText, typeOf } from '../instance';
import { accepts, type Check, type Run, type SchemaNode } from '../node';
import type { SchemaObject } from '../syntax';
import type { Keyword, Subschemas } from './keyword';

const types = INSTANCE_TYPES;

/** Keywords about values of any type. */
export const ANY_TYPE_KEYWORDS = {
  allOf: { types, compile: allOf },
  anyOf: { types, compile: anyOf },
  enum: { types, compile: enumeration },
  not: { types, compile: not },
  oneOf: { types, compile: oneOf },
  type: { types, compile: type },
} satisfies Record<string, Keyword>;

function allOf(value: unknown, _schema: SchemaObject, subschemas: Subschemas): Check {
  const nodes = listOf('allOf', value, subschemas);
  return (instance, run) => {
    const matched = countMatches(nodes, instance, run);
    if (matched === nodes.length) return;
    run.messages.push(
      () =>
        `instance failed to match all required schemas (matched only ${matched} out of ${nodes.length})`,
    );
  };
}

function anyOf(value: unknown, _schema: SchemaObject, subschemas: Subschemas): Check {
  const nodes = listOf('anyOf', value, subschemas);
  return (instance, run) => {
    if (nodes.some((node) => accepts(node, instance, run))) return;
    run.messages.push(
      () => `instance failed to match at least one required schema among ${nodes.length}`,
    );
  };
}

function oneOf(value: unknown, _schema: SchemaObject, subschemas: Subschemas): Check {
  const nodes = listOf('oneOf', value, subschemas);
  return (instance, run) => {
    const matched = countMatches(nodes, instance, run);
    if (matched === 1) return;
    run.messages.push(
      () =>
        `instance failed to match exactly one schema (matched ${matched} out of ${nodes.length})`,
    );
  };
}

function listOf(name: string, value: unknown, subschemas: Subschemas): SchemaNode[] {
  return (value as unknown[]).map((_, index) => subschemas.at(name, index));
}

function countMatches(nodes: readonly SchemaNode[], instance: unknown, run: Run): number {
  return nodes.filter((node) => accepts(node, instance, run)).length;
}

function not(_value: unknown, _schema: SchemaObject, subschemas: Subschemas): Check {
  const node = subschemas.at('not');
  return (instance, run) => {
    if (!accepts(node, instance, run)) return;
    run.messages.push(() => 'instance matched a schema which it should not have');
  };
}

function enumeration(value: unknown): Check {
  const values = value as unknown[];
  const allowed = new Set(values.map(canonicalText));
  return (instance, { messages }) => {
    if (allowed.has(canonicalText(instance))) return;
    messages.push(
      () =>
        `instance value (${jsonText(instance)}) not found in enum (possible values: ${jsonText(values)})`,
    );
  };
}

function type(value: unknown): Check {
  const named = new Set<unknown>(Array.isArray(value) ? value : [value]);
  if (named.has('number')) named.add('integer');
  const allowed = INSTANCE_TYPES.filter((candidate) => named.has(candidate));
  return (instance, { messages }) => {
    const found = typeOf(instance);
    if (allowed.includes(found)) return;
    messages.push(
      () =>
        `instance type (${found}) does not match any allowed primitive type (allowed: ${jsonText(allowed)})`,
    );
  };
}
