import { createRequire } from 'node:module';
import type { RE2JS as Program } from 're2js';
import {
  COMPARISONS,
  comparison,
  disjunction,
  existence,
  literalOperand,
  matching,
  negation,
  type Operand,
  pathOperand,
} from './conditions';
import type { Condition } from './selecting-steps';
import type { Source } from './source';
import type { DefiniteStep } from './steps';

/** Reads the path of an operand, which must be definite. */
export type ParseOperand = (source: Source) => readonly DefiniteStep[];

/** The engine of regular expressions is loaded with the first of them: most paths have none. */
const load = createRequire(__filename);

const MATCHES = '=~';
const SIGNS = [...COMPARISONS.map(({ sign }) => sign), MATCHES];
const PATH = /^[$@]/;
const TEXT = /^'([\s\S]*)'$/;
const PATTERN = /^\/([\s\S]*)\/(i?)$/;
/** What may hold a brace in a Java regular expression: the rest must be free of it. */
const BRACED = /\\[pPx]\{[^}]*\}|\\.|\[(?:\\.|[^\]])*\]|\{[0-9]+(?:,[0-9]*)?\}/g;
const OTHER_OPERATOR = /\s(in|nin|anyof|noneof|subsetof|all|size|contains|empty|type)(?:\s|$)/;
const ALLOWED = "only ==, !=, <, <=, >, >=, =~, && and || are known, as in Jayway's JsonPath 2.0";

/**
 * Reads what stands in the brackets of `[?(…)]`, as Jayway 2.0 does: conditions between `&&` and
 * `||`, of which `&&` binds closer. Parentheses around them have no effect.
 *
 * @throws {@link JsonPathError} for anything that Jayway 2.0 would refuse, or would misread
 */
export function parseFilter(source: Source, parseOperand: ParseOperand): Condition {
  guardParentheses(source);
  const inner = source.strip(/^\s*\?\s*\(/, /\)\s*$/);
  if (!/^\s*\?\s*\([\s\S]*\)\s*$/.test(source.text)) {
    source.fail('a filter is written [?(…)]');
  }
  const alternatives = inner.split(/\|\|/g).map((alternative) => alternative.split(/&&/g));
  return disjunction(
    alternatives.map((conjunction) =>
      conjunction.map((condition) => parseCondition(condition, parseOperand)),
    ),
  );
}

function guardParentheses(source: Source): void {
  let open = 0;
  for (const [character] of source.text.matchAll(/'(?:\\'|[^'])*'|[()']/g)) {
    open += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === "'") {
      source.fail('a text in a filter is not closed; expected a single quote');
    }
  }
  if (open !== 0) {
    source.fail('the parentheses of the filter do not match');
  }
}

function parseCondition(untrimmed: Source, parseOperand: ParseOperand): Condition {
  const source = untrimmed.strip(/^[[?(\s]*/, /[)\s]*$/);
  const sign = SIGNS.find((candidate) => source.text.includes(candidate));
  if (sign === undefined) {
    return parseExistence(source, parseOperand);
  }
  const [left, right] = sidesOf(source, sign);
  if (sign === MATCHES) {
    return parseMatching(left, right, parseOperand);
  }
  const found = COMPARISONS.find((candidate) => candidate.sign === sign) as (typeof COMPARISONS)[0];
  return comparison(parseSide(left, parseOperand), found, parseSide(right, parseOperand));
}

function sidesOf(source: Source, sign: string): [Source, Source] {
  const at = source.text.indexOf(sign);
  return [source.slice(0, at).strip(), source.slice(at + sign.length).strip()];
}

function parseExistence(source: Source, parseOperand: ParseOperand): Condition {
  const other = OTHER_OPERATOR.exec(source.text);
  if (other) {
    source.fail(`operator '${other[1]}' is not known; ${ALLOWED}`, other.index + 1);
  }
  const negated = source.text.startsWith('!');
  const path = source.slice(negated ? 1 : 0);
  if (!PATH.test(path.text)) {
    source.fail(`expected a condition such as @.name or @.name == 'text', got: ${shown(source)}`);
  }
  // also a path that starts at the document is followed from the item here
  const exists = existence(pathOperand(parseOperand(path), false));
  return negated ? negation(exists) : exists;
}

function parseMatching(left: Source, right: Source, parseOperand: ParseOperand): Condition {
  return PATTERN.test(right.text)
    ? matching(parseSide(left, parseOperand), parsePattern(right))
    : matching(parseSide(right, parseOperand), parsePattern(left));
}

function parsePattern(source: Source): Program {
  const [, pattern = '', ignoreCase] =
    PATTERN.exec(source.text) ??
    source.fail(`=~ needs a regular expression such as /a.*/ or /a.*/i, got: ${shown(source)}`);
  if (pattern.replace(BRACED, '').includes('{')) {
    source.fail(
      "a '{' that begins no quantifier such as {2,3} is written \\{ in a regular expression",
    );
  }
  try {
    const { RE2JS } = load('re2js') as typeof import('re2js');
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    return source.fail(
      `${(error as Error).message}; a regular expression that needs no backtracking is expected:` +
        ' no look-around, no back reference, no possessive quantifier',
    );
  }
}

function parseSide(source: Source, parseOperand: ParseOperand): Operand {
  const text = source.text;
  if (PATH.test(text)) {
    return pathOperand(parseOperand(source), text.startsWith('$'));
  }
  if (text.startsWith('!')) {
    source.fail("'!' can only stand before a path alone, as in [?(!@.name)]");
  }
  if (text === '') {
    source.fail('expected a value beside the operator');
  }
  if (PATTERN.test(text)) {
    source.fail('a regular expression needs the operator =~');
  }
  return literalOperand(TEXT.exec(text)?.[1] ?? bareText(source));
}

function bareText(source: Source): string {
  return source.text.startsWith("'") || source.text.endsWith("'")
    ? source.fail(`a text in a filter begins and ends with a single quote, got: ${shown(source)}`)
    : source.text;
}

function shown(source: Source): string {
  return JSON.stringify(source.text);
}
