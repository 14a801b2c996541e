import type { Value } from '../model';
import { type TextPart, textParts } from '../model/text-parts';

/** Stands for what is only known at deployment. */
export const HOLE = '\u0000';

/** A `{{resolve:…}}` of a text, which CloudFormation looks up. */
const DYNAMIC_REFERENCE = /\{\{resolve:[^{}]*\}\}/g;

/**
 * A value as text, with `HOLE` for each part that only the deployment knows.
 * Joins and substitutions are put together, as far as they are literal; dynamic references are none.
 */
export function textOf(value: unknown): string {
  return textParts(value as Value<string>)
    .map((part) => (typeof part === 'string' ? part : isPartition(part) ? 'aws' : HOLE))
    .join('')
    .replace(DYNAMIC_REFERENCE, HOLE);
}

/** Whether a value is a text of which every part is known before the deployment. */
export function isKnownText(value: unknown): value is string {
  return typeof value === 'string' && !textOf(value).includes(HOLE);
}

/** A text for people: an ellipsis stands for each part that only the deployment knows. */
export function shownText(text: string): string {
  return text.replaceAll(HOLE, '…');
}

function isPartition(part: TextPart): boolean {
  return typeof part === 'object' && 'Ref' in part && part['Ref'] === 'AWS::Partition';
}

/** Characters of a JSON value, minified, at least: what is not known counts nothing. */
export function knownLength(value: unknown): number {
  return JSON.stringify(withoutIntrinsics(value))?.length ?? 0;
}

function withoutIntrinsics(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIntrinsics);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    return textOf(value).replaceAll(HOLE, '');
  }
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutIntrinsics(member)]));
}
