import type { RouteFacts } from '../apis/route-facts';

/**
 * The route that looks most like a key, for an error message.
 *
 * @param key - such as `GET /orders/{id}`
 * @returns undefined when there are no routes
 */
export function nearestRoute(routes: readonly RouteFacts[], key: string): RouteFacts | undefined {
  const wanted = segments(key);
  let nearest: RouteFacts | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const route of routes) {
    const distance = editDistance(wanted, segments(route.key), segmentCost);
    if (distance < least) [nearest, least] = [route, distance];
  }
  return nearest;
}

function segments(key: string): string[] {
  return key.split(/[ /]+/).filter((segment) => segment !== '');
}

/** From 0 (the same) to 1 (nothing in common); parameters are alike whatever their names. */
function segmentCost(a: string, b: string): number {
  if (a.startsWith('{') && b.startsWith('{')) return a === b ? 0 : 0.1;
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : editDistance([...a], [...b], (x, y) => (x === y ? 0 : 1)) / longest;
}

/** Levenshtein's distance over any items: an insertion or a removal costs 1. */
function editDistance<T>(a: readonly T[], b: readonly T[], cost: (x: T, y: T) => number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  a.forEach((x, row) => {
    const current = [row + 1];
    b.forEach((y, column) => {
      current.push(
        Math.min(
          (previous[column] ?? 0) + cost(x, y),
          (previous[column + 1] ?? 0) + 1,
          (current[column] ?? 0) + 1,
        ),
      );
    });
    previous = current;
  });
  return previous.at(-1) ?? 0;
}
