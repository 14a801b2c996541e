import {
  AccountPrincipal,
  ArnPrincipal,
  Effect,
  type IPrincipal,
  PolicyStatement,
  StarPrincipal,
} from 'aws-cdk-lib/aws-iam';

/** What API Gateway knows of a caller, by the name of the condition key. */
export type CallerKey =
  | 'aws:SourceVpce'
  | 'aws:SourceVpc'
  | 'aws:PrincipalOrgID'
  | 'aws:PrincipalAccount'
  | 'aws:PrincipalArn';

/** One thing asked of a caller: that `key` has one of `values`. */
export interface AccessFactor {
  readonly key: CallerKey;
  readonly values: readonly string[];
}

/** A caller passes a clause if one of its factors holds; each key occurs once. */
export type AccessClause = readonly AccessFactor[];

/** Keys that only a request signed with IAM credentials has. */
const SIGNED = new Set<CallerKey>([
  'aws:PrincipalOrgID',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
]);

const toPrincipal: Partial<Record<CallerKey, (value: string) => IPrincipal>> = {
  'aws:PrincipalAccount': (value) => new AccountPrincipal(value),
  'aws:PrincipalArn': (value) => new ArnPrincipal(value),
};

/** The caller must pass every clause of every access. */
export function allOf(accesses: readonly (readonly AccessClause[])[]): AccessClause[] {
  return distinct(accesses.flat());
}

/** The caller must pass all clauses of one access: the sum is multiplied out into clauses. */
export function anyOf(accesses: readonly (readonly AccessClause[])[]): AccessClause[] {
  const [first = [], ...rest] = accesses;
  return rest.reduce<AccessClause[]>(
    (left, right) => distinct(left.flatMap((one) => right.map((other) => join(one, other)))),
    [...first],
  );
}

/** Tells whether nobody without IAM credentials can pass. */
export function needsSignature(clauses: readonly AccessClause[]): boolean {
  return clauses.some((clause) => clause.every((factor) => SIGNED.has(factor.key)));
}

/**
 * The statements that let exactly those callers in who pass every clause.
 *
 * One Allow, and one Deny for each clause, as in AWS's examples. The conditions of a Deny are
 * negated and must all be met, so it strikes who meets none of the clause's factors; a key that a
 * request does not have counts as different. No clauses, no statements: nobody asked for an Allow.
 */
export function accessStatements(clauses: readonly AccessClause[]): PolicyStatement[] {
  if (clauses.length === 0) return [];
  return [
    invoke(Effect.ALLOW, allowedPrincipals(clauses)),
    ...clauses.map((clause) => invoke(Effect.DENY, [new StarPrincipal()], negated(clause))),
  ];
}

/** Values of a single-valued key that no caller can have, because two clauses exclude each other. */
export function contradiction(clauses: readonly AccessClause[]): CallerKey | undefined {
  const single = clauses.flatMap((clause) => (clause.length === 1 ? clause : []));
  return single.find((factor) => {
    const rivals = single.filter((other) => other.key === factor.key);
    return rivals.some((other) => disjoint(factor.values, other.values));
  })?.key;
}

function disjoint(one: readonly string[], other: readonly string[]): boolean {
  return !one.some((value) => other.includes(value));
}

function join(one: AccessClause, other: AccessClause): AccessClause {
  const joined = new Map<CallerKey, readonly string[]>();
  for (const { key, values } of [...one, ...other]) {
    joined.set(key, [...new Set([...(joined.get(key) ?? []), ...values])]);
  }
  return [...joined].map(([key, values]) => ({ key, values }));
}

function distinct(clauses: readonly AccessClause[]): AccessClause[] {
  return [...new Map(clauses.map((clause) => [JSON.stringify(clause), clause])).values()];
}

/** Callers by name where a clause asks for nothing but names, else everybody. */
function allowedPrincipals(clauses: readonly AccessClause[]): IPrincipal[] {
  const named = clauses.find((clause) => clause.every((factor) => factor.key in toPrincipal));
  if (named === undefined) return [new StarPrincipal()];
  return named.flatMap(({ key, values }) =>
    values.flatMap((value) => toPrincipal[key]?.(value) ?? []),
  );
}

function negated(clause: AccessClause): Record<string, Record<string, readonly string[]>> {
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const { key, values } of clause) {
    const operator = key === 'aws:PrincipalArn' ? 'ArnNotEquals' : 'StringNotEquals';
    conditions[operator] = { ...conditions[operator], [key]: values };
  }
  return conditions;
}

function invoke(
  effect: Effect,
  principals: IPrincipal[],
  conditions: Record<string, Record<string, readonly string[]>> = {},
): PolicyStatement {
  return new PolicyStatement({
    effect,
    principals,
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
    conditions,
  });
}
