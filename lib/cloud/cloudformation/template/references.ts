import { attributePair } from '../../../model/text-parts';
import { isObject } from '../../../model/value';
import { subParts } from '../intrinsics/sub-text';

/** A reference of a value to something of the same template. */
export interface FoundReference {
  /** What is named: a resource, a parameter or a pseudo parameter. */
  readonly name: string;
  /** Whether an attribute is read: then it can be a resource alone. */
  readonly attribute: boolean;
}

/** How to walk through a value. */
export interface ReferenceVisitor {
  /** @param path where the reference stands; reused, so copy it to keep it */
  readonly visit: (reference: FoundReference, path: readonly (string | number)[]) => void;
  /**
   * Decides which branch of an `Fn::If` is walked.
   *
   * @default - both
   */
  readonly choose?: (condition: string) => boolean;
  /** Sees the conditions that the value names. */
  readonly visitCondition?: (name: string, path: readonly (string | number)[]) => void;
}

type Walk = (argument: unknown, visitor: ReferenceVisitor, path: (string | number)[]) => void;

/** The intrinsics that refer, or whose arguments are not all walked. */
const WALKS: Readonly<Record<string, Walk>> = {
  Ref: (name, visitor, path) => {
    if (typeof name === 'string') visitor.visit({ name, attribute: false }, path);
  },
  'Fn::GetAtt': walkAttribute,
  'Fn::Sub': walkSub,
  'Fn::If': walkIf,
};

/**
 * Finds the references in a value, in the order in which they stand.
 *
 * @param path where the value stands; the same again when this returns
 */
export function visitReferences(
  value: unknown,
  visitor: ReferenceVisitor,
  path: (string | number)[] = [],
): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) below(index, item, visitor, path);
    return;
  }
  const names = Object.keys(value);
  const only = names.length === 1 ? (names[0] ?? '') : '';
  const walk = Object.hasOwn(WALKS, only) ? WALKS[only] : undefined;
  const members = value as Readonly<Record<string, unknown>>;
  if (walk !== undefined) {
    path.push(only);
    walk(members[only], visitor, path);
    path.pop();
    return;
  }
  for (const name of names) below(name, members[name], visitor, path);
}

function below(
  key: string | number,
  value: unknown,
  visitor: ReferenceVisitor,
  path: (string | number)[],
): void {
  if (typeof value !== 'object' || value === null) return;
  path.push(key);
  visitReferences(value, visitor, path);
  path.pop();
}

function walkAttribute(
  argument: unknown,
  visitor: ReferenceVisitor,
  path: (string | number)[],
): void {
  const name = attributePair(argument)?.[0] ?? (Array.isArray(argument) ? argument[0] : undefined);
  if (typeof name === 'string') visitor.visit({ name, attribute: true }, path);
  if (Array.isArray(argument)) below(1, argument[1], visitor, path);
}

function walkSub(argument: unknown, visitor: ReferenceVisitor, path: (string | number)[]): void {
  const [text, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  if (typeof text !== 'string') return;
  const given = isObject(variables) ? variables : {};
  for (const part of subParts(text)) {
    if ('literal' in part || Object.hasOwn(given, part.name)) continue;
    const attribute = attributePair(part.name);
    visitor.visit({ name: attribute?.[0] ?? part.name, attribute: attribute !== undefined }, path);
  }
  below(1, given, visitor, path);
}

function walkIf(argument: unknown, visitor: ReferenceVisitor, path: (string | number)[]): void {
  const [condition, ...branches] = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (typeof condition !== 'string') return;
  visitor.visitCondition?.(condition, path);
  const chosen = visitor.choose?.(condition);
  for (const [index, branch] of branches.entries()) {
    if (chosen === undefined || chosen === (index === 0)) below(index + 1, branch, visitor, path);
  }
}
