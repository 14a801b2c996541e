import { isObject } from '../../../model/value';
import { argumentList, resolveList, scalarText } from './arguments';
import { includesText } from './list-functions';
import { type IntrinsicFunction, NO_VALUE, type Resolution } from './resolution';

const EQUALS_USAGE = 'Fn::Equals requires a list of two string parameters';
const LIST_LIMITS = { min: 2, max: 10 };

/** The functions that yield true or false, and `Fn::If`. */
export const CONDITION_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::If': chooseBranch,
  'Fn::Equals': (argument, resolution) => {
    const [a, b] = argumentList(argument, resolution, { min: 2, max: 2, usage: EQUALS_USAGE });
    return equalValues(resolution.resolve(a, 0), resolution.resolve(b, 1));
  },
  'Fn::Not': (argument, resolution) => {
    const usage = 'Fn::Not object requires a list with one condition';
    const [condition] = argumentList(argument, resolution, { min: 1, max: 1, usage });
    return !truth(condition, resolution, 0);
  },
  'Fn::And': (argument, resolution) =>
    conditionList('Fn::And', argument, resolution).every((condition, index) =>
      truth(condition, resolution, index),
    ),
  'Fn::Or': (argument, resolution) =>
    conditionList('Fn::Or', argument, resolution).some((condition, index) =>
      truth(condition, resolution, index),
    ),
};

/** The functions that `Rules` may use beside those of conditions. */
export const RULE_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::Contains': (argument, resolution) => {
    const usage = 'Fn::Contains requires a list of strings and a string';
    const [list, value] = argumentList(argument, resolution, { min: 2, max: 2, usage });
    const text = scalarText(resolution.resolve(value, 1));
    return text !== undefined && includesText(resolveList(list, resolution, usage, 0), text);
  },
  'Fn::EachMemberEquals': (argument, resolution) => {
    const usage = 'Fn::EachMemberEquals requires a list of strings and a string';
    const [list, value] = argumentList(argument, resolution, { min: 2, max: 2, usage });
    const text = scalarText(resolution.resolve(value, 1));
    return resolveList(list, resolution, usage, 0).every((item) => scalarText(item) === text);
  },
  'Fn::EachMemberIn': (argument, resolution) => {
    const usage = 'Fn::EachMemberIn requires two lists of strings';
    const [list, among] = argumentList(argument, resolution, { min: 2, max: 2, usage });
    const allowed = resolveList(among, resolution, usage, 1);
    return resolveList(list, resolution, usage, 0).every((item) =>
      includesText(allowed, scalarText(item) ?? ''),
    );
  },
};

/**
 * Truth of what stands where a condition may stand.
 *
 * @param key where it stands below the current place, when that is not the place itself
 */
export function truth(condition: unknown, resolution: Resolution, key?: number): boolean {
  const name = isObject(condition) ? condition['Condition'] : undefined;
  if (typeof name === 'string') return resolution.scope.condition(name, resolution);
  const value = resolution.resolve(condition, key);
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  return resolution.fail(
    'Template error: a condition must be true, false or a condition function',
    'TemplateFunction',
  );
}

/** The branch that is not taken is not looked at: it may refer to what does not exist. */
function chooseBranch(argument: unknown, resolution: Resolution): unknown {
  const usage =
    'Fn::If requires a list argument with three elements with the first being the name of a condition';
  const branches = argumentList(argument, resolution, { min: 3, max: 3, usage });
  const name = branches[0];
  if (typeof name !== 'string') return resolution.fail(`Template error: ${usage}`);
  const index = resolution.scope.condition(name, resolution) ? 1 : 2;
  return resolution.resolve(branches[index], index);
}

function conditionList(
  name: string,
  argument: unknown,
  resolution: Resolution,
): readonly unknown[] {
  const { min, max } = LIST_LIMITS;
  const usage = `every ${name} object requires a list of at least ${min} and at most ${max} conditions`;
  return argumentList(argument, resolution, { min, max, usage });
}

/** Scalars are compared as texts, so that a number equals the parameter that holds it. */
function equalValues(a: unknown, b: unknown): boolean {
  if (a === NO_VALUE || b === NO_VALUE) return a === b;
  const [left, right] = [scalarText(a), scalarText(b)];
  if (left !== undefined || right !== undefined) return left === right;
  return JSON.stringify(a) === JSON.stringify(b);
}
