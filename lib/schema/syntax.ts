import { below, SchemaError, type SchemaLocation, shown } from './errors';
import { canonicalText, INSTANCE_TYPES } from './instance';
import { DepthError, MAX_DEPTH } from './limits';
import { isValidPattern } from './pattern';

/** A JSON object of a schema. */
export type SchemaObject = Readonly<Record<string, unknown>>;

type Rule = (value: unknown, schema: SchemaObject) => string | undefined;

const MAX_INT = 2 ** 31 - 1;

/** What draft 4 says about the value of each keyword; sub-schemas are checked on their own. */
const RULES: Readonly<Record<string, Rule | undefined>> = {
  $schema: string,
  id: string,
  title: string,
  description: string,
  format: string,
  additionalItems: booleanOrSchema,
  additionalProperties: booleanOrSchema,
  allOf: nonEmptyArray,
  anyOf: nonEmptyArray,
  oneOf: nonEmptyArray,
  items: (value) => (isObject(value) ? undefined : nonEmptyArray(value)),
  definitions: object,
  dependencies: object,
  properties: object,
  patternProperties: (value) => object(value) ?? firstProblem(Object.keys(value as object), regex),
  enum: (value) => array(value) ?? unique(value as unknown[]),
  not: (value) => (isObject(value) ? undefined : 'a schema must be an object'),
  exclusiveMaximum: exclusive('maximum'),
  exclusiveMinimum: exclusive('minimum'),
  maximum: number,
  minimum: number,
  multipleOf: (value) =>
    number(value) ?? ((value as number) > 0 ? undefined : 'must be greater than 0'),
  maxItems: count,
  maxLength: count,
  maxProperties: count,
  minItems: count,
  minLength: count,
  minProperties: count,
  pattern: (value) => string(value) ?? regex(value),
  required: (value) => stringArray(value),
  type: (value) =>
    Array.isArray(value)
      ? (nonEmptyArray(value) ?? firstProblem(value, primitiveType) ?? unique(value))
      : primitiveType(value),
  uniqueItems: boolean,
};

const ANNOTATIONS = ['$schema', 'id', 'title', 'description', 'definitions'];

/** The keywords of draft 4 that say something about an instance. */
export const VALIDATION_KEYWORDS: readonly string[] = Object.keys(RULES).filter(
  (keyword) => !ANNOTATIONS.includes(keyword),
);

/**
 * Checks the keywords of one schema as draft 4 defines them; unknown ones are ignored.
 *
 * @throws {@link SchemaError} for what API Gateway refuses: draft-3 `required: true`, draft-6
 * numeric `exclusiveMinimum`, empty `required`, type `any`, and so on
 * @see https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00
 */
export function checkSyntax(
  schema: unknown,
  where: SchemaLocation,
): asserts schema is SchemaObject {
  if (!isObject(schema)) {
    throw new SchemaError(where, `a schema must be an object, got: ${shown(schema)}`);
  }
  const [problem] = keywordProblems(schema, where);
  if (problem !== undefined) throw problem;
}

/** Everything that draft 4 does not allow about the keywords of one schema. */
export function keywordProblems(schema: SchemaObject, where: SchemaLocation): SchemaError[] {
  const problems = Object.entries(schema).flatMap(([keyword, value]) => {
    const rule = Object.hasOwn(RULES, keyword) ? RULES[keyword] : undefined;
    const problem = rule?.(value, schema);
    return problem === undefined ? [] : [refused(below(where, keyword), problem, value)];
  });
  return [...problems, ...dependencyProblems(schema, where)];
}

function refused(where: SchemaLocation, problem: string, value: unknown): SchemaError {
  return new SchemaError(where, `${problem}, got: ${shown(value)}`);
}

function dependencyProblems({ dependencies }: SchemaObject, where: SchemaLocation): SchemaError[] {
  return Object.entries(dependencies ?? {}).flatMap(([name, needed]) => {
    if (isObject(needed)) return [];
    const problem = Array.isArray(needed)
      ? stringArray(needed)
      : 'must be a schema or a list of names';
    if (problem === undefined) return [];
    return [refused(below(where, 'dependencies', name), problem, needed)];
  });
}

/** Tells whether a value is a JSON object. */
export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): string | undefined {
  return isObject(value) ? undefined : 'must be an object';
}

function array(value: unknown): string | undefined {
  return Array.isArray(value) ? undefined : 'must be an array';
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? undefined : 'must be a string';
}

function boolean(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : 'must be true or false';
}

function number(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';
}

function booleanOrSchema(value: unknown): string | undefined {
  return isObject(value) || typeof value === 'boolean'
    ? undefined
    : 'must be a schema, true or false';
}

function nonEmptyArray(value: unknown): string | undefined {
  return array(value) ?? ((value as unknown[]).length > 0 ? undefined : 'must not be empty');
}

function stringArray(value: unknown): string | undefined {
  return (
    nonEmptyArray(value) ??
    firstProblem(value as unknown[], (item) => string(item) && 'must be a list of strings') ??
    unique(value as unknown[])
  );
}

function count(value: unknown): string | undefined {
  const valid = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return valid && value <= MAX_INT ? undefined : `must be a whole number from 0 to ${MAX_INT}`;
}

function exclusive(partner: string): Rule {
  return (value, schema) =>
    boolean(value) ?? (Object.hasOwn(schema, partner) ? undefined : `must stand beside ${partner}`);
}

function primitiveType(value: unknown): string | undefined {
  return INSTANCE_TYPES.some((type) => type === value)
    ? undefined
    : `must be one of ${INSTANCE_TYPES.join(', ')}`;
}

function regex(value: unknown): string | undefined {
  return isValidPattern(String(value))
    ? undefined
    : 'must be a regular expression of ECMA 262 (5th edition or before)';
}

function unique(values: readonly unknown[]): string | undefined {
  try {
    const texts = new Set(values.map(canonicalText));
    return texts.size === values.length ? undefined : 'must not hold a value twice';
  } catch (cause) {
    if (cause instanceof DepthError) return `must not be nested more than ${MAX_DEPTH} levels deep`;
    throw cause;
  }
}

function firstProblem(values: readonly unknown[], rule: Rule): string | undefined {
  for (const value of values) {
    const problem = rule(value, {});
    if (problem !== undefined) return problem;
  }
  return undefined;
}
