import { classOfNumber, isNumber } from './numbers';
import { VtlObject, type VtlValue } from './value';

/** The Java class of a value, so far as a template can tell one from another. */
export function classNameOf(value: Exclude<VtlValue, null>): string {
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (Array.isArray(value)) return 'List';
  if (value instanceof Map) return 'Map';
  if (isNumber(value)) return classOfNumber(value);
  return value instanceof VtlObject ? value.className : 'Object';
}
