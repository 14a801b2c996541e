import type { CompiledPolicy, CompiledStatement, Invocation } from './compile';
import type { ConditionKeys } from './conditions';
import { type Caller, callerKeys } from './principals';

/** Value of a condition key in a request; a list for a multivalued key. */
export type ConditionValue = string | number | boolean | readonly string[];

/** A request as policies see it. */
export interface PolicyRequest {
  readonly caller: Caller;
  /** Such as `execute-api:Invoke`. */
  readonly action: string;
  /** ARN of what is called. */
  readonly resource: string;
  /**
   * Condition keys, such as `aws:SourceIp`; names are compared without case. Keys about the
   * caller (`aws:PrincipalArn`, `aws:username`, …) follow from `caller` unless given.
   *
   * @default - only the keys that follow from the caller
   */
  readonly context?: Readonly<Record<string, ConditionValue | undefined>>;
}

type Context = NonNullable<PolicyRequest['context']>;

/** What policies say about a request. */
export type Effect = 'allow' | 'explicitDeny' | 'implicitDeny';

/** The statement that decided. */
export interface DecidingStatement {
  /** Position of its policy in the list that was evaluated, from 0. */
  readonly policy: number;
  /** Position in the policy, from 0. */
  readonly index: number;
  readonly sid?: string;
}

/** Outcome of an evaluation. */
export interface Decision {
  readonly effect: Effect;
  /** @default - no statement applied: the implicit deny */
  readonly statement?: DecidingStatement;
}

/**
 * Evaluates policies together: any `Deny` wins, else any `Allow`, else the implicit deny.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(
  policies: CompiledPolicy | readonly CompiledPolicy[],
  request: PolicyRequest,
): Decision {
  const list = 'denies' in policies ? [policies] : policies;
  const invocation = toInvocation(request);
  const denied = firstApplying(list, (policy) => policy.denies, invocation);
  if (denied) return { effect: 'explicitDeny', statement: denied };
  const allowed = firstApplying(list, (policy) => policy.allows, invocation);
  if (allowed) return { effect: 'allow', statement: allowed };
  return { effect: 'implicitDeny' };
}

function firstApplying(
  policies: readonly CompiledPolicy[],
  statementsOf: (policy: CompiledPolicy) => readonly CompiledStatement[],
  invocation: Invocation,
): DecidingStatement | undefined {
  for (const [policy, compiled] of policies.entries()) {
    for (const statement of statementsOf(compiled)) {
      if (!statement.appliesTo(invocation)) continue;
      const { index, sid } = statement;
      return { policy, index, ...(sid === undefined ? {} : { sid }) };
    }
  }
  return undefined;
}

function toInvocation({ caller, action, resource, context = {} }: PolicyRequest): Invocation {
  return { caller, action: action.toLowerCase(), resource, keys: conditionKeys(caller, context) };
}

/** Most policies ask for no key or for one, so the keys are gathered when the first is asked for. */
function conditionKeys(caller: Caller, context: Context): ConditionKeys {
  let given: ReadonlyMap<string, readonly string[]> | undefined;
  let derived: ReadonlyMap<string, string> | undefined;
  const values = (key: string): readonly string[] => {
    const name = key.toLowerCase();
    given ??= givenKeys(context);
    const found = given.get(name);
    if (found !== undefined) return found;
    derived ??= callerKeys(caller);
    const value = derived.get(name);
    return value === undefined ? [] : [value];
  };
  return {
    values,
    single: (key) => {
      const found = values(key);
      return found.length === 1 ? found[0] : undefined;
    },
  };
}

function givenKeys(context: Context): Map<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(context)) {
    if (value === undefined) continue;
    keys.set(name.toLowerCase(), typeof value === 'object' ? value : [String(value)]);
  }
  return keys;
}
