import type { SchemaNode } from '../../graph';
import type { InstanceType } from '../../instance';

/** One explanation of one document. */
export interface Run {
  /** What is wrong so far; a message is made only when it is read. */
  readonly messages: (() => string)[];
  /** Applies another schema, and adds its messages. */
  apply(node: SchemaNode, instance: unknown): void;
  /** Tells whether another schema finds nothing wrong; its messages are dropped. */
  accepts(node: SchemaNode, instance: unknown): boolean;
}

/** Adds what one keyword finds wrong with an instance of a type that it is about. */
export type Check = (instance: unknown, run: Run) => void;

/** A keyword that looks at an instance itself, without going down into items and members. */
export interface Keyword {
  /** Types of instance that it is about; every other is left alone. */
  readonly types: readonly InstanceType[];
  /** @returns `undefined` when the keyword, with this value, has no effect */
  compile(value: unknown, node: SchemaNode): Check | undefined;
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
