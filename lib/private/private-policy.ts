/** Keys whose value tells one caller from another, or where a call comes from. */
const CALLER_KEYS = new Set(
  [
    'aws:SourceVpce',
    'aws:SourceVpc',
    'aws:VpcSourceIp',
    'aws:SourceIp',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:userid',
    'aws:username',
  ].map((key) => key.toLowerCase()),
);

/** Operators that are only met by a request that has the key, with one of the values. */
const HAS =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/** Operators that are met by any request without one of the values. */
const HAS_NOT =
  /^(ForAnyValue:|ForAllValues:)?(StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)(IfExists)?$/;

/** Values that every caller has. */
const EVERYTHING =
  /^(\*+|0\.0\.0\.0\/0|::\/0|(vpce|vpc|o)-\*|arn:\*|arn:[^:]*:(iam|sts|\*):[^:]*:\*.*)$/;
const INVOKES = /^(\*|execute-api:\*|execute-api:Invoke)$/i;
const CATCH_ALL = new Set(['*', 'execute-api:*', 'execute-api:/*']);

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

/**
 * The first statement that lets anybody in whom no other statement turns away, or `undefined`.
 *
 * @param policy - a resource policy as it stands in the template
 */
export function openStatement(policy: unknown): unknown {
  const statements = statementsOf(policy);
  const denies = statements.filter(turnsStrangersAway);
  return statements.filter(letsAnybodyIn).find((allow) => !isCovered(allow, denies));
}

/** Tells whether a policy in a template says nothing; one made by an intrinsic cannot be read. */
export function isEmptyPolicy(policy: unknown): boolean {
  return !isIntrinsic(policy) && statementsOf(policy).length === 0;
}

function statementsOf(policy: unknown): Statement[] {
  const document = typeof policy === 'string' ? parse(policy) : policy;
  return isRecord(document) ? list(document['Statement']).filter(isRecord) : [];
}

function letsAnybodyIn(statement: Statement): boolean {
  const invokes = statement.Action === undefined || list(statement.Action).some(isInvoke);
  const anybody = statement.NotPrincipal !== undefined || isAnybody(statement.Principal);
  const asked = conditions(statement).some(
    ({ operator, values }) => HAS.test(operator) && !values.some(isEverything),
  );
  return statement.Effect === 'Allow' && invokes && anybody && !asked;
}

/** A Deny that strikes whoever is not named; more conditions would let some strangers pass. */
function turnsStrangersAway(statement: Statement): boolean {
  if (statement.Effect !== 'Deny' || !list(statement.Action).some(isInvoke)) return false;
  const asked = conditions(statement);
  const unconditional = Object.keys(record(statement.Condition)).length === 0;
  if (unconditional) return statement.NotPrincipal !== undefined || isAnybody(statement.Principal);
  return (
    isAnybody(statement.Principal) &&
    asked.length === conditionCount(statement) &&
    asked.every(({ operator, values }) => HAS_NOT.test(operator) && !values.some(isEverything))
  );
}

function isCovered(allow: Statement, denies: readonly Statement[]): boolean {
  const guarded = denies.flatMap((deny) => list(deny.Resource));
  const open = list(allow.Resource);
  return open.length > 0 && open.every((one) => guarded.some((other) => covers(other, one)));
}

function covers(pattern: unknown, resource: unknown): boolean {
  if (JSON.stringify(pattern) === JSON.stringify(resource)) return true;
  if (typeof pattern !== 'string') return false;
  if (CATCH_ALL.has(pattern)) return true;
  const prefix = pattern.slice(0, -1);
  const simple = pattern.endsWith('*') && !prefix.includes('*') && !prefix.includes('?');
  return simple && typeof resource === 'string' && resource.startsWith(prefix);
}

/** The conditions on keys that tell callers apart. */
function conditions(statement: Statement): { operator: string; values: unknown[] }[] {
  return Object.entries(record(statement.Condition)).flatMap(([operator, keys]) =>
    Object.entries(record(keys))
      .filter(([key]) => CALLER_KEYS.has(key.toLowerCase()) || /^aws:PrincipalTag\//i.test(key))
      .map(([, values]) => ({ operator, values: list(values) })),
  );
}

function conditionCount(statement: Statement): number {
  const operators = Object.values(record(statement.Condition));
  return operators.flatMap((keys) => Object.keys(record(keys))).length;
}

function isAnybody(principal: unknown): boolean {
  if (principal === '*') return true;
  return isRecord(principal) && Object.values(principal).flatMap(list).includes('*');
}

function isInvoke(action: unknown): boolean {
  return typeof action !== 'string' || INVOKES.test(action);
}

function isEverything(value: unknown): boolean {
  return typeof value === 'string' && EVERYTHING.test(value);
}

function isIntrinsic(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && key !== undefined && /^(Ref$|Fn::)/.test(key);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
