import { JsonDouble } from '../../json';
import { literalOf } from '../syntax/literal';
import type {
  ChainNode,
  DecimalNode,
  ExpressionNode,
  IntegerNode,
  ListNode,
  MapNode,
  Operation,
  Operator,
  RangeNode,
} from '../syntax/nodes';
import {
  add,
  compareNumbers,
  divide,
  INT_ARITHMETIC,
  modulo,
  multiply,
  subtract,
} from '../values/arithmetic';
import { keyIn, looselyEqual } from '../values/equality';
import { intValue, isInt, isNumber, smallestOf, type VtlNumber } from '../values/numbers';
import { textOf } from '../values/text';
import { VtlList, type VtlMap, type VtlValue } from '../values/value';
import { VtlFailure } from '../vtl-error';
import type { Compiler } from './compiler';
import type { Condition, Evaluator, Runtime } from './runtime';

/** Longer than any list that a template can loop over. */
const LONGEST_RANGE = 1_000_000;

/** A whole number literal: the smallest of `Integer`, `Long` and `BigInteger` that holds it. */
export function integerValue({ first }: IntegerNode): Evaluator {
  const value = smallestOf(BigInt(first.image));
  return () => value;
}

/** A literal with a fraction or an exponent: a `Double`. */
export function decimalValue({ first }: DecimalNode): Evaluator {
  const value = new JsonDouble(Number(first.image));
  return () => value;
}

/** `[1..3]`: the numbers in between, downwards if the second is smaller. Null without numbers. */
export function rangeValue(node: RangeNode, compiler: Compiler): Evaluator {
  const from = compiler.value(node.from);
  const to = compiler.value(node.to);
  const place = compiler.place(node.first);
  return (runtime) => {
    const first = from(runtime);
    const last = to(runtime);
    if (first === null || last === null || !isNumber(first) || !isNumber(last)) return null;
    runtime.place = place;
    return new VtlList(numbersBetween(intValue(first), intValue(last), runtime));
  };
}

function numbersBetween(first: number, last: number, runtime: Runtime): number[] {
  const length = Math.abs(first - last) + 1;
  if (length > LONGEST_RANGE) {
    throw new VtlFailure(`a range has at most ${LONGEST_RANGE} numbers, got: ${length}`);
  }
  runtime.charge(length * 10);
  const step = first >= last ? -1 : 1;
  return Array.from({ length }, (_, i) => first + i * step);
}

/** `[a, b]`: a new list each time. */
export function listValue(node: ListNode, compiler: Compiler): Evaluator {
  const items = node.items.map((item) => compiler.value(item));
  return (runtime) => new VtlList(items.map((item) => item(runtime)));
}

/** `{a: b}`: a new map each time. */
export function mapValue(node: MapNode, compiler: Compiler): Evaluator {
  const entries = node.entries.map(
    ([key, value]) => [compiler.value(key), compiler.value(value)] as const,
  );
  return (runtime) => {
    const map: VtlMap = new Map();
    for (const [key, value] of entries) map.set(keyIn(map, key(runtime), runtime), value(runtime));
    return map;
  };
}

/** The value of operators of one rank. */
export function chainValue(node: ChainNode, compiler: Compiler): Evaluator {
  return isArithmetic(node) ? arithmeticValue(node, compiler) : chainCondition(node, compiler);
}

/** Operators of one rank as a condition. A calculation is never true. */
export function chainCondition(node: ChainNode, compiler: Compiler): Condition {
  const rank = operatorOf(node);
  if (isArithmetic(node)) {
    arithmeticValue(node, compiler);
    return () => false;
  }
  if (rank === 'LOGICAL_OR') return anyOf(conditionsOf(node, compiler));
  if (rank === 'LOGICAL_AND') return allOf(conditionsOf(node, compiler));
  return comparison(node, compiler);
}

function conditionsOf(node: ChainNode, compiler: Compiler): Condition[] {
  return [node.left, ...node.operations.map(({ right }) => right)].map((operand) =>
    compiler.condition(operand),
  );
}

function anyOf(conditions: readonly Condition[]): Condition {
  const [a, b, ...more] = conditions;
  if (a === undefined || b === undefined || more.length > 0) {
    return (runtime) => conditions.some((condition) => condition(runtime));
  }
  return (runtime) => a(runtime) || b(runtime);
}

function allOf(conditions: readonly Condition[]): Condition {
  const [a, b, ...more] = conditions;
  if (a === undefined || b === undefined || more.length > 0) {
    return (runtime) => conditions.every((condition) => condition(runtime));
  }
  return (runtime) => a(runtime) && b(runtime);
}

