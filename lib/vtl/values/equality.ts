import type { JsonDouble } from '../../json';
import { VtlFailure } from '../vtl-error';
import { compareNumbers } from './arithmetic';
import type { Budget } from './budget';
import { classNameOf } from './class-names';
import { decimalValue, isNumber, type VtlFloat, type VtlNumber, wholeValue } from './numbers';
import { textOf } from './text';
import {
  type VtlCharacter,
  type VtlEntry,
  VtlList,
  type VtlMap,
  type VtlValue,
  type VtlView,
} from './value';

/** Lists and maps in each other, before it can only be a list that contains itself. */
const DEEPEST = 500;

/** The template's `==`: numbers by value, equals within a class, otherwise by text. */
export function looselyEqual(a: VtlValue, b: VtlValue, budget: Budget): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (a === null || b === null) return a === b;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (classNameOf(a) === classNameOf(b)) return equalValues(a, b, budget);
  return textOf(a, budget) === textOf(b, budget);
}

/** Java's `equals`: an `Integer` never equals a `Long`. */
export function equalValues(a: VtlValue, b: VtlValue, budget: Budget): boolean {
  return equalAt(a, b, budget, 0);
}

/** A key as it stands in the map: all but texts, whole numbers and the like are compared. */
export function keyIn(map: VtlMap, key: VtlValue, budget: Budget): VtlValue {
  if (typeof key !== 'object' || key === null) return key;
  for (const known of map.keys()) {
    if (equalValues(known, key, budget)) return known;
  }
  return key;
}

function equalAt(a: VtlValue, b: VtlValue, budget: Budget, depth: number): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth > DEEPEST) throw new VtlFailure('a list or map contains itself');
  budget.charge(100);
  const className = classNameOf(a);
  if (className !== classNameOf(b)) return false;
  const equal = (x: VtlValue, y: VtlValue): boolean => equalAt(x, y, budget, depth + 1);
  return EQUALS[className]?.(a as never, b as never, equal) ?? false;
}

type Equal = (a: VtlValue, b: VtlValue) => boolean;

/** `equals` of the classes that do not compare by identity. */
const EQUALS: Readonly<Record<string, (a: never, b: never, equal: Equal) => boolean>> = {
  Double: (a: JsonDouble, b: JsonDouble) => Object.is(a.value, b.value),
  Float: (a: VtlFloat, b: VtlFloat) => Object.is(a.value, b.value),
  Long: sameWhole,
  BigInteger: sameWhole,
  BigDecimal: sameDecimal,
  Character: (a: VtlCharacter, b: VtlCharacter) => a.text === b.text,
  Entry: (a: VtlEntry, b: VtlEntry, equal) => equal(a.key, b.key) && equal(a.value, b.value),
  List: (a: VtlValue[] | VtlList, b: VtlValue[] | VtlList, equal) =>
    equalItems(itemsOf(a), itemsOf(b), equal),
  Map: equalMaps,
  KeySet: equalSets,
  EntrySet: equalSets,
};

function itemsOf(list: VtlValue[] | VtlList): readonly VtlValue[] {
  return list instanceof VtlList ? list.items : list;
}

function sameWhole(a: VtlNumber, b: VtlNumber): boolean {
  return wholeValue(a) === wholeValue(b);
}

function sameDecimal(a: VtlNumber, b: VtlNumber): boolean {
  const [x, y] = [decimalValue(a), decimalValue(b)];
  return x.unscaled === y.unscaled && x.scale === y.scale;
}

function equalItems(a: readonly VtlValue[], b: readonly VtlValue[], equal: Equal): boolean {
  return a.length === b.length && a.every((item, i) => equal(item, b[i] ?? null));
}

function equalMaps(a: VtlMap, b: VtlMap, equal: Equal): boolean {
  if (a.size !== b.size) return false;
  const others = [...b.keys()];
  return [...a].every(([key, value]) => {
    const known = b.has(key) ? key : others.find((other) => equal(other, key));
    return known !== undefined && equal(value, b.get(known) ?? null);
  });
}

function equalSets(a: VtlView, b: VtlView, equal: Equal): boolean {
  const others = b.items;
  return a.items.length === others.length && a.items.every((x) => others.some((y) => equal(x, y)));
}
