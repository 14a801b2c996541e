import type { ConditionClause, PolicyVersion, SetOperator } from './document';
import { PolicyError, shown } from './errors';
import { asObject, scalarList } from './members';
import { OPERATORS, type Operator, type ValueMatcher } from './operators';
import type { VariableLookup } from './template';

/** The condition keys of one request, asked for without regard to case. */
export interface ConditionKeys {
  /** All values of a key; empty when the request lacks it. */
  values(key: string): readonly string[];
  /** The value of a key that has exactly one, for policy variables. */
  readonly single: VariableLookup;
}

/**
 * Tells whether a condition holds.
 *
 * @returns `undefined` when that hangs on a policy variable that the request lacks
 */
export type ConditionTest = (keys: ConditionKeys) => boolean | undefined;

const NULL = 'Null';
const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/**
 * Reads a `Condition` block and checks every value in it.
 *
 * @throws {@link PolicyError} for an unknown operator or a value of the wrong form
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function parseConditions(
  json: unknown,
  path: string,
  version: PolicyVersion,
): ConditionClause[] {
  if (json === undefined) return [];
  return [...asObject(json, path)].flatMap(([name, keys]) => {
    const operatorPath = `${path}.${name}`;
    return [...asObject(keys, operatorPath)].map(([key, values]) => {
      const clause = parseClause(name, key, values, operatorPath);
      compileCondition(clause, version, `${operatorPath}.${key}`);
      return clause;
    });
  });
}

function parseClause(name: string, key: string, values: unknown, path: string): ConditionClause {
  const [, setOperator, operator = '', ifExists] = NAME.exec(name) ?? [];
  const isNull = operator === NULL && setOperator === undefined && ifExists === undefined;
  if (!isNull && !OPERATORS.has(operator)) {
    const known = [...OPERATORS.keys(), NULL].join(', ');
    throw new PolicyError(
      path,
      `unknown condition operator; known are ${known}, also with IfExists, ForAllValues: or ForAnyValue: (not Null)`,
    );
  }
  if (key === '') throw new PolicyError(path, 'a condition key cannot be empty');
  return {
    operator,
    ...(setOperator === undefined ? {} : { setOperator: setOperator as SetOperator }),
    ifExists: ifExists !== undefined,
    key,
    values: scalarList(values, `${path}.${key}`),
  };
}

/** Makes the test of one clause. */
export function compileCondition(
  clause: ConditionClause,
  version: PolicyVersion,
  path: string,
): ConditionTest {
  if (clause.operator === NULL) return compileNull(clause, path);
  const operator = OPERATORS.get(clause.operator);
  if (operator === undefined) throw new PolicyError(path, 'unknown condition operator');
  const matches = operator.compile(clause.values, version === '2012-10-17', path);
  const key = clause.key.toLowerCase();
  return (keys) => {
    const actual = keys.values(key);
    if (isEmpty(actual, clause.setOperator)) return holdsWhenMissing(clause, operator);
    return holds(actual, clause.setOperator, operator.negated, (value) =>
      matches(value, keys.single),
    );
  };
}

function compileNull({ key, values }: ConditionClause, path: string): ConditionTest {
  const wanted = values.map((value) => {
    const lower = value.toLowerCase();
    if (lower === 'true' || lower === 'false') return lower === 'true';
    throw new PolicyError(path, `must be true or false, got: ${shown(value)}`);
  });
  const lower = key.toLowerCase();
  return (keys) => wanted.includes(keys.values(lower).length === 0);
}

/** For set operators an empty text is an empty set, as the user guide says. */
function isEmpty(actual: readonly string[], setOperator: SetOperator | undefined): boolean {
  return setOperator === undefined ? actual.length === 0 : actual.every((value) => value === '');
}

function holdsWhenMissing(clause: ConditionClause, operator: Operator): boolean {
  if (clause.ifExists || clause.setOperator === 'ForAllValues') return true;
  return clause.setOperator === undefined && operator.negated;
}

function holds(
  actual: readonly string[],
  setOperator: SetOperator | undefined,
  negated: boolean,
  matches: (value: string) => ReturnType<ValueMatcher>,
): boolean | undefined {
  const results = actual.map(matches);
  if (results.includes(undefined)) return undefined;
  if (setOperator === 'ForAllValues') return results.every((matched) => matched !== negated);
  if (setOperator === 'ForAnyValue') return results.some((matched) => matched !== negated);
  return results.includes(true) !== negated;
}
