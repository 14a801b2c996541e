import { Fn, Stack, Token } from 'aws-cdk-lib';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import { type CheckContext, refuse } from './checks';
import type { AccessFactor } from './private-access-clauses';

const ACCOUNT = /^\d{12}$/;
const ROOT = /:root"[\]}]*$/;
const NAMEABLE = /^arn:[^:]+:iam::\d{12}:(root|role\/.+|user\/.+)$/;

/**
 * What tells the callers who are these principals: their ARN, or the account they belong to.
 *
 * Principals that are known by something else cannot be told in a condition and are refused.
 */
export function principalFactors(
  context: CheckContext,
  principals: readonly IPrincipal[],
): AccessFactor[] {
  const names = principals.flatMap((principal) => namesOf(context, principal));
  const accounts = names.flatMap((name) => accountOf(context, name) ?? []);
  const arns = names.filter((name) => accountOf(context, name) === undefined);
  return [factor('aws:PrincipalArn', arns), factor('aws:PrincipalAccount', accounts)].flat();
}

function factor(key: AccessFactor['key'], values: readonly string[]): AccessFactor[] {
  return values.length === 0 ? [] : [{ key, values: [...new Set(values)] }];
}

function namesOf(context: CheckContext, principal: IPrincipal): string[] {
  const { principalJson, conditions } = principal.policyFragment;
  const { AWS: names = [], ...others } = principalJson;
  const kinds = Object.keys(others);
  if (kinds.length > 0 || names.length === 0) {
    refuse(context, 'must be IAM roles, users or accounts', kinds.join() || String(principal));
  }
  if (Object.keys(conditions).length > 0) {
    refuse(context, 'must not have conditions of their own', conditions);
  }
  return names.map((name) => checkName(context, name));
}

function checkName(context: CheckContext, name: string): string {
  if (Token.isUnresolved(name) || ACCOUNT.test(name)) return name;
  if (!NAMEABLE.test(name) || /[*?]/.test(name)) {
    refuse(context, 'must be ARNs of one IAM role or user each, or accounts', name);
  }
  return name;
}

/** The account that a principal stands for, also where its ARN is only known at deployment. */
function accountOf(context: CheckContext, name: string): string | undefined {
  if (ACCOUNT.test(name)) return name;
  const known: unknown = Stack.of(context.scope).resolve(name);
  const arn = typeof known === 'string' ? known : name;
  return ROOT.test(JSON.stringify(known)) ? Fn.select(4, Fn.split(':', arn)) : undefined;
}