type Compare = (a: VtlValue, b: VtlValue, runtime: Runtime) => boolean;

const ordered =
  (accepts: (sign: number) => boolean): Compare =>
  (a, b) =>
    a !== null && b !== null && isNumber(a) && isNumber(b) && accepts(compareNumbers(a, b));

const COMPARE: Partial<Record<Operator, Compare>> = {
  LOGICAL_EQUALS: (a, b, runtime) => looselyEqual(a, b, runtime),
  LOGICAL_NOT_EQUALS: (a, b, runtime) => !looselyEqual(a, b, runtime),
  LOGICAL_LT: ordered((sign) => sign < 0),
  LOGICAL_GT: ordered((sign) => sign > 0),
  LOGICAL_LE: ordered((sign) => sign <= 0),
  LOGICAL_GE: ordered((sign) => sign >= 0),
};

function comparison(node: ChainNode, compiler: Compiler): Condition {
  const left = compiler.value(node.left);
  const operations = node.operations.map(({ operator, right }) => ({
    compare: COMPARE[operator] ?? (() => false),
    right: compiler.value(right),
  }));
  const [only, ...more] = operations;
  if (only !== undefined && more.length === 0) {
    const { compare, right } = only;
    return (runtime) => compare(left(runtime), right(runtime), runtime);
  }
  return (runtime) => {
    let value = left(runtime);
    for (const { compare, right } of operations) value = compare(value, right(runtime), runtime);
    return value === true;
  };
}

type Calculate = (a: VtlNumber, b: VtlNumber) => VtlValue;

const CALCULATE: Partial<Record<Operator, Calculate>> = {
  PLUS: add,
  MINUS: subtract,
  MULTIPLY: multiply,
  DIVIDE: divide,
  MODULUS: modulo,
};

const INT_CALCULATE: Partial<Record<Operator, (a: number, b: number) => VtlValue>> = INT_ARITHMETIC;

function isArithmetic(node: ChainNode): boolean {
  return operatorOf(node) in CALCULATE;
}

function operatorOf(node: ChainNode): Operator {
  return node.operations[0]?.operator ?? 'LOGICAL_OR';
}

/** One operator of a calculation, ready to run. */
interface Calculation {
  readonly calculate: Calculate;
  readonly onInts: (a: number, b: number) => VtlValue;
  readonly concatenates: boolean;
  readonly right: Evaluator;

  /** What the sides are called where they have no value and the other is a text. */
  readonly leftLiteral: () => string;
  readonly rightLiteral: () => string;
}

function arithmeticValue(node: ChainNode, compiler: Compiler): Evaluator {
  const left = compiler.value(node.left);
  const calculations = node.operations.map((operation, i) =>
    calculation(operation, node.operations[i - 1] ?? node.left, compiler),
  );
  const [only, ...more] = calculations;
  if (only !== undefined && more.length === 0) {
    return (runtime) => calculated(only, left(runtime), only.right(runtime), runtime);
  }
  return (runtime) => {
    let value = left(runtime);
    for (const step of calculations) value = calculated(step, value, step.right(runtime), runtime);
    return value;
  };
}

function calculation(
  { operator, right }: Operation,
  before: Operation | ExpressionNode,
  compiler: Compiler,
): Calculation {
  const nothing = (): VtlValue => null;
  return {
    calculate: CALCULATE[operator] ?? nothing,
    onInts: INT_CALCULATE[operator] ?? nothing,
    concatenates: operator === 'PLUS',
    right: compiler.value(right),
    leftLiteral: () => operandLiteral(before),
    rightLiteral: () => operandLiteral(right),
  };
}

// The text of an operation is that of its right side alone.
function operandLiteral(node: Operation | ExpressionNode): string {
  const chain = 'type' in node && node.type === 'chain' ? node.operations.at(-1) : undefined;
  return literalOf(chain ?? node);
}

function calculated(
  step: Calculation,
  left: VtlValue,
  right: VtlValue,
  runtime: Runtime,
): VtlValue {
  if (typeof left === 'number' && typeof right === 'number' && isInt(left) && isInt(right)) {
    return step.onInts(left, right);
  }
  if (step.concatenates && (typeof left === 'string' || typeof right === 'string')) {
    const a = left === null ? step.leftLiteral() : textOf(left, runtime);
    return runtime.made(a + (right === null ? step.rightLiteral() : textOf(right, runtime)));
  }
  if (left === null || right === null || !isNumber(left) || !isNumber(right)) return null;
  return step.calculate(left, right);
}
