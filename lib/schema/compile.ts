import { below, SchemaError, shown } from './errors';
import {
  type InstanceObject,
  type InstanceType,
  MAX_DEPTH,
  memberNames,
  memberOf,
} from './instance';
import { KEYWORDS } from './keywords';
import type { Subschemas } from './keywords/keyword';
import { patternsOf } from './keywords/objects';
import { applyNode, type Check, emptyNode, type SchemaNode } from './node';
import { enter, type LocatedSchema, type Registry } from './registry';
import { checkPropertyDependency, checkSyntax, isObject, type SchemaObject } from './syntax';

const IN_PLACE = ['allOf', 'anyOf', 'oneOf'];

/**
 * Compiles a schema with everything it refers to.
 *
 * @throws {@link SchemaError} for a schema that API Gateway would refuse, a reference that leads
 * nowhere, or schemas that apply to the same instance in a circle
 */
export function compileSchema(root: LocatedSchema, registry: Registry): SchemaNode {
  const compiler = new Compiler(registry);
  const node = compiler.compile(root);
  compiler.finish();
  return node;
}

interface Pending {
  readonly located: LocatedSchema;
  readonly node: SchemaNode;
}

class Compiler {
  private readonly nodes = new Map<unknown, SchemaNode>();
  private readonly locations = new Map<SchemaNode, LocatedSchema>();
  /** Filled one after the other, so that a long chain of references needs no deep stack. */
  private readonly pending: Pending[] = [];

  public constructor(private readonly registry: Registry) {}

  /** The node of a schema, or of what it refers to; filled by {@link finish}. */
  public compile(located: LocatedSchema): SchemaNode {
    const target = this.dereference(located);
    const known = this.nodes.get(target.schema);
    if (known !== undefined) return known;
    checkSyntax(target.schema, target.where);
    const node = emptyNode();
    this.nodes.set(target.schema, node);
    this.locations.set(node, target);
    this.pending.push({ located: target, node });
    return node;
  }

  /** @throws {@link SchemaError} */
  public finish(): void {
    for (let next = this.pending.pop(); next; next = this.pending.pop()) {
      fillNode(next.node, new Members(next.located, this));
    }
    this.refuseCircles();
  }

  /** Keywords beside `$ref` are ignored, as draft 4 says. */
  private dereference(located: LocatedSchema): LocatedSchema {
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
      current = this.registry.resolve($ref, current);
    }
    return current;
  }

  /** A schema that applies itself to the same instance would never come to an end. */
  private refuseCircles(): void {
    const done = new Set<SchemaNode>();
    const open = new Set<SchemaNode>();
    const visit = (node: SchemaNode): void => {
      if (done.has(node)) return;
      const where = this.locations.get(node)?.where ?? { model: '', pointer: '' };
      if (open.has(node)) {
        throw new SchemaError(
          where,
          'must not apply itself to the same instance through allOf, anyOf, oneOf, not or $ref',
        );
      }
      if (open.size > MAX_DEPTH) {
        throw new SchemaError(
          where,
          `must not apply more than ${MAX_DEPTH} schemas within each other to one instance`,
        );
      }
      open.add(node);
      node.inPlace.forEach(visit);
      open.delete(node);
      done.add(node);
    };
    [...this.locations.keys()].forEach(visit);
  }
}

/** The schemas within one schema. */
class Members implements Subschemas {
  public readonly schema: SchemaObject;

  public constructor(
    private readonly located: LocatedSchema,
    private readonly compiler: Compiler,
  ) {
    this.schema = located.schema as SchemaObject;
  }

  public at(...tokens: readonly (string | number)[]): SchemaNode {
    const inner = tokens.reduce<unknown>(
      (outer, token) => (outer as Record<string, unknown>)[token],
      this.schema,
    );
    return this.compiler.compile(enter(this.located, inner, ...tokens));
  }

  public dependency(name: string): readonly string[] | SchemaNode {
    const needed = (this.schema.dependencies as SchemaObject)[name];
    if (isObject(needed)) return this.at('dependencies', name);
    checkPropertyDependency(needed, below(this.located.where, 'dependencies', name));
    return needed;
  }

  /** Names of the schemas in `properties`, `definitions` and the like. */
  public names(member: string): string[] {
    return Object.keys((this.schema[member] as object | undefined) ?? {});
  }
}

function fillNode(node: SchemaNode, members: Members): void {
  const checks: Partial<Record<InstanceType, readonly Check[]>> = {};
  for (const [name, keyword] of KEYWORDS) {
    if (!Object.hasOwn(members.schema, name)) continue;
    const check = keyword.compile(members.schema[name], members.schema, members);
    if (check === undefined) continue;
    for (const type of keyword.types) checks[type] = [...(checks[type] ?? []), check];
  }
  // Definitions that nothing refers to must be valid all the same.
  for (const name of members.names('definitions')) members.at('definitions', name);
  node.checks = checks;
  node.descents = compileDescents(members);
  node.inPlace = inPlaceNodes(members);
}

function inPlaceNodes(members: Members): SchemaNode[] {
  const lists = IN_PLACE.flatMap((name) =>
    members.names(name).map((index) => members.at(name, Number(index))),
  );
  return Object.hasOwn(members.schema, 'not') ? [...lists, members.at('not')] : lists;
}

function compileDescents(members: Members): SchemaNode['descents'] {
  const items = itemSelector(members);
  const properties = propertySelector(members);
  return {
    ...(items && { array: descendItems(items) }),
    ...(properties && { object: descendProperties(properties) }),
  };
}

function descendItems(select: (index: number) => SchemaNode | undefined): Check {
  return (instance, run) => {
    (instance as unknown[]).forEach((item, index) => {
      const node = select(index);
      if (node) applyNode(node, item, run);
    });
  };
}

function descendProperties(select: (name: string) => readonly SchemaNode[]): Check {
  return (instance, run) => {
    const object = instance as InstanceObject;
    const names = memberNames(object);
    for (const name of run.ordered ? names.sort() : names) {
      for (const node of select(name)) applyNode(node, memberOf(object, name), run);
    }
  };
}

function itemSelector(members: Members): ((index: number) => SchemaNode | undefined) | undefined {
  const { items, additionalItems } = members.schema;
  if (isObject(items)) {
    const every = members.at('items');
    return () => every;
  }
  if (!Array.isArray(items)) return undefined;
  const nodes = items.map((_, index) => members.at('items', index));
  const rest = isObject(additionalItems) ? members.at('additionalItems') : undefined;
  return (index) => nodes[index] ?? rest;
}

function propertySelector(members: Members): ((name: string) => readonly SchemaNode[]) | undefined {
  const properties = new Map(
    members.names('properties').map((name) => [name, [members.at('properties', name)]]),
  );
  const patterns = patternsOf(members.schema).map(
    (pattern) => [pattern, members.at('patternProperties', pattern.source)] as const,
  );
  const rest = isObject(members.schema.additionalProperties)
    ? [members.at('additionalProperties')]
    : [];
  if (properties.size + patterns.length + rest.length === 0) return undefined;
  if (patterns.length === 0) return (name) => properties.get(name) ?? rest;
  return (name) => {
    const matching = patterns.filter(([pattern]) => pattern.test(name)).map(([, node]) => node);
    const nodes = [...(properties.get(name) ?? []), ...matching];
    return nodes.length > 0 ? nodes : rest;
  };
}
