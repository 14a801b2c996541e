import { ValidationError } from '../errors';

/** JSON deeper than this is refused; no template that says something about an API comes near. */
export const MAX_DEPTH = 1000;

/**
 * Refuses JSON that is nested so deep that reading it would exhaust the stack, or that contains
 * itself.
 *
 * @param where - path of the value, for the error
 * @throws {@link ValidationError} NestedTooDeep - more than 1000 levels
 */
export function checkDepth(root: unknown, where: string): void {
  const pending = [root];
  const depths = [0];
  // Depth first, so that a value which contains itself more than once ends as soon as any other.
  while (pending.length > 0) {
    const value = pending.pop();
    const depth = depths.pop() ?? 0;
    if (!isNested(value)) continue;
    if (depth >= MAX_DEPTH) throw tooDeep(where);
    for (const inner of Object.values(value)) {
      if (!isNested(inner)) continue;
      pending.push(inner);
      depths.push(depth + 1);
    }
  }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function tooDeep(where: string): ValidationError {
  return new ValidationError(
    'NestedTooDeep',
    `JSON may be nested at most ${MAX_DEPTH} levels deep, got: more; flatten it`,
    where,
  );
}
