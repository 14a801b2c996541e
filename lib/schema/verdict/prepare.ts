import { FORMATS } from '../formats';
import { membersOf, type SchemaNode } from '../graph';
import { type SchemaObject, VALIDATION_KEYWORDS } from '../syntax';

/** Keyword that applies another of the prepared schemas, by its index; it stands alone. */
export const LINK = 'gatehouse:link';

/** Keyword for a number that must have been written as a whole one. */
export const INTEGER = 'gatehouse:integer';

/** Schemas nested deeper are linked, so that ajv needs no deep stack to compile them. */
const MAX_INLINE_DEPTH = 24;

/**
 * Writes checked schemas down for ajv: only what draft 4 knows, references and circles as
 * {@link LINK}, and nothing in which ajv would look for addresses.
 *
 * @returns the schemas that link to one another; the first is the root
 */
export function prepareSchemas(root: SchemaNode): SchemaObject[] {
  const shared = sharedNodes(root);
  const linked = new Map([[root, 0]]);
  const link = (node: SchemaNode): SchemaObject => {
    const index = linked.get(node) ?? linked.size;
    linked.set(node, index);
    return { [LINK]: index };
  };
  const prepareAt = (depth: number) => (node: SchemaNode) =>
    shared.has(node) || depth > MAX_INLINE_DEPTH
      ? link(node)
      : prepareSchema(node, prepareAt(depth + 1));
  // Grows while it is visited: each schema may link to further ones.
  return Array.from(linked.keys(), (node) => prepareSchema(node, prepareAt(1)));
}

/** Schemas that are applied from several places; every circle has one of them. */
function sharedNodes(root: SchemaNode): Set<SchemaNode> {
  const seen = new Set([root]);
  const shared = new Set<SchemaNode>();
  for (const node of seen) {
    for (const member of VALIDATION_KEYWORDS.flatMap((keyword) => [
      ...membersOf(node, keyword).values(),
    ])) {
      if (seen.has(member)) shared.add(member);
      seen.add(member);
    }
  }
  return shared;
}

type Prepare = (node: SchemaNode) => SchemaObject;

function prepareSchema(node: SchemaNode, prepareMember: Prepare): SchemaObject {
  const keywords = VALIDATION_KEYWORDS.filter((keyword) => Object.hasOwn(node.schema, keyword));
  const prepared = keywords.map((keyword) => [keyword, prepareValue(node, keyword, prepareMember)]);
  return MENDS.reduce((schema, mend) => mend(schema), Object.fromEntries(prepared));
}

function prepareValue(node: SchemaNode, keyword: string, prepareMember: Prepare): unknown {
  const value = node.schema[keyword];
  const members = membersOf(node, keyword);
  const single = members.get(undefined);
  if (single !== undefined) return prepareMember(single);
  if (members.size === 0) return value;
  const entries = Array.from(members, ([name, member]) => [name, prepareMember(member)] as const);
  if (Array.isArray(value)) return entries.map(([, schema]) => schema);
  return { ...(value as object), ...Object.fromEntries(entries) };
}

type Mend = (schema: SchemaObject) => SchemaObject;

/** What ajv would understand differently, said so that it does not. */
const MENDS: readonly Mend[] = [wholeNumbers, formatsOfDraft4, conditions, namedProto];

/** To ajv, 1.0 is an integer; API Gateway's engine goes by how the number is written. */
function wholeNumbers({ type, ...others }: SchemaObject): SchemaObject {
  if (type === undefined) return others;
  const types: unknown[] = Array.isArray(type) ? type : [type];
  if (!types.includes('integer') || types.includes('number')) return { ...others, type };
  const plain = types.map((name) => (name === 'integer' ? 'number' : name));
  return { ...others, type: plain, [INTEGER]: true };
}

function formatsOfDraft4({ format, ...others }: SchemaObject): SchemaObject {
  return FORMATS.has(format as string) ? { ...others, format } : others;
}

/** ajv passes over a dependency of a member named `__proto__`. */
function conditions({ dependencies, ...others }: SchemaObject): SchemaObject {
  if (dependencies === undefined) return others;
  const conditional = Object.entries(dependencies as object).map(([name, needed]) => ({
    anyOf: [
      { not: { type: 'object', required: [name] } },
      Array.isArray(needed) ? { required: needed } : needed,
    ],
  }));
  return { ...others, allOf: [...((others.allOf as unknown[]) ?? []), ...conditional] };
}

/** ajv passes over `__proto__` as the name of a property and as a pattern. */
function namedProto(schema: SchemaObject): SchemaObject {
  const [property, properties] = takeProto(schema.properties);
  const [pattern, patterns] = takeProto(schema.patternProperties);
  if (property === undefined && pattern === undefined) return schema;
  const patternProperties = {
    ...patterns,
    ...(property !== undefined && { [`^(?:${PROTO})$`]: property }),
    ...(pattern !== undefined && { [`(?:${PROTO})`]: pattern }),
  };
  return { ...schema, properties, patternProperties };
}

const PROTO = '__proto__';

function takeProto(members: unknown): [proto: unknown, others: object] {
  const entries = Object.entries(members ?? {});
  const proto = entries.find(([name]) => name === PROTO)?.[1];
  return [proto, Object.fromEntries(entries.filter(([name]) => name !== PROTO))];
}
