import {
  type ApiIdentity,
  type Caller,
  compilePolicy,
  type Decision,
  evaluate,
  methodArn,
  type ParsePolicyOptions,
  type PolicyRequest,
  parsePolicy,
} from '../../lib/policy';

export const ACCOUNT = '123456789012';
export const OTHER_ACCOUNT = '999999999999';

export const API: ApiIdentity = { region: 'us-east-1', accountId: ACCOUNT, apiId: 'abc1234567' };

export const ANONYMOUS: Caller = { type: 'anonymous' };

/** A caller with AWS credentials: a user, or what `resource` says. */
export function signed(resource = 'user/alice', account = ACCOUNT): Caller {
  const service = resource.startsWith('assumed-role') ? 'sts' : 'iam';
  return { type: 'aws', arn: `arn:aws:${service}::${account}:${resource}` };
}

/** An anonymous `GET /pets` on the stage `dev`, changed by `changes`. */
export function invoke(changes: Partial<PolicyRequest> = {}): PolicyRequest {
  return {
    caller: ANONYMOUS,
    action: 'execute-api:Invoke',
    resource: methodArn(API, { stage: 'dev', verb: 'GET', path: '/pets' }),
    ...changes,
  };
}

export function policy(statements: unknown, options: ParsePolicyOptions = {}) {
  const document = { Version: '2012-10-17', Statement: statements };
  return compilePolicy(parsePolicy(document, options), { api: API });
}

/** What one statement that allows everything, changed by `members`, says about a request. */
export function effectOf(
  members: Record<string, unknown>,
  request: Partial<PolicyRequest> = {},
): Decision['effect'] {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', ...members };
  return evaluate(policy(statement), invoke(request)).effect;
}

/** Whether a condition holds for a request with these keys. */
export function holds(condition: unknown, context: PolicyRequest['context'] = {}): boolean {
  return effectOf({ Condition: condition }, { context, caller: signed() }) === 'allow';
}
