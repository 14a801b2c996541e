/** Whom a policy should let in. */
export interface Caller {
  /** As people call it. */
  readonly name: string;
  /** The conditions that tell it, as {@link sourceKey} writes them: one of them is enough. */
  readonly sources: readonly string[];
}

type Sources = ReadonlySet<string>;
type Statement = Readonly<Record<string, unknown>>;
type Text = (value: unknown) => string;

/** Operators that let only the listed values through. */
const EQUALS = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike']);
/** Operators that hold for all but the listed values, and where the key is not there at all. */
const NOT_EQUALS = new Set([
  'StringNotEquals',
  'StringNotEqualsIgnoreCase',
  'StringNotLike',
  'StringNotEqualsIfExists',
  'StringNotLikeIfExists',
]);
const SOURCE_KEYS = new Map([
  ['aws:sourcevpce', 'vpce'],
  ['aws:sourcevpc', 'vpc'],
]);

/** `vpce` or `vpc`, and the id. */
export function sourceKey(kind: 'vpce' | 'vpc', id: string): string {
  return `${kind} ${id}`;
}

/**
 * What is otherwise about a resource policy that should let in these callers, and nobody else.
 *
 * Conservative: a statement that cannot be proved to keep others out counts as one that does not.
 *
 * @param policy - the document, intrinsics kept
 * @param text - the symbolic text of a value of the policy
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function policyProblems(policy: unknown, callers: readonly Caller[], text: Text): string[] {
  const statements = statementsOf(policy);
  const allows = statements.filter(({ Effect }) => Effect === 'Allow');
  const denies = statements.filter(({ Effect }) => Effect === 'Deny');
  if (allows.length === 0) return ['its policy allows nobody'];
  const sources = new Set(callers.flatMap((caller) => caller.sources));
  const isClosed = denies.some((deny) => keepsOut(deny, sources, text));
  const open = isClosed ? [] : allows.filter((allow) => !letsInOnly(allow, sources, text));
  const isLetIn = (source: string): boolean =>
    allows.some((allow) => mayLetIn(allow, source, text)) &&
    !denies.some((deny) => shutsOut(deny, source, text));
  return [
    ...open.map((allow) => `its policy also lets in others: ${statementName(allow, statements)}`),
    ...callers
      .filter((caller) => !caller.sources.some(isLetIn))
      .map(({ name }) => `its policy does not let in ${name}`),
  ];
}

function statementsOf(policy: unknown): Statement[] {
  const document = typeof policy === 'string' ? (JSON.parse(policy) as unknown) : policy;
  const statement = (document as { Statement?: unknown } | undefined)?.Statement;
  return listOf(statement) as Statement[];
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function statementName(statement: Statement, statements: readonly Statement[]): string {
  const { Sid } = statement;
  return typeof Sid === 'string'
    ? `statement ${Sid}`
    : `statement ${statements.indexOf(statement) + 1}`;
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

function conditionsOf({ Condition }: Statement, text: Text): Condition[] {
  return Object.entries((Condition ?? {}) as Record<string, Record<string, unknown>>).flatMap(
    ([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({
        operator,
        key: key.toLowerCase(),
        values: listOf(values).map(text),
      })),
  );
}

/** The sources that a condition names; undefined when it is about something else. */
function named({ key, values }: Condition): string[] | undefined {
  const kind = SOURCE_KEYS.get(key);
  return kind === undefined ? undefined : values.map((value) => `${kind} ${value}`);
}

/** Every caller but those of the sources meets all conditions of the Deny. */
function keepsOut(deny: Statement, sources: Sources, text: Text): boolean {
  if (!isForEverybody(deny, text)) return false;
  return conditionsOf(deny, text).every(
    (condition) =>
      NOT_EQUALS.has(condition.operator) && named(condition)?.every((each) => sources.has(each)),
  );
}

/** One condition that only callers of the sources meet is enough: all must hold. */
function letsInOnly(allow: Statement, sources: Sources, text: Text): boolean {
  return conditionsOf(allow, text).some(
    (condition) =>
      EQUALS.has(condition.operator) && named(condition)?.every((each) => sources.has(each)),
  );
}

/** Conditions about other things are taken to hold for somebody. */
function mayLetIn(allow: Statement, source: string, text: Text): boolean {
  return conditionsOf(allow, text).every((condition) => holdsFor(condition, source) !== false);
}

/** A Deny of some paths, or under conditions about other things, leaves others open. */
function shutsOut(deny: Statement, source: string, text: Text): boolean {
  if (!isForEverybody(deny, text)) return false;
  return conditionsOf(deny, text).every((condition) => holdsFor(condition, source) === true);
}

/** Whether a caller of the source meets the condition; undefined when it is about another thing. */
function holdsFor(condition: Condition, source: string): boolean | undefined {
  const [kind] = source.split(' ');
  if (SOURCE_KEYS.get(condition.key) !== kind) return undefined;
  const isNamed = named(condition)?.includes(source) ?? false;
  return NOT_EQUALS.has(condition.operator) ? !isNamed : isNamed;
}

const EVERY_ACTION = new Set(['execute-api:Invoke', 'execute-api:*', '*']);
const EVERY_RESOURCE =
  /^(\*|execute-api:\/\*(\/\*){0,2}|arn:[^:]*:execute-api:[^:]*:[^:]*:[^:/]+\/\*)$/;

function isForEverybody({ Principal, Action, Resource }: Statement, text: Text): boolean {
  return (
    isAnybody(Principal) &&
    listOf(Action).some((action) => EVERY_ACTION.has(text(action))) &&
    listOf(Resource).some((resource) => EVERY_RESOURCE.test(text(resource)))
  );
}

function isAnybody(principal: unknown): boolean {
  if (principal === '*') return true;
  const aws: unknown = (principal as { AWS?: unknown } | undefined)?.AWS;
  return listOf(aws).includes('*');
}
