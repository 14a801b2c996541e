import { isIntrinsic } from '../model';
import { isObject } from '../model/value';

/** Keywords whose value is a schema, a list of schemas, or a map to schemas. */
const SCHEMAS = ['additionalItems', 'additionalProperties', 'not'];
const LISTS = ['items', 'allOf', 'anyOf', 'oneOf'];
const MAPS = ['properties', 'patternProperties', 'definitions', 'dependencies'];

/** Keywords of JSON Schema draft 4 that hold no schema. */
const PLAIN = [
  ...['$ref', '$schema', 'default', 'description', 'enum', 'exclusiveMaximum', 'exclusiveMinimum'],
  ...['format', 'id', 'maxItems', 'maxLength', 'maxProperties', 'maximum', 'minItems', 'minLength'],
  ...['minProperties', 'minimum', 'multipleOf', 'pattern', 'required', 'title', 'type'],
  'uniqueItems',
];

const KEYWORDS: ReadonlySet<string> = new Set([...PLAIN, ...SCHEMAS, ...LISTS, ...MAPS]);

/**
 * Keywords that draft 4 does not have, sorted: those of the first schema that has one, the outer
 * before the inner ones.
 *
 * @param schema object, or JSON text
 */
export function unsupportedKeywords(schema: unknown): readonly string[] | undefined {
  const pending: unknown[] = [typeof schema === 'string' ? parsed(schema) : schema];
  for (const one of pending) {
    if (!isObject(one) || isIntrinsic(one)) continue;
    const unknown = Object.keys(one).filter((word) => !KEYWORDS.has(word));
    if (unknown.length > 0) return unknown.sort();
    pending.push(...schemasIn(one));
  }
  return undefined;
}

function schemasIn(schema: Readonly<Record<string, unknown>>): unknown[] {
  return [
    ...SCHEMAS.map((word) => schema[word]),
    ...LISTS.flatMap((word) => schema[word]),
    ...MAPS.flatMap((word) => {
      const map = schema[word];
      return isObject(map) ? Object.values(map) : [];
    }),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
