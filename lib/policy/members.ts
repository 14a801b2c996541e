import { PolicyError, shown } from './errors';

/**
 * The members of a JSON object.
 *
 * @throws {@link PolicyError} when the value is no object
 */
export function asObject(value: unknown, path: string): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyError(path, `must be an object, got: ${shown(value)}`);
  }
  // An absent optional member may be written as undefined by code that builds policies.
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}

/**
 * One text or a list of at least one.
 *
 * @throws {@link PolicyError} for anything else
 */
export function stringList(value: unknown, path: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PolicyError(path, 'must have at least one value');
  return list.map((item) => {
    if (typeof item === 'string') return item;
    throw new PolicyError(path, `must be a text or a list of texts, got: ${shown(item)}`);
  });
}

/** As {@link stringList}; numbers and booleans stand for their JSON text. */
export function scalarList(value: unknown, path: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return stringList(
    list.map((item) =>
      typeof item === 'boolean' || typeof item === 'number' ? String(item) : item,
    ),
    path,
  );
}
