import type { SchemaNode } from '../graph';
import { type InstanceType, typeOf } from '../instance';
import { Effort } from '../limits';
import { type Descents, descentsOf } from './descents';
import { KEYWORDS } from './keywords';
import type { Check, Run } from './keywords/keyword';

/** A schema, ready to explain. */
interface Rules {
  /** By type of the instance, in the order in which messages come. */
  readonly checks: Readonly<Partial<Record<InstanceType, readonly Check[]>>>;
  readonly descents: Descents;
}

/** Made when the first document needs them. */
const RULES = new WeakMap<SchemaNode, Rules>();

/**
 * Says what is wrong with a document that is not valid, in the words and in the order of fge
 * json-schema-validator, whose messages API Gateway shows. It never decides whether a document
 * is valid: that is ajv's part.
 *
 * @param written - the document, with its numbers as they were written
 * @returns the messages; none when it finds nothing wrong
 * @throws {@link GivenUpError} for a document that takes too long or goes too deep
 */
export function explain(root: SchemaNode, written: unknown): string[] {
  const run = newRun(new Effort());
  run.apply(root, written);
  return run.messages.map((message) => message());
}

function newRun(effort: Effort): Run {
  const run: Run = {
    messages: [],
    apply: (node, instance) => {
      effort.begin();
      applySchema(node, instance, run);
      effort.end();
    },
    accepts: (node, instance) => {
      const apart = newRun(effort);
      apart.apply(node, instance);
      return apart.messages.length === 0;
    },
  };
  return run;
}

/** Keywords in the order of their names, then, while nothing has failed, items and members. */
function applySchema(node: SchemaNode, instance: unknown, run: Run): void {
  const { checks, descents } = rulesOf(node);
  const type = typeOf(instance);
  for (const check of checks[type] ?? []) check(instance, run);
  const isContainer = type === 'array' || type === 'object';
  if (isContainer && run.messages.length === 0) descents[type]?.(instance, run);
}

function rulesOf(node: SchemaNode): Rules {
  const known = RULES.get(node);
  if (known !== undefined) return known;
  const made = { checks: checksOf(node), descents: descentsOf(node) };
  RULES.set(node, made);
  return made;
}

function checksOf(node: SchemaNode): Rules['checks'] {
  const checks: Partial<Record<InstanceType, Check[]>> = {};
  for (const [name, keyword] of KEYWORDS) {
    if (!Object.hasOwn(node.schema, name)) continue;
    const check = keyword.compile(node.schema[name], node);
    if (check === undefined) continue;
    for (const type of keyword.types) checks[type] = [...(checks[type] ?? []), check];
  }
  return checks;
}
