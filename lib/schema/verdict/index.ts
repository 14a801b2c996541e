import type { default as AjvDraft4, CodeKeywordDefinition, ValidateFunction } from 'ajv-draft-04';
import { loadAjv } from '../ajv';
import type { Document } from '../document';
import { SchemaError, shown } from '../errors';
import { FORMATS } from '../formats';
import type { SchemaNode } from '../graph';
import { Effort } from '../limits';
import { compilePattern, type Pattern } from '../pattern';
import { callKeyword, EXACT_KEYWORDS, type Holds, REPLACED } from './keywords';
import { LINK, prepareSchemas } from './prepare';

/**
 * Tells whether a document is valid.
 *
 * @throws {@link GivenUpError} for a document that takes too long or goes too deep
 */
export type Verdict = (document: Document) => boolean;

/**
 * Has ajv compile a schema.
 *
 * @throws {@link SchemaError} for what ajv cannot compile, which no checked schema is known to be
 */
export function compileVerdict(root: SchemaNode): Verdict {
  const validators: ValidateFunction[] = [];
  // Links lead to any of the schemas: also to one that is not compiled yet, or to itself.
  const apply: (index: number) => Holds = (index) => (plain, run, parent, name) => {
    run.effort.begin();
    const valid = validators[index]?.call(run, plain, positionIn(parent, name)) ?? false;
    run.effort.end();
    return valid;
  };
  const ajv = createAjv(callKeyword(LINK, [], apply));
  try {
    for (const schema of prepareSchemas(root)) validators.push(ajv.compile(schema));
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : shown(cause);
    throw new SchemaError(root.where, `cannot be compiled: ${problem}`);
  }
  const applyRoot = apply(0);
  return ({ holder, originals }) =>
    applyRoot(holder[0], { effort: new Effort(), originals }, holder, 0);
}

type Position = NonNullable<Parameters<ValidateFunction>[1]>;

/** Our keywords ask for the parent alone, ajv's code hands on the rest. */
function positionIn(parent: object, name: string | number): Position {
  return {
    instancePath: '',
    parentData: parent as Position['parentData'],
    parentDataProperty: name,
    rootData: {},
    dynamicAnchors: {},
  };
}

function createAjv(link: CodeKeywordDefinition): AjvDraft4 {
  const { default: Ajv } = loadAjv();
  const ajv = new Ajv({
    // The schemas were checked before, with better messages than those of the meta-schema.
    strict: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    messages: false,
    formats: Object.fromEntries([...FORMATS].map(([name, { isValid }]) => [name, isValid])),
    // A member named constructor is there only if the document has it.
    ownProperties: true,
    strictNumbers: false,
    unicodeRegExp: false,
    passContext: true,
    code: { regExp: Object.assign(patternOf, { code: 'compilePattern' }) },
  });
  for (const keyword of REPLACED) ajv.removeKeyword(keyword);
  for (const definition of [link, ...EXACT_KEYWORDS]) ajv.addKeyword(definition);
  return ajv;
}

/** ajv tells patterns apart by their text. */
function patternOf(source: string): Pattern {
  const pattern = compilePattern(source);
  if (pattern === undefined) throw new Error(`not a pattern: ${source}`);
  return Object.assign(pattern, { toString: () => source });
}
