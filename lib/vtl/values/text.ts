import { JsonDouble, type JsonValue, numberToString, printJson } from '../../json';
import { VtlFailure } from '../vtl-error';
import type { Budget } from './budget';
import { type Print, VtlList, type VtlMap, VtlObject, type VtlValue } from './value';

/** Lists and maps in each other, before it can only be a list that contains itself. */
const DEEPEST = 500;

/** Java's `String.valueOf`: what a reference prints, and what a comparison with a text sees. */
export function textOf(value: VtlValue, budget: Budget): string {
  return typeof value === 'string' ? value : textAt(value, budget, 0);
}

function textAt(value: VtlValue, budget: Budget, depth: number): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof JsonDouble) return numberToString(value);
  if (depth > DEEPEST) throw tooDeep();
  if (Array.isArray(value)) {
    return budget.made(printJson(new JsonView(budget).of(value, depth)));
  }
  const print: Print = (inner) => textAt(inner, budget, depth + 1);
  const text = value instanceof Map ? printMap(value, print, budget) : value.print(print, budget);
  return budget.made(text);
}

function printMap(map: VtlMap, print: Print, budget: Budget): string {
  const inner: Print = (value) => (value === map ? '(this Map)' : print(value));
  let text = '{';
  for (const [key, value] of map) {
    text += `${text.length === 1 ? '' : ', '}${inner(key)}=${inner(value)}`;
    budget.checkLength(text.length);
  }
  return `${text}}`;
}

/**
 * A value as JSON, such as a JSON array prints it that contains it. A document stays as it is.
 *
 * @throws {@link VtlFailure} when it contains itself, or would make too long a text
 */
export function jsonOf(value: VtlValue, budget: Budget): JsonValue {
  return new JsonView(budget).of(value, 0);
}

class JsonView {
  private length = 0;

  public constructor(private readonly budget: Budget) {}

  public of(value: VtlValue, depth: number): JsonValue {
    if (depth > DEEPEST) throw tooDeep();
    this.count(typeof value === 'string' ? value.length : 1);
    if (Array.isArray(value)) return this.array(value, depth);
    if (value instanceof VtlList) return this.array(value.items, depth);
    if (value instanceof VtlObject) return textAt(value, this.budget, depth);
    return value instanceof Map ? this.object(value, depth) : value;
  }

  // What it will take to print the value, before that is tried.
  private count(characters: number): void {
    this.length += characters;
    this.budget.charge(NODE + characters);
    this.budget.checkLength(this.length);
  }

  // A document is JSON already and stays as it is; only what a template put into it is converted.
  private array(items: VtlValue[], depth: number): JsonValue[] {
    let json: JsonValue[] | undefined;
    for (const [i, item] of items.entries()) {
      const converted = this.of(item, depth + 1);
      if (converted !== item) json ??= items.slice(0, i) as JsonValue[];
      json?.push(converted);
    }
    return json ?? (items as JsonValue[]);
  }

  private object(map: VtlMap, depth: number): Map<string, JsonValue> {
    let json: Map<string, JsonValue> | undefined;
    for (const [key, value] of map) {
      const name = textOf(key, this.budget);
      const converted = this.of(value, depth + 1);
      if (name !== key || converted !== value) json ??= membersBefore(map, key);
      json?.set(name, converted);
    }
    return json ?? (map as Map<string, JsonValue>);
  }
}

function membersBefore(map: VtlMap, end: VtlValue): Map<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  for (const [key, value] of map as Map<string, JsonValue>) {
    if (key === end) break;
    members.set(key, value);
  }
  return members;
}

/** What a value in a list or map counts as work, apart from its text. */
const NODE = 300;

function tooDeep(): VtlFailure {
  return new VtlFailure(
    `a list or map is nested deeper than ${DEEPEST} levels, or contains itself`,
  );
}
