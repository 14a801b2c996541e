import type { Value } from '../model';
import { isIntrinsic } from '../model';

/**
 * A value of a resolved API, all of which are literals.
 *
 * @throws Error for an intrinsic that has been left unresolved
 */
export function literal<T extends string | number | boolean>(value: Value<T>): T {
  if (isIntrinsic(value)) {
    throw new Error(
      `a deployment must be frozen with every intrinsic resolved, got: ${JSON.stringify(value)}`,
    );
  }
  return value as T;
}

/** As {@link literal}, for a value that may be missing. */
export function optionalLiteral<T extends string | number | boolean>(
  value: Value<T> | undefined,
): T | undefined {
  return value === undefined ? undefined : literal(value);
}

/** A map of literals. */
export function literals(
  values: Readonly<Record<string, Value<string>>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, literal(value)]));
}

/** Whether a switch is on, which templates also write as `"true"`. */
export function isOn(value: Value<boolean> | string | undefined): boolean {
  return value !== undefined && String(value) === 'true';
}

/** A number, which templates also write as a text. */
export function numberOf(value: Value<number> | string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(literal(value as Value<number | string>));
  return Number.isNaN(number) ? undefined : number;
}
