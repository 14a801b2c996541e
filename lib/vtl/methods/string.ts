import { javaHashOf } from '../../json';
import type { Budget } from '../values/budget';
import { classNameOf } from '../values/class-names';
import { itemsOf } from '../values/iteration';
import { textOf } from '../values/text';
import { VtlArray, VtlCharacter, type VtlList, type VtlValue, type VtlView } from '../values/value';
import { VtlFailure } from '../vtl-error';
import { formatText } from './format';
import { isJavaSpace } from './java-space';
import { matchesRegex, replaceRegex, splitRegex } from './regex';
import { incomparable, type Signatures } from './signatures';

/** `java.lang.String`. */
export const STRING_METHODS: Signatures<string> = {
  'charAt(int)': (text, [index]: [number]) => new VtlCharacter(text[checked(index, text)] ?? ''),
  'codePointAt(int)': (text, [index]: [number]) => text.codePointAt(checked(index, text)) ?? 0,
  'compareTo(String)': (text, [other]: [string]) => compareTexts(text, other),
  'compareTo(Object)': incomparable,
  'compareToIgnoreCase(String)': (text, [other]: [string]) =>
    compareTexts(folded(text), folded(other)),
  'concat(String)': (text, [other]: [string]) => text + other,
  'contains(CharSequence)': (text, [part]: [string], budget) => {
    budget.charge(text.length);
    return text.includes(part);
  },
  'contentEquals(CharSequence)': (text, [other]: [string]) => text === other,
  'endsWith(String)': (text, [end]: [string]) => text.endsWith(end),
  'equals(Object)': (text, [other]: [VtlValue]) => text === other,
  'equalsIgnoreCase(String)': (text, [other]: [string]) => folded(text) === folded(other),
  'format(String,Object...)': (_, [pattern, ...values]: [string, ...VtlValue[]], budget) =>
    formatText(pattern, values, budget),
  'getBytes()': (text) => new VtlArray([...Buffer.from(text)].map((byte) => (byte << 24) >> 24)),
  'hashCode()': (text) => javaHashOf(text),
  'indexOf(String)': (text, [part]: [string], budget) => indexOf(text, part, 0, budget),
  'indexOf(String,int)': (text, [part, from]: [string, number], budget) =>
    indexOf(text, part, from, budget),
  'indexOf(int)': (text, [code]: [number], budget) => indexOf(text, character(code), 0, budget),
  'indexOf(int,int)': (text, [code, from]: [number, number], budget) =>
    indexOf(text, character(code), from, budget),
  'isBlank()': (text) => stripped(text) === '',
  'isEmpty()': (text) => text === '',
  'join(CharSequence,Collection)': (_, [separator, parts]: [string, VtlList | VtlView], budget) =>
    joined(separator, itemsOf(parts) ?? [], budget),
  'join(CharSequence,Array)': (_, [separator, parts]: [string, VtlArray], budget) =>
    joined(separator, parts.items, budget),
  'join(CharSequence,CharSequence...)': (_, [separator, ...parts]: string[], budget) =>
    joined(separator ?? '', parts, budget),
  'lastIndexOf(String)': (text, [part]: [string], budget) => {
    budget.charge(text.length);
    return text.lastIndexOf(part);
  },
  'lastIndexOf(String,int)': (text, [part, from]: [string, number], budget) => {
    budget.charge(text.length);
    return from < 0 ? -1 : text.lastIndexOf(part, from);
  },
  'lastIndexOf(int)': (text, [code]: [number], budget) => {
    budget.charge(text.length);
    return text.lastIndexOf(character(code));
  },
  'lastIndexOf(int,int)': (text, [code, from]: [number, number], budget) => {
    budget.charge(text.length);
    return from < 0 ? -1 : text.lastIndexOf(character(code), from);
  },
  'length()': (text) => text.length,
  'matches(String)': (text, [regex]: [string], budget) => matchesRegex(text, regex, budget),
  'repeat(int)': (text, [times]: [number], budget) => {
    if (times < 0) throw new VtlFailure(`IllegalArgumentException: count is negative: ${times}`);
    budget.checkLength(text.length * times);
    return text.repeat(times);
  },
  'replace(char,char)': (text, [old, by]: [VtlCharacter, VtlCharacter], budget) =>
    replaced(text, old.text, by.text, budget),
  'replace(CharSequence,CharSequence)': (text, [old, by]: [string, string], budget) =>
    replaced(text, old, by, budget),
  'replaceAll(String,String)': (text, [regex, by]: [string, string], budget) =>
    replaceRegex(text, regex, by, Number.POSITIVE_INFINITY, budget),
  'replaceFirst(String,String)': (text, [regex, by]: [string, string], budget) =>
    replaceRegex(text, regex, by, 1, budget),
  'split(String)': (text, [regex]: [string], budget) =>
    new VtlArray(splitRegex(text, regex, 0, budget)),
  'split(String,int)': (text, [regex, limit]: [string, number], budget) =>
    new VtlArray(splitRegex(text, regex, limit, budget)),
  'startsWith(String)': (text, [start]: [string]) => text.startsWith(start),
  'startsWith(String,int)': (text, [start, from]: [string, number]) =>
    from >= 0 && from <= text.length && text.startsWith(start, from),
  'strip()': stripped,
  'stripLeading()': strippedAtStart,
  'stripTrailing()': strippedAtEnd,
  'subSequence(int,int)': (text, [from, to]: [number, number]) => substring(text, from, to),
  'substring(int)': (text, [from]: [number]) => substring(text, from, text.length),
  'substring(int,int)': (text, [from, to]: [number, number]) => substring(text, from, to),
  'toCharArray()': (text) => new VtlArray(text.split('').map((unit) => new VtlCharacter(unit))),
  'toLowerCase()': (text) => text.toLowerCase(),
  'toString()': (text) => text,
  'toUpperCase()': (text) => text.toUpperCase(),
  'trim()': trimmed,
  'valueOf(Object)': (_, [value]: [VtlValue], budget) => textOf(value, budget),
};

