import { compareDecimals, isMultipleOf, keywordText, toDecimal } from '../decimal';
import { decimalOf, type InstanceType, numberText } from '../instance';
import type { Check } from '../node';
import type { Keyword } from './keyword';

const types: readonly InstanceType[] = ['integer', 'number'];

const BOUNDS = {
  maximum: {
    sign: -1,
    exclusive: 'exclusiveMaximum',
    beyond: 'greater than the required maximum',
    notStrictly: 'lower than the required maximum',
  },
  minimum: {
    sign: 1,
    exclusive: 'exclusiveMinimum',
    beyond: 'lower than the required minimum',
    notStrictly: 'greater than the required minimum',
  },
} as const;

/** Keywords about numbers, computed exactly, as with Java's `BigDecimal`. */
export const NUMBER_KEYWORDS = {
  maximum: { types, compile: limit('maximum') },
  minimum: { types, compile: limit('minimum') },
  multipleOf: { types, compile: multipleOf },
} satisfies Record<string, Keyword>;

function limit(name: keyof typeof BOUNDS): Keyword['compile'] {
  const { sign, exclusive, beyond, notStrictly } = BOUNDS[name];
  return (value, schema) => {
    const bound = toDecimal(value as number);
    const plainBound = value as number;
    const strict = schema[exclusive] === true;
    const text = keywordText(bound);
    return (instance, { messages }) => {
      const distance =
        typeof instance === 'number'
          ? sign * Math.sign(instance - plainBound)
          : sign * compareDecimals(decimalOf(instance), bound);
      if (distance > 0 || (distance === 0 && !strict)) return;
      messages.push(() =>
        distance === 0
          ? `numeric instance is not strictly ${notStrictly} ${text}`
          : `numeric instance is ${beyond} (${name}: ${text}, found: ${numberText(instance)})`,
      );
    };
  };
}

function multipleOf(value: unknown): Check {
  const divisor = toDecimal(value as number);
  return (instance, { messages }) => {
    if (isWholeMultiple(instance, value) || isMultipleOf(decimalOf(instance), divisor)) return;
    messages.push(
      () => `remainder of division is not zero (${numberText(instance)} / ${keywordText(divisor)})`,
    );
  };
}

/** The common case, which needs no exact arithmetic. */
function isWholeMultiple(instance: unknown, divisor: unknown): boolean {
  return (
    Number.isSafeInteger(instance) &&
    Number.isSafeInteger(divisor) &&
    (instance as number) % (divisor as number) === 0
  );
}
