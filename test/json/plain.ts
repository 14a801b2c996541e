import { JsonDouble, type JsonValue } from '../../lib/json';

/** A value as `JSON.parse` would give it. */
export function toPlain(value: JsonValue): unknown {
  if (value instanceof JsonDouble) {
    return value.value;
  }
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (Array.isArray(value)) {
    return value.map(toPlain);
  }
  return value instanceof Map
    ? Object.fromEntries(Array.from(value, ([name, member]) => [name, toPlain(member)]))
    : value;
}
