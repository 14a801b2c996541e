import { compareDecimals, isMultipleOf, toDecimal } from './decimal';
import { canonicalText, decimalOf } from './instance';

/** Tells on which side of a bound a number is: negative, zero or positive. */
export function comparison(bound: number): (instance: unknown) => number {
  const decimal = toDecimal(bound);
  return (instance) =>
    typeof instance === 'number' ? instance - bound : compareDecimals(decimalOf(instance), decimal);
}

/** Tells whether a number is a whole multiple of a divisor, exactly: 19.99 is one of 0.01. */
export function multipleOf(divisor: number): (instance: unknown) => boolean {
  const decimal = toDecimal(divisor);
  return (instance) =>
    isWholeMultiple(instance, divisor) || isMultipleOf(decimalOf(instance), decimal);
}

/** The common case, which needs no exact arithmetic. */
function isWholeMultiple(instance: unknown, divisor: number): boolean {
  return (
    Number.isSafeInteger(instance) &&
    Number.isSafeInteger(divisor) &&
    (instance as number) % divisor === 0
  );
}

/** Tells whether a value is among some others: numbers by value, objects in any order. */
export function membership(values: readonly unknown[]): (instance: unknown) => boolean {
  const texts = new Set(values.map(canonicalText));
  const strings = new Set(values);
  return (instance) =>
    typeof instance === 'string' ? strings.has(instance) : texts.has(canonicalText(instance));
}

/** Tells whether no two items are equal in the sense of {@link membership}. */
export function isUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(canonicalText)).size === items.length;
}
