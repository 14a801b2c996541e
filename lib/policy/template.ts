import { PolicyError, shown } from './errors';
import { literalCodes, type WildcardPattern, wildcardCodes } from './wildcard';

/** Value of a condition key of the request; `undefined` where the request has none, or several. */
export type VariableLookup = (key: string) => string | undefined;

/** A text of a policy that may hold policy variables. */
export interface Template {
  /** Where the first variable starts; -1 without any. */
  readonly firstVariable: number;
  /**
   * The text with its variables replaced, `*` and `?` literal.
   *
   * @returns `undefined` when the request lacks a variable that has no default
   */
  text(lookup: VariableLookup): string | undefined;
  /** The same as a pattern: `*` and `?` of the policy are wildcards, those of values are not. */
  pattern(lookup: VariableLookup): WildcardPattern | undefined;
}

type Part = { readonly fixed: string; readonly wild: boolean } | Variable;
type Variable = { readonly key: string; readonly fallback?: string };

const VARIABLE = /^([^\s,'"{}$]+)\s*(?:,\s*'([^']*)'\s*)?$/;
const ESCAPES = new Set(['*', '?', '$']);

/**
 * Reads `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}`.
 *
 * @param variables - `false` for version 2008-10-17, where `${…}` is plain text
 * @throws {@link PolicyError} for a variable that is not closed or has no valid key
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(source: string, variables: boolean, path: string): Template {
  const firstVariable = variables ? source.indexOf('${') : -1;
  if (firstVariable < 0) return fixedTemplate(source);
  const parts = parseParts(source, path);
  return {
    firstVariable,
    text: (lookup) => join(parts, lookup, (part) => part.fixed)?.join(''),
    pattern: (lookup) =>
      join(parts, lookup, (part) => part)?.flatMap((part) => {
        if (typeof part === 'string') return literalCodes(part);
        return part.wild ? wildcardCodes(part.fixed) : literalCodes(part.fixed);
      }),
  };
}

function fixedTemplate(source: string): Template {
  const pattern = wildcardCodes(source);
  return { firstVariable: -1, text: () => source, pattern: () => pattern };
}

function parseParts(source: string, path: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (let open = source.indexOf('${'); open >= 0; open = source.indexOf('${', at)) {
    const close = source.indexOf('}', open);
    if (close < 0) throw badVariable(source, path);
    parts.push({ fixed: source.slice(at, open), wild: true });
    parts.push(parseVariable(source.slice(open + 2, close), source, path));
    at = close + 1;
  }
  parts.push({ fixed: source.slice(at), wild: true });
  return parts;
}

function parseVariable(inside: string, source: string, path: string): Part {
  if (ESCAPES.has(inside)) return { fixed: inside, wild: false };
  const [, key, fallback] = VARIABLE.exec(inside.trim()) ?? [];
  if (key === undefined) throw badVariable(source, path);
  return { key, ...(fallback === undefined ? {} : { fallback }) };
}

function badVariable(source: string, path: string): PolicyError {
  return new PolicyError(
    path,
    `a policy variable must read \${key} or \${key, 'default'}, got: ${shown(source)}`,
  );
}

function join<T>(
  parts: readonly Part[],
  lookup: VariableLookup,
  fixed: (part: Exclude<Part, Variable>) => T,
): (T | string)[] | undefined {
  const out: (T | string)[] = [];
  for (const part of parts) {
    if ('fixed' in part) {
      out.push(fixed(part));
      continue;
    }
    const value = lookup(part.key) ?? part.fallback;
    if (value === undefined) return undefined;
    out.push(value);
  }
  return out;
}
