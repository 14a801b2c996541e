import type { Budget } from '../values/budget';
import { equalValues, keyIn } from '../values/equality';
import { type LoopScope, loopProperty } from '../values/scope';
import { textOf } from '../values/text';
import { type VtlMap, type VtlValue, VtlView } from '../values/value';
import type { Signatures } from './signatures';

/** `java.util.LinkedHashMap`. */
export const MAP_METHODS: Signatures<VtlMap> = {
  'clear()': (map) => {
    map.clear();
  },
  'containsKey(Object)': (map, [key]: [VtlValue], budget) => map.has(keyIn(map, key, budget)),
  'containsValue(Object)': (map, [value]: [VtlValue], budget) => {
    budget.charge(map.size);
    return [...map.values()].some((known) => equalValues(known, value, budget));
  },
  'entrySet()': (map) => new VtlView(map, 'EntrySet'),
  'equals(Object)': (map, [other]: [VtlValue], budget) => equalValues(map, other, budget),
  'get(Object)': (map, [key]: [VtlValue], budget) => get(map, key, budget),
  'getOrDefault(Object,Object)': (map, [key, otherwise]: [VtlValue, VtlValue], budget) => {
    const known = keyIn(map, key, budget);
    return map.has(known) ? (map.get(known) ?? null) : otherwise;
  },
  'isEmpty()': (map) => map.size === 0,
  'keySet()': (map) => new VtlView(map, 'KeySet'),
  'put(Object,Object)': (map, [key, value]: [VtlValue, VtlValue], budget) =>
    put(map, key, value, budget),
  'putAll(Map)': (map, [others]: [VtlMap], budget) => {
    for (const [key, value] of [...others]) put(map, key, value, budget);
  },
  'putIfAbsent(Object,Object)': (map, [key, value]: [VtlValue, VtlValue], budget) =>
    get(map, key, budget) ?? put(map, key, value, budget),
  'remove(Object)': (map, [key]: [VtlValue], budget) => remove(map, key, budget),
  'remove(Object,Object)': (map, [key, value]: [VtlValue, VtlValue], budget) => {
    const known = keyIn(map, key, budget);
    const matches = map.has(known) && equalValues(map.get(known) ?? null, value, budget);
    return matches && map.delete(known);
  },
  'replace(Object,Object)': (map, [key, value]: [VtlValue, VtlValue], budget) =>
    map.has(keyIn(map, key, budget)) ? put(map, key, value, budget) : null,
  'size()': (map) => map.size,
  'toString()': (map, _: [], budget) => textOf(map, budget),
  'values()': (map) => new VtlView(map, 'Values'),
};

/** `$foreach`: a map that also knows where the loop is. */
export const SCOPE_METHODS: Signatures<LoopScope> = {
  ...onStorage(MAP_METHODS),
  'get(Object)': (scope, [key]: [VtlValue]) => scope.lookUp(key),
  'getCount()': loopProperty('count'),
  'getFirst()': loopProperty('first'),
  'getHasNext()': loopProperty('hasNext'),
  'getIndex()': loopProperty('index'),
  'getLast()': loopProperty('last'),
  'getParent()': loopProperty('parent'),
  'getReplaced()': loopProperty('replaced'),
  'getTopmost()': loopProperty('topmost'),
  'hasNext()': loopProperty('hasNext'),
  'isFirst()': loopProperty('first'),
  'isLast()': loopProperty('last'),
};

function onStorage(signatures: Signatures<VtlMap>): Signatures<LoopScope> {
  return Object.fromEntries(
    Object.entries(signatures).map(([signature, method]) => [
      signature,
      (scope: LoopScope, parameters: never, budget: Budget) =>
        method(scope.storage, parameters, budget),
    ]),
  );
}

function get(map: VtlMap, key: VtlValue, budget: Budget): VtlValue {
  return map.get(keyIn(map, key, budget)) ?? null;
}

function put(map: VtlMap, key: VtlValue, value: VtlValue, budget: Budget): VtlValue {
  budget.charge(1);
  const known = keyIn(map, key, budget);
  const old = map.get(known) ?? null;
  map.set(known, value);
  return old;
}

function remove(map: VtlMap, key: VtlValue, budget: Budget): VtlValue {
  const known = keyIn(map, key, budget);
  const old = map.get(known) ?? null;
  map.delete(known);
  return old;
}
