import { createHash } from 'node:crypto';
import { ValidationError } from '../errors';
import type { LocalCredentials } from '../gateway';
import { compact, isObject, type JsonObject } from '../model/value';
import type { ResourceRecord, StackRecord } from './cloudformation/operations/stack-record';

/** Who calls, beyond what a name says. */
export interface IdentityOptions {
  /**
   * Identity-based policies, as JSON documents, beside those that the stacks attach.
   *
   * @default - none
   */
  readonly policies?: readonly unknown[];
  /**
   * Organization of the caller's account: `o-…`.
   *
   * @default - none
   */
  readonly organizationId?: string;
}

/** Credentials that a request is signed with. */
export interface CallerCredentials extends LocalCredentials {
  readonly accessKeyId: string;
}

const PRINCIPAL_ARN = /^arn:(aws[a-z-]*):(?:iam|sts)::(\d{12}):(role|user|assumed-role)\/(.+)$/;

/** Documents of AWS's own policies that let call APIs, by their names. */
const AWS_POLICIES: Readonly<Record<string, JsonObject>> = {
  AdministratorAccess: allow('*'),
  PowerUserAccess: allow('execute-api:*'),
  AmazonAPIGatewayInvokeFullAccess: allow('execute-api:Invoke', 'execute-api:ManageConnections'),
};

/**
 * Local credentials of a user or of a session of a role, with the policies that the stacks attach
 * to it. What the stacks do not declare has no policy but those that are given.
 *
 * @param principal - ARN of a role, of a user, or of a session (`…:assumed-role/Role/session`)
 * @throws {@link ValidationError} CallerArn - when it is none of these
 */
export function credentialsOf(
  principal: string,
  stacks: readonly StackRecord[],
  { policies = [], organizationId }: IdentityOptions = {},
): CallerCredentials {
  const [, partition = '', accountId = '', kind = '', path = ''] =
    PRINCIPAL_ARN.exec(principal) ?? [];
  if (kind === '') throw badPrincipal(principal);
  const id = createHash('sha256')
    .update(JSON.stringify([principal, policies, organizationId]))
    .digest('hex')
    .toUpperCase();
  const isUser = kind === 'user';
  const name = (kind === 'assumed-role' ? path.split('/')[0] : path.split('/').at(-1)) ?? '';
  const session = kind === 'assumed-role' ? (path.split('/')[1] ?? 'local') : 'local';
  const resources = stacks.flatMap(allResources);
  return compact({
    accessKeyId: `${isUser ? 'AKIA' : 'ASIA'}${id.slice(0, 16)}`,
    secretAccessKey: id.slice(16, 56),
    sessionToken: isUser ? undefined : `local-${id.slice(0, 32)}`,
    arn: isUser ? principal : `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`,
    roleArn: isUser ? undefined : roleArnOf(principal, partition, accountId, name),
    accountId,
    userId: isUser ? `AIDA${id.slice(0, 17)}` : `AROA${id.slice(0, 17)}:${session}`,
    policies: [...attachedPolicies(resources, isUser ? 'user' : 'role', name), ...policies],
    organizationId,
  });
}

/** A stack and those inside of it. */
export function allStacks(stack: StackRecord): StackRecord[] {
  const nested = [...stack.resources.values()].flatMap((record) => record.nested ?? []);
  return [stack, ...nested.flatMap(allStacks)];
}

/** Resources of a stack and of those inside of it. */
export function allResources(stack: StackRecord): ResourceRecord[] {
  return allStacks(stack).flatMap(({ resources }) => [...resources.values()]);
}

function roleArnOf(given: string, partition: string, accountId: string, name: string): string {
  return given.includes(':role/') ? given : `arn:${partition}:iam::${accountId}:role/${name}`;
}

function badPrincipal(principal: string): ValidationError {
  return new ValidationError(
    'CallerArn',
    'a caller must be the ARN of a role, a user or a session, such as ' +
      `arn:aws:iam::123456789012:role/Orders, or a construct of the deployed app, got: ${JSON.stringify(principal)}`,
  );
}

interface Holder {
  readonly type: string;
  /** Property of policies that lists whom they are attached to. */
  readonly members: string;
}

const HOLDERS: Readonly<Record<'role' | 'user', Holder>> = {
  role: { type: 'AWS::IAM::Role', members: 'Roles' },
  user: { type: 'AWS::IAM::User', members: 'Users' },
};

const POLICIES: ReadonlySet<string> = new Set([
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
]);

/** Types that speak for callers. */
export const IDENTITY_TYPES: readonly string[] = [
  ...Object.values(HOLDERS).map(({ type }) => type),
  ...POLICIES,
];

function attachedPolicies(
  resources: readonly ResourceRecord[],
  kind: 'role' | 'user',
  name: string,
): unknown[] {
  const { type, members } = HOLDERS[kind];
  const holder = resources.find((one) => one.type === type && one.physicalId === name);
  const managed = listOf(holder?.given['ManagedPolicyArns']).map(String);
  return [
    ...listOf(holder?.given['Policies']).map(documentOf),
    ...managed.map((arn) => AWS_POLICIES[arn.split('/').at(-1) ?? '']),
    ...resources
      .filter((one) => POLICIES.has(one.type))
      .filter(({ given, physicalId }) => {
        const names = [...listOf(given[members]), given['RoleName'], given['UserName']];
        return names.includes(name) || managed.includes(physicalId);
      })
      .map(({ given }) => documentOf(given)),
  ].filter((document) => document !== undefined);
}

function documentOf(policy: unknown): unknown {
  return isObject(policy) ? policy['PolicyDocument'] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function allow(...actions: readonly string[]): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  };
}
