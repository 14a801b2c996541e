import type { ThrottleModel } from '../../model';
import { readable } from '../apis/names';
import type { Place } from '../apis/symbolic-text';

/** How many requests are expected to be let through. What is left out is not looked at. */
export interface LimitExpectation {
  /** Requests a second. */
  readonly rateLimit?: number;
  /** Requests at once. */
  readonly burstLimit?: number;
}

/** What is otherwise about a throttle. */
export function limitProblems(
  place: Place,
  throttle: ThrottleModel | undefined,
  expected: LimitExpectation,
): string[] {
  return (['rateLimit', 'burstLimit'] as const).flatMap((name) => {
    const wanted = expected[name];
    const found = throttle?.[name];
    if (wanted === undefined || wanted === found) return [];
    return [
      `${name} is ${found === undefined ? 'not set' : readable(place, found)}, not ${wanted}`,
    ];
  });
}
