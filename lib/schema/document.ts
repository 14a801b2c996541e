import { JsonDouble, parseJson } from '../json';
import { type InstanceObject, memberNames, memberOf, typeOf } from './instance';
import { MAX_DEPTH } from './limits';

/** A document for ajv, and what ajv cannot see in it. */
export interface Document {
  /** A list of the document alone, in JavaScript's own values, which is all that ajv knows. */
  readonly holder: readonly unknown[];
  /** The document with its numbers as they were written. */
  readonly written: unknown;
  /** @default - JavaScript's own values are what was written */
  readonly originals?: Originals;
}

/** Objects and arrays as they were written, by those within {@link Document.holder}, and itself. */
export type Originals = ReadonlyMap<object, InstanceObject>;

/**
 * A number that JavaScript does not keep as written: of 16 digits or more, with an exponent, or
 * whole with a point. In strings it may stand as well, which costs time but changes nothing.
 */
const INEXACT = /(?:^|[[:,])\s*-?(?:[\d.]{16}|\d+(?:\.\d+)?[eE]|\d+\.0+(?!\d))/;

/**
 * Reads a JSON text.
 *
 * @throws SyntaxError or {@link JsonSyntaxError} for a text that is not JSON
 */
export function readDocument(text: string): Document {
  return INEXACT.test(text) ? exactDocument(parseJson(text)) : same(JSON.parse(text));
}

/**
 * Takes a JSON value, as `JSON.parse` gives it or as a `JsonValue`.
 *
 * @throws TypeError for what no JSON document can hold, such as `undefined`
 */
export function documentOf(value: unknown): Document {
  return isPlain(value, 0) ? same(value) : exactDocument(value);
}

function same(value: unknown): Document {
  return { holder: [value], written: value };
}

/** Tells whether there is no map and no exact number in a value. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) {
    typeOf(value);
    return typeof value !== 'bigint';
  }
  // What is nested too deeply for this stack may have some anywhere.
  if (value instanceof Map || value instanceof JsonDouble || depth > MAX_DEPTH) return false;
  for (const name in value) {
    if (!isPlain((value as Record<string, unknown>)[name], depth + 1)) return false;
  }
  return true;
}

function exactDocument(written: unknown): Document {
  const holder: unknown[] = [];
  const originals = new Map<object, InstanceObject>([[holder, [written] as never]]);
  // The map grows while it is visited, so that deep documents need no deep stack.
  for (const [plain, original] of originals) {
    for (const name of memberNames(original)) {
      const value = plainValue(memberOf(original, name), originals);
      addMember(plain as Record<string, unknown>, name, value);
    }
  }
  return { holder, written, originals };
}

/** An assignment to a member named `__proto__` would make no member. */
function addMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { enumerable: true, value });
}

function plainValue(value: unknown, originals: Map<object, InstanceObject>): unknown {
  const type = typeOf(value);
  if (type === 'integer' || type === 'number') return Number(value);
  if (type !== 'array' && type !== 'object') return value;
  const plain = type === 'array' ? [] : {};
  originals.set(plain, value as InstanceObject);
  return plain;
}
