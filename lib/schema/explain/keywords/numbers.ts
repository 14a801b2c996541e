import { keywordText, toDecimal } from '../../decimal';
import { comparison, multipleOf as multiplesOf } from '../../exact';
import { type InstanceType, numberText } from '../../instance';
import type { Check, Keyword } from './keyword';

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
  return (value, { schema }) => {
    const compare = comparison(value as number);
    const strict = schema[exclusive] === true;
    const text = keywordText(toDecimal(value as number));
    return (instance, { messages }) => {
      const distance = sign * compare(instance);
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
  const isMultiple = multiplesOf(value as number);
  const text = keywordText(toDecimal(value as number));
  return (instance, { messages }) => {
    if (isMultiple(instance)) return;
    messages.push(() => `remainder of division is not zero (${numberText(instance)} / ${text})`);
  };
}
