import { indexFromEndStep, indexStep, memberStep, membersStep } from './definite-steps';
import { indexesStep, sliceStep, WILDCARD } from './selecting-steps';
import type { Source } from './source';
import type { Step } from './steps';

/** A form that the content of brackets may have, and the step that it stands for. */
interface BracketForm {
  readonly form: RegExp;
  readonly read: (source: Source, match: RegExpExecArray) => Step;
}

const MAX_INDEX = 2 ** 31 - 1;

const FORMS: readonly BracketForm[] = [
  { form: /^\*$/, read: () => WILDCARD },
  { form: /^\s*'([^'\]]*)'\s*$/, read: (_, match) => memberStep(match[1] ?? '') },
  {
    form: /^\s*'[^'\]]*'(?:\s*,\s*'[^'\]]*')+\s*$/,
    read: (source) => membersStep(namesIn(source)),
  },
  { form: /^ *(-?[0-9]+) *$/, read: (source, match) => indexStep(integer(source, match[1])) },
  { form: /^ *-?[0-9]+(?: *, *-?[0-9]+)+ *$/, read: (source) => indexesStep(indexesIn(source)) },
  { form: /^ *(-?[0-9]+) *: *(-?[0-9]+)? *$/, read: readSlice },
  {
    form: /^ *: *(-?[0-9]+) *$/,
    read: (source, match) => sliceStep({ to: integer(source, match[1]) }),
  },
  {
    form: /^ *\( *@\.(?:length|size) *(?:\( *\))? *- *([0-9]+) *\) *$/,
    read: (source, match) => indexFromEndStep(integer(source, match[1])),
  },
];

/** Forms that look like JSONPath, and what to write instead. */
const HINTS: readonly (readonly [form: RegExp, hint: string])[] = [
  [/\]/, "a name with ']' cannot be written in Jayway's JsonPath 2.0"],
  [/^\s*"/, 'a name stands in single quotes'],
  [/:.*:/, 'a slice has no step; write [from:to]'],
  [/^[^'"]*$/, "an index is a whole number; a name stands in single quotes, as in ['name']"],
];

/**
 * Reads the content of `[…]` that is no filter.
 *
 * @throws {@link JsonPathError} for anything but names in single quotes, indexes, a slice or `*`
 */
export function parseBrackets(source: Source): Step {
  for (const { form, read } of FORMS) {
    const match = form.exec(source.text);
    if (match) {
      return read(source, match);
    }
  }
  const [, hint = 'names are separated by commas'] =
    HINTS.find(([form]) => form.test(source.text)) ?? [];
  return source.fail(
    `expected names, indexes, a slice, * or a filter in brackets, got: ${JSON.stringify(source.text)}; ${hint}`,
  );
}

function readSlice(source: Source, [, from, to]: RegExpExecArray): Step {
  return sliceStep({
    from: integer(source, from),
    ...(to === undefined ? {} : { to: integer(source, to) }),
  });
}

function namesIn(source: Source): string[] {
  return Array.from(source.text.matchAll(/'([^']*)'/g), ([, name = '']) => name);
}

function indexesIn(source: Source): number[] {
  return Array.from(source.text.matchAll(/-?[0-9]+/g), ([index]) => integer(source, index));
}

function integer(source: Source, text: string | undefined): number {
  const value = Number(text);
  return Math.abs(value) <= MAX_INDEX
    ? value
    : source.fail(`an index must be between -${MAX_INDEX} and ${MAX_INDEX}, got: ${text}`);
}
