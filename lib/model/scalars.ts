import type { Intrinsic, Value } from './template';
import { isIntrinsic } from './value';

/** Text; numbers and booleans become text. */
export function asText(value: unknown): Value<string> | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return asIntrinsic(value);
}

/** A truth value, also one written as text. */
export function asFlag(value: unknown): Value<boolean> | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return asIntrinsic(value);
}

/** A number, also one written as text. */
export function asNumber(value: unknown): Value<number> | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return Number(value);
  }
  return asIntrinsic(value);
}

function asIntrinsic(value: unknown): Intrinsic | undefined {
  return isIntrinsic(value) ? value : undefined;
}
