import { membership } from '../../exact';
import { membersOf, type SchemaNode } from '../../graph';
import { INSTANCE_TYPES, jsonText, typeOf } from '../../instance';
import type { Check, Keyword } from './keyword';

const types = INSTANCE_TYPES;

/** Keywords about values of any type. */
export const ANY_TYPE_KEYWORDS = {
  allOf: combination(
    'allOf',
    (matched, all) => matched === all,
    (matched, all) =>
      `instance failed to match all required schemas (matched only ${matched} out of ${all})`,
  ),
  anyOf: combination(
    'anyOf',
    (matched) => matched > 0,
    (_matched, all) => `instance failed to match at least one required schema among ${all}`,
  ),
  enum: { types, compile: enumeration },
  not: combination(
    'not',
    (matched) => matched === 0,
    () => 'instance matched a schema which it should not have',
  ),
  oneOf: combination(
    'oneOf',
    (matched) => matched === 1,
    (matched, all) =>
      `instance failed to match exactly one schema (matched ${matched} out of ${all})`,
  ),
  type: { types, compile: type },
} satisfies Record<string, Keyword>;

/** A keyword that asks how many of its schemas match the instance. */
function combination(
  keyword: string,
  isMet: (matched: number, all: number) => boolean,
  message: (matched: number, all: number) => string,
): Keyword {
  const compile = (_value: unknown, node: SchemaNode): Check => {
    const nodes = [...membersOf(node, keyword).values()];
    return (instance, run) => {
      const matched = nodes.filter((candidate) => run.accepts(candidate, instance)).length;
      if (!isMet(matched, nodes.length)) run.messages.push(() => message(matched, nodes.length));
    };
  };
  return { types, compile };
}

function enumeration(value: unknown): Check {
  const values = value as unknown[];
  const isAllowed = membership(values);
  return (instance, { messages }) => {
    if (isAllowed(instance)) return;
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
