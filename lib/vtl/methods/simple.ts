import type { Budget } from '../values/budget';
import { equalValues } from '../values/equality';
import type { VtlIterator } from '../values/iteration';
import { textOf } from '../values/text';
import { VtlCharacter, type VtlEntry, type VtlObject, type VtlValue } from '../values/value';
import { isJavaSpace } from './java-space';
import { incomparable, type Signatures } from './signatures';

const print = (value: VtlValue, _: [], budget: Budget): string => textOf(value, budget);

const equals = (value: VtlValue, [other]: [VtlValue], budget: Budget): boolean =>
  equalValues(value, other, budget);

/** `java.lang.Boolean`. */
export const BOOLEAN_METHODS: Signatures<boolean> = {
  'booleanValue()': (value) => value,
  'compare(boolean,boolean)': (_, [a, b]: [boolean, boolean]) => Number(a) - Number(b),
  'compareTo(Boolean)': (value, [other]: [boolean]) => Number(value) - Number(other),
  'compareTo(Object)': incomparable,
  'equals(Object)': equals,
  'hashCode()': (value) => (value ? 1231 : 1237),
  'logicalAnd(boolean,boolean)': (_, [a, b]: [boolean, boolean]) => a && b,
  'logicalOr(boolean,boolean)': (_, [a, b]: [boolean, boolean]) => a || b,
  'logicalXor(boolean,boolean)': (_, [a, b]: [boolean, boolean]) => a !== b,
  'parseBoolean(String)': (_, [text]: [string]) => text.toLowerCase() === 'true',
  'toString()': print,
  'toString(boolean)': (_, [value]: [boolean]) => String(value),
  'valueOf(String)': (_, [text]: [string]) => text.toLowerCase() === 'true',
  'valueOf(boolean)': (_, [value]: [boolean]) => value,
};

/** `java.lang.Character`. */
export const CHARACTER_METHODS: Signatures<VtlCharacter> = {
  'charValue()': (value) => value,
  'compare(char,char)': (_, [a, b]: [VtlCharacter, VtlCharacter]) => codeOf(a) - codeOf(b),
  'compareTo(char)': (value, [other]: [VtlCharacter]) => codeOf(value) - codeOf(other),
  'compareTo(Object)': incomparable,
  'equals(Object)': equals,
  'getNumericValue(char)': (_, [value]: [VtlCharacter]) => numericValue(value.text),
  'hashCode()': (value) => codeOf(value),
  'isDigit(char)': (_, [value]: [VtlCharacter]) => /^\p{Nd}$/u.test(value.text),
  'isLetter(char)': (_, [value]: [VtlCharacter]) => /^\p{L}$/u.test(value.text),
  'isLetterOrDigit(char)': (_, [value]: [VtlCharacter]) => /^[\p{L}\p{Nd}]$/u.test(value.text),
  'isLowerCase(char)': (_, [value]: [VtlCharacter]) => /^\p{Lowercase}$/u.test(value.text),
  'isUpperCase(char)': (_, [value]: [VtlCharacter]) => /^\p{Uppercase}$/u.test(value.text),
  'isWhitespace(char)': (_, [value]: [VtlCharacter]) => isJavaSpace(value.text),
  'toLowerCase(char)': (_, [value]: [VtlCharacter]) => mapped(value, value.text.toLowerCase()),
  'toString()': print,
  'toString(char)': (_, [value]: [VtlCharacter]) => value.text,
  'toUpperCase(char)': (_, [value]: [VtlCharacter]) => mapped(value, value.text.toUpperCase()),
  'valueOf(char)': (_, [value]: [VtlCharacter]) => value,
};

/** `java.util.Map.Entry`. */
export const ENTRY_METHODS: Signatures<VtlEntry> = {
  'equals(Object)': equals,
  'getKey()': (entry) => entry.key,
  'getValue()': (entry) => entry.value,
  'setValue(Object)': (entry, [value]: [VtlValue]) => {
    const old = entry.value;
    entry.map.set(entry.key, value);
    return old;
  },
  'toString()': print,
};

/** `java.util.Iterator`. */
export const ITERATOR_METHODS: Signatures<VtlIterator> = {
  'equals(Object)': (iterator, [other]: [VtlValue]) => iterator === other,
  'hasNext()': (iterator) => iterator.hasNext(),
  'next()': (iterator) => iterator.next(),
};

/** What `#define` makes. */
export const BLOCK_METHODS: Signatures<VtlObject> = { 'toString()': print };

function codeOf(value: VtlCharacter): number {
  return value.text.charCodeAt(0);
}

// A character stays one: `ß` has no upper case.
function mapped(value: VtlCharacter, text: string): VtlCharacter {
  return text.length === 1 ? new VtlCharacter(text) : value;
}

function numericValue(character: string): number {
  const value = Number.parseInt(character, 36);
  return Number.isNaN(value) ? -1 : value;
}
