import type { StackEnvironment } from '../cloudformation/stack-identity';
import { type LambdaService, parseFunctionArn } from '../lambda';
import type { CallScope } from './call-scope';

const ARN_ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/;

/**
 * Who signs a request: the session of a function's role, as its token says, or somebody whose
 * credentials are known.
 *
 * @param arnOf finds the ARN of known credentials
 */
export function sessionOf(
  { accessKeyId = '', sessionToken = '' }: CallScope,
  lambda: LambdaService,
  arnOf: (accessKeyId: string) => string | undefined,
): string | undefined {
  const { accountId, functionName = '' } = parseFunctionArn(sessionToken) ?? {};
  const definition = lambda.definition(sessionToken);
  if (accountId === undefined || definition === undefined) return arnOf(accessKeyId);
  const [partition] = sessionToken.split(':').slice(1);
  const role = definition.role?.split('/').at(-1) ?? functionName;
  const roleAccount = accountOf(definition.role) ?? accountId;
  return `arn:${partition}:sts::${roleAccount}:assumed-role/${role}/${functionName}`;
}

/** Account of an ARN. */
export function accountOf(arn: string | undefined): string | undefined {
  return ARN_ACCOUNT.exec(arn ?? '')?.[1];
}

/**
 * Account that a call is about: the caller's; the only one that the stacks of a region are in;
 * else the account of stacks that say none.
 */
export function accountFor(
  caller: string | undefined,
  region: string,
  stacks: readonly StackEnvironment[],
  home: string,
): string {
  const known = accountOf(caller);
  if (known !== undefined) return known;
  const inRegion = stacks.filter((stack) => stack.region === region);
  const accounts = new Set(inRegion.map(({ accountId }) => accountId));
  const [only = home] = accounts;
  return accounts.size > 1 ? home : only;
}
