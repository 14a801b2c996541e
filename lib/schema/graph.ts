import { below, SchemaError, type SchemaLocation, shown } from './errors';
import { MAX_DEPTH } from './limits';
import { enter, type LocatedSchema, type Registry } from './registry';
import { subschemasOf } from './subschemas';
import { checkSyntax, isObject, type SchemaObject } from './syntax';

/** A checked schema, with the schemas that its keywords lead to; `$ref` is already followed. */
export interface SchemaNode {
  readonly schema: SchemaObject;
  readonly where: SchemaLocation;
  /** By keyword. */
  readonly members: ReadonlyMap<string, Members>;
}

/** The schemas of one keyword, by name or index; by `undefined` where its value is the schema. */
export type Members = ReadonlyMap<string | number | undefined, SchemaNode>;

const NONE: Members = new Map();
const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'not'];

/** The schemas of one keyword of a schema; none where it has no such keyword. */
export function membersOf(node: SchemaNode, keyword: string): Members {
  return node.members.get(keyword) ?? NONE;
}

/**
 * Reads a schema with everything that it refers to.
 *
 * @throws {@link SchemaError} for a schema that API Gateway would refuse, a reference that leads
 * nowhere, or schemas that apply to the same instance in a circle
 */
export function readGraph(root: LocatedSchema, registry: Registry): SchemaNode {
  const nodes = new Map<unknown, SchemaNode>();
  // Filled one after the other, so that a long chain of references needs no deep stack.
  const pending: (() => void)[] = [];
  const nodeOf = (located: LocatedSchema): SchemaNode => {
    const target = dereference(located, registry);
    const known = nodes.get(target.schema);
    if (known !== undefined) return known;
    checkSyntax(target.schema, target.where);
    const members = new Map<string, Map<string | number | undefined, SchemaNode>>();
    const node = { schema: target.schema, where: target.where, members };
    nodes.set(target.schema, node);
    pending.push(() => {
      for (const { tokens, schema } of subschemasOf(node.schema)) {
        const [keyword, token] = tokens;
        const siblings = members.get(keyword) ?? new Map();
        members.set(keyword, siblings.set(token, nodeOf(enter(target, schema, ...tokens))));
      }
    });
    return node;
  };
  const rootNode = nodeOf(root);
  for (let fill = pending.pop(); fill; fill = pending.pop()) fill();
  refuseCircles(nodes.values());
  return rootNode;
}

/** Keywords beside `$ref` are ignored, as draft 4 says. */
function dereference(located: LocatedSchema, registry: Registry): LocatedSchema {
  const seen = new Set<unknown>();
  let current = located;
  while (isObject(current.schema) && Object.hasOwn(current.schema, '$ref')) {
    const { $ref } = current.schema;
    const where = below(current.where, '$ref');
    if (typeof $ref !== 'string') {
      throw new SchemaError(where, `must be a string, got: ${shown($ref)}`);
    }
    if (seen.has(current.schema)) throw new SchemaError(where, 'must not lead back to itself');
    seen.add(current.schema);
    current = registry.resolve($ref, current);
  }
  return current;
}

/** A schema that applies itself to the same instance would never come to an end. */
function refuseCircles(nodes: Iterable<SchemaNode>): void {
  const done = new Set<SchemaNode>();
  const open = new Set<SchemaNode>();
  const visit = (node: SchemaNode): void => {
    if (done.has(node)) return;
    if (open.has(node)) {
      throw new SchemaError(
        node.where,
        'must not apply itself to the same instance through allOf, anyOf, oneOf, not or $ref',
      );
    }
    if (open.size > MAX_DEPTH) {
      throw new SchemaError(
        node.where,
        `must not apply more than ${MAX_DEPTH} schemas within each other to one instance`,
      );
    }
    open.add(node);
    for (const keyword of IN_PLACE) membersOf(node, keyword).forEach(visit);
    open.delete(node);
    done.add(node);
  };
  for (const node of nodes) visit(node);
}
