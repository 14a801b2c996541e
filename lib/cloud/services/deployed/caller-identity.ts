import { createHash } from 'node:crypto';
import type { ServiceCall } from '../../../gateway/backends';
import { partitionOf, type StackEnvironment } from '../../cloudformation/stack-identity';
import type { Members } from '../decoded-call';

const ROLE_SESSION = /:assumed-role\/([^/]+)\/(.+)$/;
const ID_LENGTH = 17;

/**
 * STS GetCallerIdentity. Who signs with credentials that nobody knows is the user `local`.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function callerIdentity(
  { credentials }: ServiceCall,
  { accountId, region }: StackEnvironment,
): Members {
  const { partition } = partitionOf(region);
  const Arn = credentials ?? `arn:${partition}:iam::${accountId}:user/local`;
  const [, role, session] = ROLE_SESSION.exec(Arn) ?? [];
  const UserId = role === undefined ? `AIDA${idOf(Arn)}` : `AROA${idOf(role)}:${session}`;
  return { UserId, Account: accountId, Arn };
}

function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, ID_LENGTH).toUpperCase();
}
