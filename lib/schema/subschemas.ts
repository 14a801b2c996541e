import { isObject, type SchemaObject } from './syntax';

/** A schema within a schema, not yet checked. */
export interface Subschema {
  /** The keyword, and the name or index there, unless the keyword's value is the schema. */
  readonly tokens: readonly [keyword: string, token?: string | number];
  readonly schema: unknown;
}

const SINGLE = ['additionalItems', 'additionalProperties', 'items', 'not'];
const LISTS = ['allOf', 'anyOf', 'items', 'oneOf'];
const NAMED = ['definitions', 'dependencies', 'patternProperties', 'properties'];

/** The schemas directly within a schema. */
export function subschemasOf(schema: SchemaObject): Subschema[] {
  return Object.entries(schema).flatMap(([keyword, value]) => subschemasAt(keyword, value));
}

function subschemasAt(keyword: string, value: unknown): Subschema[] {
  if (LISTS.includes(keyword) && Array.isArray(value)) {
    return value.map((schema, token) => ({ tokens: [keyword, token], schema }));
  }
  if (!isObject(value)) return [];
  if (SINGLE.includes(keyword)) return [{ tokens: [keyword], schema: value }];
  if (!NAMED.includes(keyword)) return [];
  return Object.entries(value)
    .filter(([, schema]) => keyword !== 'dependencies' || isObject(schema))
    .map(([token, schema]) => ({ tokens: [keyword, token], schema }));
}
