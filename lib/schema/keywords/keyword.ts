import type { InstanceType } from '../instance';
import type { Check, SchemaNode } from '../node';
import type { SchemaObject } from '../syntax';

/** Compiles the sub-schemas of a schema. */
export interface Subschemas {
  /** Schema at a member, such as `not`, or deeper, such as `allOf`, 0. */
  at(...tokens: readonly (string | number)[]): SchemaNode;
  /** The list of names at a member of `dependencies`, or its schema. */
  dependency(name: string): readonly string[] | SchemaNode;
}

/** A keyword that validates by itself, without going down into items and members. */
export interface Keyword {
  /** Types of instance that it is about; every other is left alone. */
  readonly types: readonly InstanceType[];
  /** @returns `undefined` when the keyword, with this value, has no effect */
  compile(value: unknown, schema: SchemaObject, subschemas: Subschemas): Check | undefined;
}

/** A keyword that limits how large a value may be, in the unit of `measure`. */
export function sizeKeyword(
  types: readonly InstanceType[],
  measure: (instance: unknown) => number,
  isWrong: (found: number, limit: number) => boolean,
  message: (found: number, limit: number, instance: unknown) => string,
): Keyword {
  return {
    types,
    compile:
      (value) =>
      (instance, { messages }) => {
        const found = measure(instance);
        if (isWrong(found, value as number)) {
          messages.push(() => message(found, value as number, instance));
        }
      },
  };
}

/** For the `max…` keywords of {@link sizeKeyword}. */
export function tooMany(found: number, limit: number): boolean {
  return found > limit;
}

/** For the `min…` keywords of {@link sizeKeyword}. */
export function tooFew(found: number, limit: number): boolean {
  return found < limit;
}
