import type { Budget } from '../values/budget';
import { classNameOf } from '../values/class-names';
import { LoopScope, loopProperty } from '../values/scope';
import { HostObject, VtlArray, type VtlValue } from '../values/value';
import { VtlFailure } from '../vtl-error';
import { ARRAY_METHODS, LIST_METHODS, VIEW_METHODS } from './collection';
import { MAP_METHODS, SCOPE_METHODS } from './map';
import { BIG_NUMBER_METHODS, DOUBLE_METHODS, INTEGER_METHODS, LONG_METHODS } from './number';
import { MethodTable } from './signatures';
import {
  BLOCK_METHODS,
  BOOLEAN_METHODS,
  CHARACTER_METHODS,
  ENTRY_METHODS,
  ITERATOR_METHODS,
} from './simple';
import { STRING_METHODS } from './string';

const VIEWS = new MethodTable(VIEW_METHODS);
const BIG_NUMBERS = new MethodTable(BIG_NUMBER_METHODS);
const DOUBLES = new MethodTable(DOUBLE_METHODS);

/** Every method that a template can call, by the class of the receiver. There are no others. */
const TABLES: ReadonlyMap<string, MethodTable> = new Map([
  ['String', new MethodTable(STRING_METHODS)],
  ['Integer', new MethodTable(INTEGER_METHODS)],
  ['Long', new MethodTable(LONG_METHODS)],
  ['BigInteger', BIG_NUMBERS],
  ['BigDecimal', BIG_NUMBERS],
  ['Double', DOUBLES],
  ['Float', DOUBLES],
  ['Boolean', new MethodTable(BOOLEAN_METHODS)],
  ['Character', new MethodTable(CHARACTER_METHODS)],
  ['List', new MethodTable(LIST_METHODS)],
  ['Array', new MethodTable(ARRAY_METHODS)],
  ['Map', new MethodTable(MAP_METHODS)],
  ['Scope', new MethodTable(SCOPE_METHODS)],
  ['KeySet', VIEWS],
  ['EntrySet', VIEWS],
  ['Values', VIEWS],
  ['Entry', new MethodTable(ENTRY_METHODS)],
  ['Iterator', new MethodTable(ITERATOR_METHODS)],
  ['Block', new MethodTable(BLOCK_METHODS)],
]);

/** Calls a method, with null for one that does not exist or does not take such parameters. */
export function callMethod(
  receiver: Exclude<VtlValue, null>,
  name: string,
  parameters: readonly VtlValue[],
  budget: Budget,
): VtlValue {
  if (receiver instanceof HostObject) return receiver.call(name, parameters, budget) ?? null;
  const method = TABLES.get(classNameOf(receiver))?.find(name, parameters);
  return method === undefined ? null : method.call(receiver, parameters, budget);
}

function hasMethod(
  receiver: Exclude<VtlValue, null>,
  name: string,
  parameters: readonly VtlValue[],
): boolean {
  return TABLES.get(classNameOf(receiver))?.find(name, parameters) !== undefined;
}

/** Reads a property: the member of a map, or what `getName()` or `isName()` answers. */
export function getProperty(
  receiver: Exclude<VtlValue, null>,
  name: string,
  budget: Budget,
): VtlValue {
  if (receiver instanceof Map) return receiver.get(name) ?? null;
  if (receiver instanceof LoopScope) return loopProperty(name)(receiver);
  if (receiver instanceof HostObject) return receiver.get(name) ?? null;
  if (receiver instanceof VtlArray) return null;
  const table = TABLES.get(classNameOf(receiver));
  const capitalized = name.charAt(0).toUpperCase() + name.slice(1);
  const getter = table?.find(`get${capitalized}`, []) ?? table?.find(`is${capitalized}`, []);
  return getter === undefined ? null : getter.call(receiver, [], budget);
}

/** Sets a property: the member of a map, or what `setName(value)` does. */
export function setProperty(
  receiver: Exclude<VtlValue, null>,
  name: string,
  value: VtlValue,
  budget: Budget,
): void {
  if (receiver instanceof Map) receiver.set(name, value);
  else if (receiver instanceof LoopScope) receiver.storage.set(name, value);
  else callMethod(receiver, `set${name.charAt(0).toUpperCase()}${name.slice(1)}`, [value], budget);
}

/** `receiver[key]`: what its method `get` answers. A negative index counts from the end. */
export function getIndexed(
  receiver: Exclude<VtlValue, null>,
  key: VtlValue,
  budget: Budget,
): VtlValue {
  return callMethod(receiver, 'get', [fromEnd(receiver, key, budget)], budget);
}

/** `#set(receiver[key] = value)`: what its method `set` or `put` does. */
export function setIndexed(
  receiver: Exclude<VtlValue, null>,
  key: VtlValue,
  value: VtlValue,
  budget: Budget,
): void {
  const parameters = [fromEnd(receiver, key, budget), value];
  const method = hasMethod(receiver, 'set', parameters) ? 'set' : 'put';
  callMethod(receiver, method, parameters, budget);
}

function fromEnd(receiver: Exclude<VtlValue, null>, key: VtlValue, budget: Budget): VtlValue {
  if (typeof key !== 'number' || key >= 0 || classNameOf(key) !== 'Integer') return key;
  const size = callMethod(receiver, 'size', [], budget);
  if (typeof size !== 'number') {
    throw new VtlFailure(
      `a negative index needs a method size(), which ${classNameOf(receiver)} has not`,
    );
  }
  return size + key;
}
