import type { IntegrationResponseModel } from '../model';
import { importStep } from './import-step';
import { perRestApi, type Rule } from './rule';
import { HOLE, textOf } from './text';

/** Selection patterns are regular expressions of Java. */
export const selectionPatterns: Rule = {
  code: 'SelectionPattern',
  see: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html',
  check: perRestApi((api) =>
    api.routes.flatMap((route) => {
      const { origin, method, path, integration } = route;
      const wrong = integration?.responses.map(knownPattern).find(isMalformed);
      if (wrong === undefined) return [];
      const message = `\`${method} ${path}\` must have selection patterns that are regular expressions, got: ${JSON.stringify(wrong)}; close its brackets, or write a backslash before what stands for itself`;
      const refusal = 'Invalid regex pattern specified';
      return [{ origin, message, refusal, step: importStep.integrationResponse(route) }];
    }),
  ),
};

/** Nothing, where only the deployment knows it. */
function knownPattern({ selectionPattern }: IntegrationResponseModel): string {
  const text = textOf(selectionPattern ?? '');
  return text.includes(HOLE) ? '' : text;
}

/** A quoted text, an escape with what belongs to it, a count, or a character. */
const TOKEN = /\\Q.*?(?:\\E|$)|\\[pPxN]\{[^}]*\}|\\.|\{\d+(?:,\d*)?\}|./gs;

/** White space and comments that count for nothing: what they hold is not judged. */
const COMMENTS = /\(\?[a-zA-Z]*x/;

/** What a bracket that stands for itself follows. */
const OPENS_CLASS = /^\[\^?$/;

/** What no quantifier may follow; after a parenthesis a question mark says what kind of group it is. */
const DANGLING = /^(?:\|?[*+?]|\([*+])$/;

/**
 * Whether a text is a regular expression in no engine: a bracket that is not closed, a parenthesis
 * that is not opened, a brace without a count, a backslash before nothing, or a quantifier of nothing.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function isMalformed(pattern: string): boolean {
  if (COMMENTS.test(pattern)) return false;
  let before = '';
  let groups = 0;
  let isInClass = false;
  for (const token of pattern.match(TOKEN) ?? []) {
    if (token === '\\') return true;
    // Classes nest, and are put together: what such a one means is not judged.
    if (isInClass && token === '[') return false;
    if (isInClass) isInClass = token !== ']' || OPENS_CLASS.test(before);
    else if (token === '[') isInClass = true;
    else if (token === '(') groups += 1;
    else if (token === ')') groups -= 1;
    else if (token === '{' || DANGLING.test(before + token)) return true;
    if (groups < 0) return true;
    before = isInClass && token !== '[' ? before + token : token;
  }
  return groups > 0 || isInClass;
}
