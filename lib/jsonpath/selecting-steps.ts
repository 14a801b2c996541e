import type { JsonValue } from '../json';
import { itemsOf } from './definite-steps';
import { MismatchedStep, type Reading } from './reading';
import type { SelectingStep, Visit } from './steps';

/** Whether a filter accepts a value. */
export type Condition = (value: JsonValue, reading: Reading) => boolean;

/** The part of an array from one index to before another. */
export interface SliceBounds {
  readonly from?: number;
  readonly to?: number;
}

/**
 * `*`: every member of an object, every item of an array, nothing of anything else. Items that
 * the rest of the path leads nowhere from are passed over; such a member ends the reading.
 */
export const WILDCARD: SelectingStep = {
  definite: false,
  select: (rest) => (value, reading) => {
    if (value instanceof Map) {
      return everyMember(value, reading, rest);
    }
    if (Array.isArray(value)) {
      for (const item of value) {
        reading.visit();
        rest(item, reading);
      }
    }
    return true;
  },
  stopsScan: () => true,
};

/** `[1,3]`: items of an array; a path leads nowhere when one is missing. */
export function indexesStep(indexes: readonly number[]): SelectingStep {
  return {
    definite: false,
    select: (rest) => (value, reading) => {
      const items = itemsOf(value);
      return (
        items !== undefined && indexes.every((index) => visitItem(items, index, rest, reading))
      );
    },
    stopsScan: Array.isArray,
  };
}

/**
 * `[1:]`, `[:-1]`, `[0:2]`: a run of items. A negative bound counts from the end, but not in the
 * form with both bounds.
 */
export function sliceStep(bounds: SliceBounds): SelectingStep {
  return {
    definite: false,
    select: (rest) => (value, reading) => {
      const items = itemsOf(value);
      return items !== undefined && visitSlice(items, bounds, rest, reading);
    },
    stopsScan: Array.isArray,
  };
}

/** `[?(…)]`: the items of an array that meet a condition, or an object that itself does. */
export function filterStep(accepts: Condition): SelectingStep {
  return {
    definite: false,
    select: (rest) => (value, reading) => {
      if (value instanceof Map) {
        return !accepts(value, reading) || rest(value, reading);
      }
      if (!Array.isArray(value)) {
        throw new MismatchedStep();
      }
      return value.every((item) => !accepts(item, reading) || rest(item, reading));
    },
    stopsScan: accepts,
  };
}

function everyMember(value: Map<string, JsonValue>, reading: Reading, rest: Visit): boolean {
  for (const member of value.values()) {
    reading.visit();
    if (!rest(member, reading)) {
      return false;
    }
  }
  return true;
}

function visitSlice(
  items: readonly JsonValue[],
  { from, to }: SliceBounds,
  rest: Visit,
  reading: Reading,
): boolean {
  const between = from !== undefined && to !== undefined;
  const first = between ? from : Math.max(0, fromEnd(from ?? 0, items.length));
  const end = Math.min(items.length, between ? to : fromEnd(to ?? items.length, items.length));
  // with nothing to select, not even a negative index leads nowhere
  for (let index = first; index < end && items.length > 0; index++) {
    if (!visitItem(items, index, rest, reading)) {
      return false;
    }
  }
  return true;
}

function fromEnd(bound: number, length: number): number {
  return bound < 0 ? bound + length : bound;
}

function visitItem(
  items: readonly JsonValue[],
  index: number,
  rest: Visit,
  reading: Reading,
): boolean {
  reading.visit();
  const item = items[index];
  return item !== undefined && rest(item, reading);
}
