/** A piece of the text of an `Fn::Sub`: literal, or a name between `${` and `}`. */
export type SubPart = { readonly literal: string } | { readonly name: string };

const PLACEHOLDER = /\$\{([^}]*)\}/g;
const MAX_KNOWN = 10_000;

const known = new Map<string, readonly SubPart[]>();

/**
 * Takes the text of an `Fn::Sub` apart; `${!Literal}` becomes the literal `${Literal}`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function subParts(text: string): readonly SubPart[] {
  const found = known.get(text);
  if (found !== undefined) return found;
  const parsed = parse(text);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, parsed);
  return parsed;
}

function parse(text: string): readonly SubPart[] {
  const parts: SubPart[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push({ literal: text.slice(end, match.index) });
    parts.push(placeholder((match[1] ?? '').trim()));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ literal: text.slice(end) });
  return parts;
}

function placeholder(name: string): SubPart {
  return name.startsWith('!') ? { literal: `\${${name.slice(1)}}` } : { name };
}
