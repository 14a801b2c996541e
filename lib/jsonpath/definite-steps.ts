import type { JsonValue } from '../json';
import { MismatchedStep } from './reading';
import type { DefiniteStep } from './steps';

/** `.name`, `['name']`: a member of an object. */
export function memberStep(name: string): DefiniteStep {
  return {
    definite: true,
    lead: (value) => (value instanceof Map ? value.get(name) : undefined),
    stopsScan: (value) => value instanceof Map && value.has(name),
  };
}

/** `['a','b']`: an object of those of the named members that there are, in the order named. */
export function membersStep(names: readonly string[]): DefiniteStep {
  return {
    definite: true,
    lead: (value) => (value instanceof Map ? pick(value, names) : undefined),
    stopsScan: (value) => value instanceof Map && names.every((name) => value.has(name)),
    last: true,
  };
}

/** `[2]`: an item of an array, counted from 0. A negative index finds nothing. */
export function indexStep(index: number): DefiniteStep {
  return {
    definite: true,
    lead: (value) => itemsOf(value)?.[index],
    stopsScan: Array.isArray,
  };
}

/** `[(@.length-1)]`: an item of an array, counted from its end. */
export function indexFromEndStep(back: number): DefiniteStep {
  return {
    definite: true,
    lead: (value) => {
      const items = itemsOf(value);
      return items?.[items.length - back];
    },
    stopsScan: Array.isArray,
  };
}

/**
 * The items of an array; undefined for null, where a path leads nowhere.
 *
 * @throws {@link MismatchedStep} for anything else
 */
export function itemsOf(value: JsonValue): readonly JsonValue[] | undefined {
  if (Array.isArray(value)) {
    return value;
  }
  if (value === null) {
    return undefined;
  }
  throw new MismatchedStep();
}

function pick(value: Map<string, JsonValue>, names: readonly string[]): Map<string, JsonValue> {
  const picked = new Map<string, JsonValue>();
  for (const name of names) {
    const member = value.get(name);
    if (member !== undefined) {
      picked.set(name, member);
    }
  }
  return picked;
}
