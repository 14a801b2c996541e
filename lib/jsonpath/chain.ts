import { scanVisit } from './deep-scan';
import type { DefiniteStep, PlacedStep, Visit } from './steps';

/** Puts the steps of a path together, from the last to the first. */
export function chainSteps(steps: readonly PlacedStep[]): Visit {
  let rest: Visit = (value, reading) => reading.collect(value);
  for (let i = steps.length - 1; i >= 0; i--) {
    rest = chainStep(steps, i, rest);
  }
  return rest;
}

function chainStep(steps: readonly PlacedStep[], index: number, rest: Visit): Visit {
  const { step, deep } = steps[index] as PlacedStep;
  const visit = step.definite
    ? leadingVisit(step, isTolerant(steps, index), rest)
    : step.select(rest);
  return deep ? scanVisit(step, visit, index === steps.length - 1 ? undefined : rest) : visit;
}

function leadingVisit(step: DefiniteStep, tolerant: boolean, rest: Visit): Visit {
  return (value, reading) => {
    const found = step.lead(value);
    return found === undefined ? tolerant && value instanceof Map : rest(found, reading);
  };
}

/**
 * Whether an object without the member is passed over, instead of ending the reading. So it is
 * before the end of a path, where the path is not definite from the step before this one on.
 */
function isTolerant(steps: readonly PlacedStep[], index: number): boolean {
  return index < steps.length - 1 && !isDefiniteFrom(steps, Math.max(0, index - 1), index);
}

function isDefiniteFrom(
  steps: readonly PlacedStep[],
  start: number,
  firstShallow: number,
): boolean {
  return steps.every(
    ({ step, deep }, i) => i < start || (step.definite && !(deep && i >= firstShallow)),
  );
}
