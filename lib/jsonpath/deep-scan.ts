import type { JsonArray, JsonObject, JsonValue } from '../json';
import type { Reading } from './reading';
import type { Step, Visit } from './steps';

/** More nesting than a parsed document has. */
const MAX_DEPTH = 1000;

/**
 * `..`: applies a step to every object and array of a value, from the outside to the inside.
 *
 * @param step - what follows the two dots
 * @param visit - that step and the rest of the path
 * @param rest - the rest of the path alone; undefined when the step is the last
 */
export function scanVisit(step: Step, visit: Visit, rest: Visit | undefined): Visit {
  const visitArray = rest === undefined ? visit : everyItem(rest);
  const scan = (value: JsonValue, reading: Reading, depth: number): boolean => {
    reading.visit();
    if (Array.isArray(value)) {
      return scanArray(value, reading, depth);
    }
    return value instanceof Map ? scanObject(value, reading, depth) : true;
  };
  const scanArray = (items: JsonArray, reading: Reading, depth: number): boolean => {
    guardDepth(reading, depth);
    return (
      (!step.stopsScan(items, reading) || visitArray(items, reading)) &&
      items.every((item) => scan(item, reading, depth + 1))
    );
  };
  const scanObject = (object: JsonObject, reading: Reading, depth: number): boolean => {
    guardDepth(reading, depth);
    if (step.stopsScan(object, reading) && !visit(object, reading)) {
      return false;
    }
    for (const member of object.values()) {
      if (!scan(member, reading, depth + 1)) {
        return false;
      }
    }
    return true;
  };
  return (value, reading) => scan(value, reading, 1);
}

// Jayway 2.0 goes on with every item of an array, whatever the step before the rest selects.
function everyItem(rest: Visit): Visit {
  return (value, reading) =>
    (value as readonly JsonValue[]).every((item) => {
      reading.visit();
      return rest(item, reading);
    });
}

function guardDepth(reading: Reading, depth: number): void {
  if (depth > MAX_DEPTH) {
    reading.fail(`'..' met a document that is nested deeper than ${MAX_DEPTH} levels`);
  }
}
