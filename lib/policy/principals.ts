import type { PrincipalElement, PrincipalKind, PrincipalMember } from './document';
import { PolicyError, shown } from './errors';
import { asObject, stringList } from './members';

/** Who makes a request. */
export type Caller = AnonymousCaller | AwsCaller | NamedCaller;

/** A request that is not signed: no authorizer, a Lambda authorizer, or a Cognito user pool. */
export interface AnonymousCaller {
  readonly type: 'anonymous';
}

/** A request signed with AWS credentials. */
export interface AwsCaller {
  readonly type: 'aws';
  /**
   * ARN of the caller: `…:iam::123456789012:root`, `…:iam::…:user/path/name`, or of a session,
   * `…:sts::…:assumed-role/role/session` or `…:sts::…:federated-user/name`.
   */
  readonly arn: string;
  /**
   * ARN of the role that a session has assumed.
   *
   * @default - made of the session's ARN, which lacks the role's path
   */
  readonly roleArn?: string;
}

/** A principal that AWS knows by one name. */
export interface NamedCaller {
  /** Kind of the name: a service, an identity provider, or a canonical user id. */
  readonly type: 'service' | 'federated' | 'canonicalUser';
  /** Such as `events.amazonaws.com`. */
  readonly name: string;
}

/** The names of one caller, the widest first: account, role, session. Any name of a level will do. */
type Levels = readonly (readonly string[])[];

const KINDS: readonly PrincipalKind[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
const KIND_OF_CALLER = {
  aws: 'AWS',
  service: 'Service',
  federated: 'Federated',
  canonicalUser: 'CanonicalUser',
} as const;
const AWS_PRINCIPAL =
  /^(\d{12}|A[A-Z0-9]{15,}|arn:[a-z0-9-]+:(iam|sts)::\d{12}:(root|(user|role|assumed-role|federated-user)\/[^*?]+))$/;
const CALLER_ARN = /^arn:([a-z0-9-]+):(?:iam|sts)::(\d{12}):(.+)$/;
const SESSION = /^assumed-role\/([^/]+)\/.+$/;

/**
 * Reads the value of `Principal` or `NotPrincipal`.
 *
 * @throws {@link PolicyError} for a kind or a form that AWS does not know; a wildcard is allowed
 * only as the whole name, and only for `AWS`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function parsePrincipals(json: unknown, path: string): PrincipalMember[] {
  if (json === '*') return [{ kind: 'AWS', value: '*' }];
  if (typeof json === 'string') {
    throw new PolicyError(path, `must be "*" or an object such as {"AWS": …}, got: ${shown(json)}`);
  }
  const members = [...asObject(json, path)].flatMap(([name, value]) =>
    stringList(value, `${path}.${name}`).map((text) => parseMember(name, text, path)),
  );
  if (members.length === 0) throw new PolicyError(path, `must name one of ${KINDS.join(', ')}`);
  return members;
}

function parseMember(name: string, value: string, path: string): PrincipalMember {
  const kind = KINDS.find((candidate) => candidate === name);
  if (kind === undefined) {
    throw new PolicyError(path, `must be of kind ${KINDS.join(', ')}, got: ${shown(name)}`);
  }
  const valid =
    kind === 'AWS' ? value === '*' || AWS_PRINCIPAL.test(value) : /^[^*?]+$/.test(value);
  if (valid) return { kind, value };
  throw new PolicyError(
    `${path}.${name}`,
    `must be ${kind === 'AWS' ? '*, an account id, or the ARN of a root, user, role or session' : 'one full name'}, without partial wildcards, got: ${shown(value)}`,
  );
}

/**
 * Makes the test whether a statement is about a caller.
 *
 * `NotPrincipal` is read to the caller's disadvantage, as IAM's user guide warns: a `Deny`
 * spares only a caller whose account, role and session are all listed, and an `Allow` reaches
 * only a caller none of whose names is listed.
 */
export function compilePrincipals(
  element: PrincipalElement,
  effect: 'Allow' | 'Deny',
): (caller: Caller) => boolean {
  const everyone = element.members.some(({ kind, value }) => kind === 'AWS' && value === '*');
  if (everyone) return () => !element.negated;
  const names = new Set(element.members.map(({ kind, value }) => `${kind}:${value}`));
  const isListed = (level: readonly string[]) => level.some((name) => names.has(name));
  if (!element.negated) return (caller) => levelsOf(caller).some(isListed);
  if (effect === 'Allow') return (caller) => !levelsOf(caller).some(isListed);
  return (caller) => {
    const levels = levelsOf(caller);
    return levels.length === 0 || !levels.every(isListed);
  };
}

function levelsOf(caller: Caller): Levels {
  if (caller.type === 'anonymous') return [];
  if (caller.type !== 'aws') return [[`${KIND_OF_CALLER[caller.type]}:${caller.name}`]];
  const [, partition, account, resource = ''] = CALLER_ARN.exec(caller.arn) ?? [];
  if (partition === undefined || account === undefined) return [];
  const levels = [[`AWS:${account}`, `AWS:arn:${partition}:iam::${account}:root`]];
  const role = roleArnOf(caller);
  if (role !== undefined) levels.push([`AWS:${role}`]);
  if (resource !== 'root') levels.push([`AWS:${caller.arn}`]);
  return levels;
}

function roleArnOf({ arn, roleArn }: AwsCaller): string | undefined {
  const [, partition, account, resource = ''] = CALLER_ARN.exec(arn) ?? [];
  const role = SESSION.exec(resource)?.[1];
  if (role === undefined) return undefined;
  return roleArn ?? `arn:${partition}:iam::${account}:role/${role}`;
}

/**
 * The condition keys that follow from who calls: `aws:PrincipalArn`, `aws:PrincipalAccount`,
 * `aws:PrincipalType`, `aws:username`. Names are in lower case.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function callerKeys(caller: Caller): ReadonlyMap<string, string> {
  if (caller.type !== 'aws') {
    return new Map(caller.type === 'anonymous' ? [['aws:principaltype', 'Anonymous']] : []);
  }
  const [, , account, resource = ''] = CALLER_ARN.exec(caller.arn) ?? [];
  if (account === undefined) return new Map();
  const keys = new Map([
    ['aws:principalarn', roleArnOf(caller) ?? caller.arn],
    ['aws:principalaccount', account],
    ['aws:principaltype', principalType(resource)],
  ]);
  const user = /^user\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1];
  if (user !== undefined) keys.set('aws:username', user);
  return keys;
}

function principalType(resource: string): string {
  const [kind] = resource.split('/', 1);
  if (kind === 'user') return 'User';
  if (kind === 'assumed-role') return 'AssumedRole';
  return kind === 'federated-user' ? 'FederatedUser' : 'Account';
}
