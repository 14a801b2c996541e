import { FORMATS } from '../../formats';
import type { InstanceType } from '../../instance';
import { compilePattern } from '../../pattern';
import { type Check, type Keyword, sizeKeyword, tooFew, tooMany } from './keyword';

const types: readonly InstanceType[] = ['string'];

/** Keywords about strings; lengths are in Unicode characters, not in UTF-16 units. */
export const STRING_KEYWORDS = {
  format: { types, compile: format },
  maxLength: sizeKeyword(
    types,
    codePoints,
    tooMany,
    (found, limit, text) =>
      `string "${text}" is too long (length: ${found}, maximum allowed: ${limit})`,
  ),
  minLength: sizeKeyword(
    types,
    codePoints,
    tooFew,
    (found, limit, text) =>
      `string "${text}" is too short (length: ${found}, required minimum: ${limit})`,
  ),
  pattern: { types, compile: pattern },
} satisfies Record<string, Keyword>;

function pattern(value: unknown): Check | undefined {
  const compiled = compilePattern(value as string);
  return (
    compiled &&
    ((instance, { messages }) => {
      if (compiled.test(instance as string)) return;
      messages.push(
        () => `ECMA 262 regex "${compiled.source}" does not match input string "${instance}"`,
      );
    })
  );
}

function format(value: unknown): Check | undefined {
  const known = FORMATS.get(value as string);
  return (
    known &&
    ((instance, { messages }) => {
      const text = instance as string;
      if (!known.isValid(text)) messages.push(() => known.message(text));
    })
  );
}

const SURROGATE = /[\ud800-\udfff]/;

function codePoints(instance: unknown): number {
  const text = instance as string;
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}
