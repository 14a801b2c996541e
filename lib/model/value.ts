import type { Intrinsic } from './template';

/** A JSON object, as opposed to a list or a scalar. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** `T` whose members that may be undefined are optional instead. */
export type Compact<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** Tells a JSON object from lists, scalars and null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Tells an intrinsic (`{ Ref: … }`, `{ 'Fn::…': … }`) from a literal.
 *
 * CloudFormation takes any object of one such member for an intrinsic; so does this.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function isIntrinsic(value: unknown): value is Intrinsic {
  if (!isObject(value)) return false;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return false;
  return name === 'Ref' ? typeof value[name] === 'string' : name.startsWith('Fn::');
}

/** Tells a property that is not there: absent, null, or `{ Ref: 'AWS::NoValue' }`. */
export function isAbsent(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return isIntrinsic(value) && value['Ref'] === 'AWS::NoValue';
}

/** A member of the object itself: never one of its prototype, whatever a template names it. */
export function own<T>(
  record: Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Maps the members of an object and leaves those out that map to undefined. */
export function mapMembers<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, name: string) => U | undefined,
): Record<string, U> {
  const members: [string, U][] = [];
  for (const [name, value] of Object.entries(record)) {
    const mapped = map(value, name);
    if (mapped !== undefined) members.push([name, mapped]);
  }
  // fromEntries defines members: one called `__proto__` stays a member and changes no prototype.
  return Object.fromEntries(members);
}

/**
 * The object without its undefined members, as `exactOptionalPropertyTypes` wants it. For objects
 * whose members are named in code, not in a template.
 */
export function compact<T extends object>(record: T): Compact<T> {
  const present: Record<string, unknown> = {};
  for (const name in record) {
    if (record[name] !== undefined) present[name] = record[name];
  }
  return present as Compact<T>;
}

/** The value of a key, made on its first use. */
export function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const created = create();
  map.set(key, created);
  return created;
}