function stripped(text: string): string {
  return strippedAtEnd(strippedAtStart(text));
}

function strippedAtStart(text: string): string {
  let start = 0;
  while (isJavaSpace(text.charAt(start))) start++;
  return text.slice(start);
}

function strippedAtEnd(text: string): string {
  let end = text.length;
  while (isJavaSpace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

// Java's `trim` cuts everything up to U+0020.
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

function substring(text: string, from: number, to: number): string {
  if (from < 0 || to > text.length || from > to) {
    throw new VtlFailure(
      `StringIndexOutOfBoundsException: begin ${from}, end ${to}, length ${text.length}`,
    );
  }
  return text.slice(from, to);
}

function checked(index: number, text: string): number {
  if (index < 0 || index >= text.length) {
    throw new VtlFailure(`StringIndexOutOfBoundsException: index ${index}, length ${text.length}`);
  }
  return index;
}

function indexOf(text: string, part: string, from: number, budget: Budget): number {
  budget.charge(text.length);
  return text.indexOf(part, from);
}

function character(code: number): string {
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\0none';
}

function replaced(text: string, old: string, by: string, budget: Budget): string {
  budget.charge(text.length);
  const parts = text.split(old);
  const times = parts.length + (old === '' ? 1 : -1);
  budget.checkLength(text.length + times * (by.length - old.length));
  return old === '' ? ['', ...parts, ''].join(by) : parts.join(by);
}

function joined(separator: string, parts: readonly VtlValue[], budget: Budget): string {
  let result = '';
  for (const [i, part] of parts.entries()) {
    if (typeof part !== 'string' && part !== null) throw noText(part);
    result += (i === 0 ? '' : separator) + String(part);
    budget.checkLength(result.length);
  }
  return result;
}

function noText(value: Exclude<VtlValue, null>): VtlFailure {
  return new VtlFailure(`ClassCastException: join takes texts, got: ${classNameOf(value)}`);
}

// The difference of the first code units that differ, else of the lengths.
function compareTexts(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function folded(text: string): string {
  return text.toUpperCase().toLowerCase();
}
