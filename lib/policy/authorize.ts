import type { CompiledPolicy } from './compile';
import {
  type DecidingStatement,
  type Decision,
  type Effect,
  evaluate,
  type PolicyRequest,
} from './evaluate';

/** How a method authorizes: `AuthorizationType` NONE, CUSTOM, AWS_IAM, COGNITO_USER_POOLS. */
export type AuthorizerKind = 'none' | 'lambda' | 'iam' | 'cognito';

/** What decides whether a call may go on. */
export interface InvokeAuthorization {
  readonly authorizer: AuthorizerKind;
  /** Whether caller (or authorizer) and API belong to one AWS account; picks table A or B. */
  readonly sameAccount: boolean;
  /** @default - the API has no resource policy */
  readonly resourcePolicy?: CompiledPolicy;
  /**
   * For `iam`: the policies attached to the caller.
   *
   * @default - none: the caller's side is silent
   */
  readonly identityPolicies?: readonly CompiledPolicy[];
  /**
   * For `lambda`: the policy that the authorizer returned.
   *
   * @default - none: what was not answered cannot be allowed, so the call is denied
   */
  readonly authorizerPolicy?: CompiledPolicy;
  /** For `cognito` the token must have been verified already. */
  readonly request: PolicyRequest;
  /**
   * Whether the endpoint type is PRIVATE; such an API without a resource policy denies all.
   *
   * @default false
   */
  readonly private?: boolean;
}

/** Which rule decided. */
export type DecidedBy =
  | 'noPolicy'
  | 'missingResourcePolicy'
  | 'missingAuthorizerPolicy'
  | 'anonymousCaller'
  | 'resourcePolicy'
  | 'authorizerPolicy'
  | 'identityPolicies'
  | 'tableA'
  | 'tableB';

/** Outcome of {@link authorizeInvoke}. */
export interface InvokeDecision {
  readonly decision: Effect;
  /** Whether it fell before or after the authorizer's turn. */
  readonly phase: 'beforeAuthorizer' | 'afterAuthorizer';
  /**
   * The policy that decided alone; a table where the outcome follows from both sides; or the
   * rule by which there was nothing to evaluate.
   */
  readonly decidedBy: DecidedBy;
  /** @default - no statement applied on the side that decided */
  readonly statement?: DecidingStatement;
}

/** Outcome by what the caller's side says, then by what the resource policy says. */
export type OutcomeTable = Readonly<Record<Effect, Readonly<Record<Effect, Effect>>>>;

/**
 * Table A: caller and API in the same account. First key: policy of the user, or answer of the
 * authorizer; second key: resource policy.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export const TABLE_A: OutcomeTable = {
  allow: { allow: 'allow', implicitDeny: 'allow', explicitDeny: 'explicitDeny' },
  implicitDeny: { allow: 'allow', implicitDeny: 'implicitDeny', explicitDeny: 'explicitDeny' },
  explicitDeny: {
    allow: 'explicitDeny',
    implicitDeny: 'explicitDeny',
    explicitDeny: 'explicitDeny',
  },
};

/**
 * Table B: caller and API in different accounts; both sides must allow.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export const TABLE_B: OutcomeTable = {
  allow: { allow: 'allow', implicitDeny: 'implicitDeny', explicitDeny: 'explicitDeny' },
  implicitDeny: {
    allow: 'implicitDeny',
    implicitDeny: 'implicitDeny',
    explicitDeny: 'explicitDeny',
  },
  explicitDeny: {
    allow: 'explicitDeny',
    implicitDeny: 'explicitDeny',
    explicitDeny: 'explicitDeny',
  },
};

const SILENT: Decision = { effect: 'implicitDeny' };

const FLOWS: Readonly<Record<AuthorizerKind, (input: InvokeAuthorization) => InvokeDecision>> = {
  none: resourcePolicyAlone('beforeAuthorizer'),
  cognito: resourcePolicyAlone('afterAuthorizer'),
  lambda: lambdaFlow,
  iam: iamFlow,
};

/**
 * Decides whether a call may go on, by the flow of the method's kind of authorization.
 *
 * - `none`, `cognito`: the resource policy, if there is one, must allow by itself.
 * - `lambda`: {@link denyBeforeAuthorizer} first, then the table with the authorizer's policy.
 * - `iam`: the table with the caller's policies; an unsigned call is denied.
 *
 * What cannot be decided is denied.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function authorizeInvoke(input: InvokeAuthorization): InvokeDecision {
  return denyBeforeAuthorizer(input) ?? FLOWS[input.authorizer](input);
}

/**
 * The part of the decision that falls before the authorizer's turn: a PRIVATE API without a
 * resource policy, and, before a Lambda authorizer, an explicit deny of the resource policy.
 *
 * @returns `undefined` when the authorizer has its turn
 */
