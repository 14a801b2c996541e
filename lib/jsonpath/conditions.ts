import type { RE2JS } from 're2js';
import { type JsonValue, javaToString } from '../json';
import { compareValues } from './compare';
import type { Reading } from './reading';
import type { Condition } from './selecting-steps';
import type { DefiniteStep } from './steps';

/** One side of an operator: a value; undefined when its path leads nowhere. */
export type Operand = (item: JsonValue, reading: Reading) => JsonValue | undefined;

/** Whether an operator holds, by the order of right and left side. */
type Test = (order: number) => boolean;

/** A comparison: its sign, its test, and whether null may stand on one side only. */
interface Comparison {
  readonly sign: string;
  readonly test: Test;
  readonly acceptsNull: boolean;
}

/** The comparisons, in the order in which a condition is searched for their signs. */
export const COMPARISONS: readonly Comparison[] = [
  { sign: '==', test: (order) => order === 0, acceptsNull: true },
  { sign: '>=', test: (order) => order <= 0, acceptsNull: false },
  { sign: '<=', test: (order) => order >= 0, acceptsNull: false },
  { sign: '!=', test: (order) => order !== 0, acceptsNull: true },
  { sign: '<', test: (order) => order > 0, acceptsNull: false },
  { sign: '>', test: (order) => order < 0, acceptsNull: false },
];

/** A literal. */
export function literalOperand(text: string): Operand {
  return () => text;
}

/** A definite path from the item (`@`) or from the document (`$`). */
export function pathOperand(steps: readonly DefiniteStep[], fromRoot: boolean): Operand {
  return (item, reading) => followSteps(steps, fromRoot ? reading.root : item);
}

/** Follows definite steps; undefined when one leads nowhere. */
export function followSteps(
  steps: readonly DefiniteStep[],
  start: JsonValue,
): JsonValue | undefined {
  let value: JsonValue | undefined = start;
  for (const step of steps) {
    value = step.lead(value);
    if (value === undefined) {
      return undefined;
    }
  }
  return value;
}

/** `@.a == 'b'`: false whenever a side is missing or the two cannot be compared, also for `!=`. */
export function comparison(
  left: Operand,
  { test, acceptsNull }: Comparison,
  right: Operand,
): Condition {
  return (item, reading) => {
    reading.visit();
    const model = left(item, reading);
    const expected = right(item, reading);
    if (model === undefined || expected === undefined) {
      return false;
    }
    if (!acceptsNull && (model === null) !== (expected === null)) {
      return false;
    }
    const order = compareValues(expected, model, reading);
    return order !== undefined && test(order);
  };
}

/** `@.a =~ /b/`: the expression must match the whole text of the value. */
export function matching(operand: Operand, pattern: RE2JS): Condition {
  return (item, reading) => {
    reading.visit();
    const value = operand(item, reading);
    if (value === undefined || value === null) {
      return false;
    }
    const text = javaToString(value);
    reading.scanText(text);
    return pattern.matches(text);
  };
}

/** `@.a`: there is a value, and it is not null. */
export function existence(operand: Operand): Condition {
  return (item, reading) => {
    reading.visit();
    return (operand(item, reading) ?? null) !== null;
  };
}

/** `!@.a` */
export function negation(condition: Condition): Condition {
  return (item, reading) => !condition(item, reading);
}

/** Alternatives of conjunctions: `||` of `&&`. The last is tried first, as Jayway does. */
export function disjunction(alternatives: readonly (readonly Condition[])[]): Condition {
  const tried = alternatives.map((conjunction) => [...conjunction].reverse()).reverse();
  return (item, reading) =>
    tried.some((conjunction) => conjunction.every((condition) => condition(item, reading)));
}
