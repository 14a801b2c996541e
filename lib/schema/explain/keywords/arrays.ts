import { isUnique } from '../../exact';
import type { SchemaNode } from '../../graph';
import type { InstanceType } from '../../instance';
import { type Check, type Keyword, sizeKeyword, tooFew, tooMany } from './keyword';

const types: readonly InstanceType[] = ['array'];

/** Keywords about arrays. */
export const ARRAY_KEYWORDS = {
  additionalItems: { types, compile: additionalItems },
  maxItems: sizeKeyword(
    types,
    itemCount,
    tooMany,
    (found, limit) =>
      `array is too long: must have at most ${limit} elements but instance has ${found} elements`,
  ),
  minItems: sizeKeyword(
    types,
    itemCount,
    tooFew,
    (found, limit) =>
      `array is too short: must have at least ${limit} elements but instance has ${found} elements`,
  ),
  uniqueItems: { types, compile: uniqueItems },
} satisfies Record<string, Keyword>;

function additionalItems(value: unknown, { schema: { items } }: SchemaNode): Check | undefined {
  if (value !== false || !Array.isArray(items)) return undefined;
  const allowed = items.length;
  return (instance, { messages }) => {
    const found = (instance as unknown[]).length;
    if (found <= allowed) return;
    messages.push(
      () => `schema only allows ${allowed} elements in array but instance has ${found} elements`,
    );
  };
}

function uniqueItems(value: unknown): Check | undefined {
  if (value !== true) return undefined;
  return (instance, { messages }) => {
    if (isUnique(instance as unknown[])) return;
    messages.push(() => 'array must not contain duplicate elements');
  };
}

function itemCount(instance: unknown): number {
  return (instance as unknown[]).length;
}
