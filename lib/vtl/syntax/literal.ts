import type { Token } from './tokens';

/** The tokens that a node of the syntax tree was made of. */
export interface Span {
  readonly first: Token;
  readonly last: Token;
}

/** The text of a token, with the `$` and `#` in front of it that turned out to be plain text. */
export function tokenLiteral(token: Token): string {
  return token.kind === 'MULTI_LINE_COMMENT' ? '' : abandonedText(token) + token.image;
}

/** The template text that a node was made of, as Velocity gives it back. */
export function literalOf({ first, last }: Span): string {
  let text = tokenLiteral(first);
  for (let token = first; token !== last && token.next !== undefined; ) {
    token = token.next;
    text += tokenLiteral(token);
  }
  return text;
}

/** The images of the tokens of a node, one after the other. */
export function imagesOf({ first, last }: Span): string {
  let text = first.image;
  for (let token = first; token !== last && token.next !== undefined; ) {
    token = token.next;
    text += token.image;
  }
  return text;
}

function abandonedText({ abandoned }: Token): string {
  return abandoned.length === 0 ? '' : abandoned.map(marksOf).join('');
}

// Only `$`, `#` and the backslashes before a `$` count; the character that ended the attempt
// comes again as part of the next token.
const MARKS = /(\\+\$).?|[#$]/gs;

function marksOf(text: string): string {
  return [...text.matchAll(MARKS)].map(([mark, escaped = mark]) => escaped).join('');
}