export function denyBeforeAuthorizer(
  input: Pick<InvokeAuthorization, 'authorizer' | 'resourcePolicy' | 'request' | 'private'>,
): InvokeDecision | undefined {
  const { authorizer, resourcePolicy, request } = input;
  if (resourcePolicy === undefined) {
    return input.private ? denied('beforeAuthorizer', 'missingResourcePolicy') : undefined;
  }
  if (authorizer !== 'lambda') return undefined;
  const decision = evaluate(resourcePolicy, request);
  return decision.effect === 'explicitDeny'
    ? decided(decision, 'beforeAuthorizer', 'resourcePolicy')
    : undefined;
}

function resourcePolicyAlone(phase: InvokeDecision['phase']) {
  return ({ resourcePolicy, request }: InvokeAuthorization): InvokeDecision =>
    resourcePolicy === undefined
      ? { decision: 'allow', phase, decidedBy: 'noPolicy' }
      : decided(evaluate(resourcePolicy, request), phase, 'resourcePolicy');
}

function lambdaFlow(input: InvokeAuthorization): InvokeDecision {
  const { authorizerPolicy, resourcePolicy, request } = input;
  if (authorizerPolicy === undefined) return denied('afterAuthorizer', 'missingAuthorizerPolicy');
  const answer = evaluate(authorizerPolicy, request);
  return resourcePolicy === undefined
    ? decided(answer, 'afterAuthorizer', 'authorizerPolicy')
    : combine(input, answer, 'authorizerPolicy', evaluate(resourcePolicy, request));
}

function iamFlow(input: InvokeAuthorization): InvokeDecision {
  const { identityPolicies = [], resourcePolicy, request } = input;
  if (request.caller.type === 'anonymous') return denied('afterAuthorizer', 'anonymousCaller');
  const identity = evaluate(identityPolicies, request);
  const resource = resourcePolicy === undefined ? SILENT : evaluate(resourcePolicy, request);
  return combine(input, identity, 'identityPolicies', resource);
}

function combine(
  { sameAccount }: InvokeAuthorization,
  caller: Decision,
  callerSide: 'authorizerPolicy' | 'identityPolicies',
  resource: Decision,
): InvokeDecision {
  const phase = 'afterAuthorizer';
  const effect = (sameAccount ? TABLE_A : TABLE_B)[caller.effect][resource.effect];
  // An explicit deny, and in table A the only allow, come from one side: name it.
  if (caller.effect === 'explicitDeny') return decided(caller, phase, callerSide);
  if (resource.effect === 'explicitDeny') return decided(resource, phase, 'resourcePolicy');
  const table = sameAccount ? 'tableA' : 'tableB';
  if (effect !== 'allow') return { decision: effect, phase, decidedBy: table };
  if (resource.effect !== 'allow') return decided(caller, phase, callerSide);
  if (caller.effect !== 'allow') return decided(resource, phase, 'resourcePolicy');
  return { ...decided(caller, phase, callerSide), decidedBy: table };
}

function decided(
  { effect, statement }: Decision,
  phase: InvokeDecision['phase'],
  decidedBy: DecidedBy,
): InvokeDecision {
  return { decision: effect, phase, decidedBy, ...(statement === undefined ? {} : { statement }) };
}

function denied(phase: InvokeDecision['phase'], decidedBy: DecidedBy): InvokeDecision {
  return { decision: 'implicitDeny', phase, decidedBy };
}
