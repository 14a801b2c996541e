import { DepthError, type InstanceType, MAX_DEPTH, typeOf } from './instance';

/** Messages of one validation, made only when they are read. */
export type Messages = (() => string)[];

/** One validation of one document. */
export interface Run {
  readonly messages: Messages;
  /** Whether members are visited by name, as messages are ordered, or as they come. */
  readonly ordered: boolean;
  /** Shared by all runs within one validation. */
  readonly limits: Limits;
}

/** What is left of one validation's allowance. */
export interface Limits {
  /** How many schemas are being applied within each other. */
  depth: number;
  /** How many schemas have been applied. */
  applied: number;
}

/** Schemas that one validation may apply: `anyOf` in `anyOf` in … doubles the work at each level. */
export const MAX_APPLIED = 2_000_000;

/** A document takes more work to validate than {@link MAX_APPLIED} allows. */
export class EffortError extends Error {
  public constructor() {
    super(`instance needs more than ${MAX_APPLIED} schema applications`);
    this.name = 'EffortError';
  }
}

/** Applies one keyword to an instance of a type that it is about. */
export type Check = (instance: unknown, run: Run) => void;

/** A schema, ready to run. Filled after it was made, because schemas may refer to each other. */
export interface SchemaNode {
  /** By type of the instance, in the order in which messages come. */
  checks: Readonly<Partial<Record<InstanceType, readonly Check[]>>>;
  /** Apply the schemas of items and of members. */
  descents: { readonly array?: Check; readonly object?: Check };
  /** Schemas that apply to the same instance: those of `allOf`, `anyOf`, `oneOf` and `not`. */
  inPlace: readonly SchemaNode[];
}

/** A schema that accepts everything. */
export function emptyNode(): SchemaNode {
  return { checks: {}, descents: {}, inPlace: [] };
}

/**
 * Applies a schema as fge json-schema-validator does: its keywords in the order of their names,
 * then, only while nothing has failed, the schemas of items and members.
 *
 * @throws {@link DepthError}, {@link EffortError}
 */
export function applyNode(node: SchemaNode, instance: unknown, run: Run): void {
  const { limits } = run;
  if (limits.depth >= MAX_DEPTH) throw new DepthError();
  if (limits.applied >= MAX_APPLIED) throw new EffortError();
  limits.applied++;
  limits.depth++;
  const type = typeOf(instance);
  for (const check of node.checks[type] ?? []) check(instance, run);
  const isContainer = type === 'array' || type === 'object';
  if (isContainer && run.messages.length === 0) node.descents[type]?.(instance, run);
  limits.depth--;
}

/** Tells whether a schema accepts an instance, within a run but apart from its messages. */
export function accepts(node: SchemaNode, instance: unknown, { limits }: Run): boolean {
  const run: Run = { messages: [], ordered: false, limits };
  applyNode(node, instance, run);
  return run.messages.length === 0;
}
