import { JsonDouble } from '../json';
import { type Decimal, decimalText, toDecimal } from './decimal';
import { DepthError, MAX_DEPTH } from './limits';

/** Type of a JSON value; a number written with a fraction or an exponent is never `integer`. */
export type InstanceType =
  | 'array'
  | 'boolean'
  | 'integer'
  | 'null'
  | 'number'
  | 'object'
  | 'string';

/** All types, in the order in which messages list them. */
export const INSTANCE_TYPES: readonly InstanceType[] = [
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string',
];

/** Objects of a JSON document: as JavaScript parses them, or as maps. */
export type InstanceObject = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

/**
 * The type of a JSON value.
 *
 * @throws TypeError for what no JSON document can hold, such as `undefined`
 */
export function typeOf(value: unknown): InstanceType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'object') return typeOfObject(value);
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint') return 'integer';
  throw new TypeError(`not a JSON value: ${typeof value}`);
}

function typeOfObject(value: object | null): InstanceType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof JsonDouble ? 'number' : 'object';
}

/** A number of a document, exactly. */
export function decimalOf(value: unknown): Decimal {
  return toDecimal(value as number | bigint | JsonDouble);
}

/** Names of an object's members, in no particular order. */
export function memberNames(object: InstanceObject): string[] {
  return object instanceof Map ? [...object.keys()] : Object.keys(object);
}

/** Tells whether an object has a member of its own. */
export function hasMember(object: InstanceObject, name: string): boolean {
  return object instanceof Map ? object.has(name) : Object.hasOwn(object, name);
}

/** A member of an object. */
export function memberOf(object: InstanceObject | undefined, name: string): unknown {
  return object instanceof Map ? object.get(name) : (object as Record<string, unknown>)[name];
}

/** Text of a value as in messages: compact JSON, numbers as Java writes them. */
export function jsonText(value: unknown): string {
  return render(value, { order: (names) => names, number: numberText }, 0);
}

/**
 * A text that is equal for values that are equal in JSON Schema's sense: numbers by value,
 * objects whatever the order of their members.
 *
 * @throws {@link DepthError}
 */
export function canonicalText(value: unknown): string {
  return render(value, { order: (names) => names.sort(), number: exactText }, 0);
}

interface Style {
  order(names: string[]): string[];
  number(value: unknown): string;
}

function render(value: unknown, style: Style, depth: number): string {
  if (depth > MAX_DEPTH) throw new DepthError();
  const inner = (member: unknown) => render(member, style, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join(',')}]`;
  const type = typeOf(value);
  if (type === 'number' || type === 'integer') return style.number(value);
  if (type !== 'object') return JSON.stringify(value);
  const object = value as InstanceObject;
  const members = style
    .order(memberNames(object))
    .map((name) => `${JSON.stringify(name)}:${inner(memberOf(object, name))}`);
  return `{${members.join(',')}}`;
}

/** A number as messages show it: whole numbers as written, others as Java's `BigDecimal`. */
export function numberText(value: unknown): string {
  return Number.isSafeInteger(value) || typeof value === 'bigint'
    ? String(value === 0 ? 0 : value)
    : exactText(value);
}

function exactText(value: unknown): string {
  return decimalText(decimalOf(value));
}
