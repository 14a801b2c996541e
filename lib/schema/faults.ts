import { below, SchemaError, type SchemaLocation, shown } from './errors';
import { MAX_DEPTH } from './limits';
import { subschemasOf } from './subschemas';
import { isObject, keywordProblems, type SchemaObject } from './syntax';

/** Words for people, and patterns, which each engine of regular expressions reads its own way. */
const NOT_JUDGED = [
  ...['$schema', 'id', 'title', 'description', 'format'],
  ...['pattern', 'patternProperties'],
];

/** How a schema says that it is of draft 4. */
const DRAFT_4 = /^http:\/\/json-schema\.org\/(?:draft-04\/)?schema#?$/;

/**
 * What makes API Gateway refuse a schema when a model is created, wherever it stands in it: what
 * draft 4 does not allow. References are not followed. What a later draft allows, and what comes
 * from OpenAPI, is passed over: it is not known to be refused.
 *
 * @param model name of the model
 * @param schema its schema; what is no JSON object is not judged
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function schemaFaults(model: string, schema: unknown): SchemaError[] {
  if (!isObject(schema)) return [];
  const faults: SchemaError[] = [];
  const open: Located[] = [{ schema, where: { model, pointer: '' }, depth: 0 }];
  // Grows while it is visited. What is nested too deeply is refused by who compiles it.
  for (const located of open) {
    faults.push(...faultsOf(located));
    open.push(...membersOf(located));
  }
  return faults;
}

interface Located {
  readonly schema: unknown;
  readonly where: SchemaLocation;
  readonly depth: number;
}

function faultsOf({ schema, where }: Located): SchemaError[] {
  if (isObject(schema)) {
    if (!isOfDraft4(schema)) return [];
    const judged = Object.entries(schema).filter(([keyword, value]) => isJudged(keyword, value));
    return keywordProblems(Object.fromEntries(judged), where);
  }
  // Later drafts have true and false in the place of a schema.
  if (typeof schema === 'boolean') return [];
  return [new SchemaError(where, `a schema must be an object, got: ${shown(schema)}`)];
}

function membersOf({ schema, where, depth }: Located): Located[] {
  if (depth === MAX_DEPTH || !isObject(schema) || !isOfDraft4(schema)) return [];
  return subschemasOf(schema).map(({ tokens, schema: member }) => ({
    schema: member,
    where: below(where, ...tokens),
    depth: depth + 1,
  }));
}

/** Beside a reference nothing counts. */
function isOfDraft4({ $ref, $schema }: SchemaObject): boolean {
  if ($ref !== undefined) return false;
  return typeof $schema !== 'string' || DRAFT_4.test($schema);
}

function isJudged(keyword: string, value: unknown): boolean {
  const isOfLaterDraft = Object.hasOwn(LATER, keyword) && LATER[keyword] === typeof value;
  const isFile = keyword === 'type' && value === 'file';
  return !NOT_JUDGED.includes(keyword) && !isOfLaterDraft && !isFile;
}

/** Types of values that keywords of draft 4 have in later drafts as well. */
const LATER: Readonly<Record<string, string>> = {
  exclusiveMaximum: 'number',
  exclusiveMinimum: 'number',
  items: 'boolean',
  not: 'boolean',
};
