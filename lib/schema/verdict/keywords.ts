import type { CodeKeywordDefinition, JSONType, KeywordCxt } from 'ajv-draft-04';
import { loadAjv } from '../ajv';
import type { Originals } from '../document';
import { comparison, isUnique, membership, multipleOf } from '../exact';
import { memberOf, typeOf } from '../instance';
import type { Effort } from '../limits';
import type { SchemaObject } from '../syntax';
import { INTEGER } from './prepare';

/** One validation of one document; generated code has it as `this`. */
export interface Run {
  readonly effort: Effort;
  readonly originals: Originals | undefined;
}

/** Tells whether a plain instance, which is a member of `parent`, satisfies a keyword. */
export type Holds = (plain: unknown, run: Run, parent: object, name: string | number) => boolean;

/** A keyword whose code is the call of a function, made from its value and its schema. */
export function callKeyword(
  keyword: string,
  type: JSONType[],
  make: (value: never, schema: SchemaObject) => Holds,
): CodeKeywordDefinition {
  const code = (context: KeywordCxt): void => {
    const { _ } = loadAjv();
    const { gen, data, schema, parentSchema, it } = context;
    const holds = gen.scopeValue('keyword', { ref: make(schema as never, parentSchema) });
    context.pass(_`${holds}(${data}, this, ${it.parentData}, ${it.parentDataProperty})`);
  };
  return { keyword, type, code };
}

/** Tells whether an instance satisfies a keyword, with its numbers as they were written. */
type Predicate = (written: unknown) => boolean;

type MakePredicate = (value: never, schema: SchemaObject) => Predicate;

/** What ajv's own keywords would get wrong: they see numbers as JavaScript keeps them. */
const PREDICATES: Readonly<Record<string, readonly [type: JSONType[], make: MakePredicate]>> = {
  [INTEGER]: [['number'], () => (written) => typeOf(written) === 'integer'],
  enum: [[], membership],
  maximum: [['number'], maximum],
  minimum: [['number'], minimum],
  multipleOf: [['number'], multipleOf],
  uniqueItems: [['array'], uniqueItems],
};

/** ajv's keywords that {@link EXACT_KEYWORDS} replace. */
export const REPLACED = ['exclusiveMaximum', 'exclusiveMinimum', ...Object.keys(PREDICATES)];

/** Keywords that go by the document as it was written. */
export const EXACT_KEYWORDS = Object.entries(PREDICATES).map(([name, [type, make]]) =>
  callKeyword(name, type, (value, schema) => {
    const holds = make(value, schema);
    return (plain, { originals }, parent, member) =>
      holds(originals === undefined ? plain : memberOf(originals.get(parent), String(member)));
  }),
);

function maximum(bound: number, { exclusiveMaximum }: SchemaObject): Predicate {
  const compare = comparison(bound);
  return exclusiveMaximum === true
    ? (written) => compare(written) < 0
    : (written) => compare(written) <= 0;
}

function minimum(bound: number, { exclusiveMinimum }: SchemaObject): Predicate {
  const compare = comparison(bound);
  return exclusiveMinimum === true
    ? (written) => compare(written) > 0
    : (written) => compare(written) >= 0;
}

function uniqueItems(required: boolean): Predicate {
  return (written) => !required || isUnique(written as unknown[]);
}
