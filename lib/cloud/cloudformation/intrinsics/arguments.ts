import type { Resolution } from './resolution';

/**
 * The text of a scalar, as CloudFormation joins and compares it: `true`, `5`.
 *
 * @returns undefined for objects, lists and null
 */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Resolves a value that must be a text. */
export function resolveText(
  value: unknown,
  resolution: Resolution,
  what: string,
  key?: string | number,
): string {
  const text = scalarText(resolution.resolve(value, key));
  return text ?? resolution.fail(`Template error: ${what} must be a string`);
}

/** Resolves a value that must be a list; its items that are no value are left out. */
export function resolveList(
  value: unknown,
  resolution: Resolution,
  what: string,
  key?: string | number,
): readonly unknown[] {
  const list = resolution.resolve(value, key);
  return Array.isArray(list) ? list : resolution.fail(`Template error: ${what} must be a list`);
}

/** The items of an argument that must be a list of so many. */
export function argumentList(
  argument: unknown,
  resolution: Resolution,
  { min, max, usage }: { readonly min: number; readonly max: number; readonly usage: string },
): readonly unknown[] {
  const complete = Array.isArray(argument) && argument.length >= min && argument.length <= max;
  return complete ? argument : resolution.fail(`Template error: ${usage}`);
}
