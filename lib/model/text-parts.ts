import { stableText } from './stable-text';
import type { Intrinsic, Value } from './template';
import { isIntrinsic, isObject, own } from './value';

/** A piece of a text: literal, or an intrinsic that yields it at deployment. */
export type TextPart = string | Intrinsic;

const MAX_DEPTH = 100;

/** The intrinsics that join texts, and how they come apart. */
const PARTS: Readonly<
  Record<string, (argument: unknown, depth: number) => TextPart[] | undefined>
> = {
  'Fn::Join': joinParts,
  'Fn::Sub': subParts,
  'Fn::GetAtt': (argument) => [{ 'Fn::GetAtt': attributePair(argument) ?? argument }],
};

/**
 * Takes a text apart into its literal and its deployment-time pieces, however it was joined:
 * `Fn::Join` and `Fn::Sub` (nested ones too) yield the same pieces.
 *
 * @returns pieces in order; literals that touch are one piece
 */
export function textParts(value: Value<string>): TextPart[] {
  return mergeLiterals(split(value, 0));
}

/** Logical id and attribute of a `Fn::GetAtt`, in either of its spellings. */
export function attributePair(argument: unknown): [string, string] | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot > 0 ? [argument.slice(0, dot), argument.slice(dot + 1)] : undefined;
  }
  if (!Array.isArray(argument)) return undefined;
  const [logicalId, attribute] = argument as unknown[];
  const complete = typeof logicalId === 'string' && typeof attribute === 'string';
  return complete ? [logicalId, attribute] : undefined;
}

function split(value: unknown, depth: number): TextPart[] {
  if (typeof value === 'string') return [value];
  if (!isIntrinsic(value)) return [stableText(value)];
  const [name = '', argument] = Object.entries(value)[0] ?? [];
  const parts = depth < MAX_DEPTH ? own(PARTS, name)?.(argument, depth + 1) : undefined;
  return parts ?? [value];
}

function joinParts(argument: unknown, depth: number): TextPart[] | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [delimiter, items] = argument as unknown[];
  if (typeof delimiter !== 'string' || !Array.isArray(items)) return undefined;
  return items.flatMap((item, index) => {
    const parts = split(item, depth);
    return index === 0 ? parts : [delimiter, ...parts];
  });
}

function subParts(argument: unknown, depth: number): TextPart[] | undefined {
  const [template, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (typeof template !== 'string') return undefined;
  const named = isObject(variables) ? variables : {};
  return template
    .split(/(\$\{[^}]*\})/)
    .flatMap((piece) => (piece.startsWith('${') ? placeholder(piece, named, depth) : [piece]));
}

/** `${!Literal}` stands for itself, `${Name}` for a variable or a Ref, `${Name.Att}` for GetAtt. */
function placeholder(
  piece: string,
  variables: Readonly<Record<string, unknown>>,
  depth: number,
): TextPart[] {
  const name = piece.slice(2, -1).trim();
  if (name.startsWith('!')) return [`\${${name.slice(1)}}`];
  if (Object.hasOwn(variables, name)) return split(variables[name], depth);
  const attribute = attributePair(name);
  return [attribute === undefined ? { Ref: name } : { 'Fn::GetAtt': attribute }];
}

function mergeLiterals(parts: readonly TextPart[]): TextPart[] {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part !== 'string') merged.push(part);
    else if (typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  return merged;
}
