import type { Budget } from '../values/budget';
import { equalValues } from '../values/equality';
import { itemsOf, iteratorOf } from '../values/iteration';
import { textOf } from '../values/text';
import { VtlArray, VtlList, type VtlValue, type VtlView } from '../values/value';
import { VtlFailure } from '../vtl-error';
import type { Signatures } from './signatures';

/** `java.util.List`, made by the template or from JSON. */
type List = VtlValue[] | VtlList;

/** What can be read of lists, arrays and the views of a map alike. */
const COLLECTION_METHODS: Signatures<List | VtlArray | VtlView> = {
  'contains(Object)': (self, [value]: [VtlValue], budget) => indexOf(self, value, budget) >= 0,
  'containsAll(Collection)': (self, [values]: [List | VtlView], budget) =>
    items(values).every((value) => indexOf(self, value, budget) >= 0),
  'equals(Object)': (self, [other]: [VtlValue], budget) => equalValues(self, other, budget),
  'isEmpty()': (self) => items(self).length === 0,
  'iterator()': (self) => iteratorOf(self) ?? null,
  'size()': (self) => items(self).length,
  'toArray()': (self) => new VtlArray([...items(self)]),
  'toString()': (self, _: [], budget) => textOf(self, budget),
};

/** What can be read of lists and arrays. */
const INDEXED_METHODS: Signatures<List | VtlArray> = {
  ...COLLECTION_METHODS,
  'get(int)': (self, [index]: [number]) => items(self)[checked(index, self)] ?? null,
  'indexOf(Object)': (self, [value]: [VtlValue], budget) => indexOf(self, value, budget),
  'lastIndexOf(Object)': (self, [value]: [VtlValue], budget) => lastIndexOf(self, value, budget),
  'set(int,Object)': (self, [index, value]: [number, VtlValue]) => {
    const list = items(self);
    const old = list[checked(index, self)] ?? null;
    list[index] = value;
    return old;
  },
  'subList(int,int)': (self, [from, to]: [number, number], budget) =>
    new VtlList(slice(self, from, to, budget)),
};

/** `java.util.List`. */
export const LIST_METHODS: Signatures<List> = {
  ...INDEXED_METHODS,
  'add(Object)': (self, [value]: [VtlValue], budget) => {
    insert(self, items(self).length, [value], budget);
    return true;
  },
  'add(int,Object)': (self, [index, value]: [number, VtlValue], budget) => {
    insert(self, index, [value], budget);
  },
  'addAll(Collection)': (self, [values]: [List | VtlView], budget) => {
    insert(self, items(self).length, [...items(values)], budget);
    return items(values).length > 0;
  },
  'addAll(int,Collection)': (self, [index, values]: [number, List | VtlView], budget) => {
    insert(self, index, [...items(values)], budget);
    return items(values).length > 0;
  },
  'clear()': (self) => {
    items(self).length = 0;
  },
  'remove(int)': (self, [index]: [number]) => items(self).splice(checked(index, self), 1)[0],
  'remove(Object)': (self, [value]: [VtlValue], budget) => {
    const index = indexOf(self, value, budget);
    if (index >= 0) items(self).splice(index, 1);
    return index >= 0;
  },
  'removeAll(Collection)': (self, [values]: [List | VtlView], budget) =>
    keep(self, (item) => indexOf(values, item, budget) < 0),
  'retainAll(Collection)': (self, [values]: [List | VtlView], budget) =>
    keep(self, (item) => indexOf(values, item, budget) >= 0),
};

/** A Java array: Velocity lends it what a list of fixed length can. */
export const ARRAY_METHODS: Signatures<VtlArray> = {
  ...INDEXED_METHODS,
  'add(Object)': unsupported,
  'add(int,Object)': unsupported,
  'addAll(Collection)': unsupported,
  'clear()': unsupported,
  'equals(Object)': (self, [other]: [VtlValue]) => self === other,
  'remove(Object)': (self, [value]: [VtlValue], budget) =>
    indexOf(self, value, budget) >= 0 && unsupported(),
  'set(int,Object)': (self, [index, value]: [number, VtlValue]) => {
    const old = self.items[checked(index, self)] ?? null;
    if (typeof old !== typeof value)
      throw new VtlFailure('IllegalArgumentException: array element type mismatch');
    self.items[index] = value;
    return old;
  },
};

/** `keySet()`, `values()` and `entrySet()` of a map. */
export const VIEW_METHODS: Signatures<VtlView> = {
  ...COLLECTION_METHODS,
  'add(Object)': unsupported,
  'addAll(Collection)': unsupported,
  'clear()': (self) => {
    self.map.clear();
  },
  'remove(Object)': (self, [value]: [VtlValue], budget) => {
    const index = indexOf(self, value, budget);
    if (index >= 0) self.map.delete([...self.map.keys()][index] ?? null);
    return index >= 0;
  },
  'removeAll(Collection)': (self, [values]: [List | VtlView], budget) =>
    keepEntries(self, (item) => indexOf(values, item, budget) < 0),
  'retainAll(Collection)': (self, [values]: [List | VtlView], budget) =>
    keepEntries(self, (item) => indexOf(values, item, budget) >= 0),
};

function unsupported(): never {
  throw new VtlFailure('UnsupportedOperationException: it has a fixed length');
}

function items(self: List | VtlArray | VtlView): VtlValue[] {
  return itemsOf(self) ?? [];
}

function indexOf(self: List | VtlArray | VtlView, value: VtlValue, budget: Budget): number {
  budget.charge(items(self).length);
  return items(self).findIndex((item) => equalValues(item, value, budget));
}

function lastIndexOf(self: List | VtlArray, value: VtlValue, budget: Budget): number {
  budget.charge(items(self).length);
  return items(self).findLastIndex((item) => equalValues(item, value, budget));
}

function checked(index: number, self: List | VtlArray): number {
  const { length } = items(self);
  if (index < 0 || index >= length) {
    throw new VtlFailure(
      `IndexOutOfBoundsException: Index ${index} out of bounds for length ${length}`,
    );
  }
  return index;
}

function slice(self: List | VtlArray, from: number, to: number, budget: Budget): VtlValue[] {
  const { length } = items(self);
  if (from < 0 || to > length || from > to) {
    throw new VtlFailure(
      `IndexOutOfBoundsException: fromIndex: ${from}, toIndex: ${to}, size: ${length}`,
    );
  }
  budget.charge(to - from);
  return items(self).slice(from, to);
}

function insert(self: List, index: number, values: readonly VtlValue[], budget: Budget): void {
  const list = items(self);
  if (index < 0 || index > list.length) {
    throw new VtlFailure(`IndexOutOfBoundsException: Index: ${index}, Size: ${list.length}`);
  }
  budget.checkLength(list.length + values.length);
  budget.charge(values.length + list.length - index);
  const after = list.splice(index);
  for (const value of [...values, ...after]) list.push(value);
}

function keepEntries({ map, items }: VtlView, kept: (item: VtlValue) => boolean): boolean {
  const before = map.size;
  for (const [i, key] of [...map.keys()].entries()) {
    if (!kept(items[i] ?? null)) map.delete(key);
  }
  return map.size !== before;
}

function keep(self: List, kept: (item: VtlValue) => boolean): boolean {
  const list = items(self);
  const before = list.length;
  const rest = list.filter(kept);
  list.length = 0;
  for (const item of rest) list.push(item);
  return rest.length !== before;
}
