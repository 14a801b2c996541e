import {
  type AuthorizerKind,
  authorizeInvoke,
  type CompiledPolicy,
  compilePolicy,
  denyBeforeAuthorizer,
  type InvokeAuthorization,
  type InvokeDecision,
  type PolicyRequest,
  parsePolicy,
} from '../../policy';
import type { ResolvedRoute, Snapshot } from '../frozen-api';
import type { LiveExchange } from '../live-exchange';
import { Refusal } from '../refusal';
import { literal } from '../resolved';
import type { Step } from '../step';
import { compileProperty, placeOf, UnsupportedDeployment } from '../unsupported-deployment';

/** Bytes that the ARN of a method may have. */
export const MAX_METHOD_ARN_BYTES = 1600;

const KINDS: Readonly<Record<string, AuthorizerKind>> = {
  NONE: 'none',
  CUSTOM: 'lambda',
  COGNITO_USER_POOLS: 'cognito',
  AWS_IAM: 'iam',
};

/**
 * How a method authorizes its callers.
 *
 * @throws {@link UnsupportedDeployment} for an authorization type that API Gateway does not have
 */
export function authorizerKind(route: ResolvedRoute): AuthorizerKind {
  const type = literal(route.authorizationType).toUpperCase();
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind !== undefined) return kind;
  throw new UnsupportedDeployment(
    placeOf(route.origin, 'AuthorizationType'),
    `must be one of ${Object.keys(KINDS).join(', ')}, got: ${JSON.stringify(type)}`,
  );
}

const compiledPolicies = new WeakMap<Snapshot, CompiledPolicy | null>();

/** The resource policy of an API, compiled once for all of its methods. */
function resourcePolicyOf(snapshot: Snapshot): CompiledPolicy | undefined {
  const known = compiledPolicies.get(snapshot);
  if (known !== undefined) return known ?? undefined;
  const policy = compileProperty(snapshot.api.origin, 'Policy', () =>
    compileResourcePolicy(snapshot),
  );
  compiledPolicies.set(snapshot, policy);
  return policy ?? undefined;
}

function compileResourcePolicy({ api, identity }: Snapshot): CompiledPolicy | null {
  const json = typeof api.policy === 'string' ? (JSON.parse(api.policy) as unknown) : api.policy;
  if (json === undefined || json === null) return null;
  return compilePolicy(parsePolicy(json, { attachedTo: 'resource' }), { api: identity });
}

/** What a method's authorization is made of, apart from the request. */
type MethodAuthorization = Pick<InvokeAuthorization, 'authorizer' | 'resourcePolicy' | 'private'>;

function methodAuthorization(route: ResolvedRoute, snapshot: Snapshot): MethodAuthorization {
  const resourcePolicy = resourcePolicyOf(snapshot);
  return {
    authorizer: authorizerKind(route),
    private: snapshot.api.endpointTypes.some((type) => literal(type) === 'PRIVATE'),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

/**
 * The part of the decision that falls before a Lambda authorizer is called: an explicit deny of
 * the resource policy.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function compileDenyBeforeAuthorizer(
  route: ResolvedRoute,
  snapshot: Snapshot,
): Step | undefined {
  const method = methodAuthorization(route, snapshot);
  if (method.authorizer === 'none') return undefined;
  const mayDeny = method.resourcePolicy !== undefined || method.private === true;
  return (exchange) => {
    const arn = shortEnough(exchange.methodArn);
    if (!mayDeny) return;
    const decision = denyBeforeAuthorizer({ ...method, request: policyRequest(exchange, arn) });
    if (decision === undefined) return;
    exchange.trace.decide('resource policy', decision.decision, { ...decision });
    throw denial(exchange, arn, method.authorizer, decision);
  };
}

/**
 * Decides whether the caller may invoke the method, by the resource policy and by what speaks for
 * the caller.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function compileAuthorization(route: ResolvedRoute, snapshot: Snapshot): Step | undefined {
  const method = methodAuthorization(route, snapshot);
  const open = method.resourcePolicy === undefined && method.private !== true;
  if (open && (method.authorizer === 'none' || method.authorizer === 'cognito')) return undefined;
  return (exchange) => {
    const arn = exchange.methodArn;
    const decision = decide(method, exchange, policyRequest(exchange, arn));
    exchange.trace.decide('authorization', decision.decision, { ...decision });
    if (decision.decision !== 'allow') throw denial(exchange, arn, method.authorizer, decision);
  };
}

/**
 * Whether a policy lets the caller do something else to the method than invoke it; where no policy
 * speaks, the answer is no.
 *
 * @param action such as `execute-api:InvalidateCache`
 */
export function isAllowedByPolicy(exchange: LiveExchange, action: string): boolean {
  const method = methodAuthorization(exchange.route, exchange.snapshot);
  const request = { ...policyRequest(exchange, exchange.methodArn), action };
  const { decision, decidedBy } = decide(method, exchange, request);
  return decision === 'allow' && decidedBy !== 'noPolicy';
}

function decide(
  method: MethodAuthorization,
  exchange: LiveExchange,
  request: PolicyRequest,
): InvokeDecision {
  const { callerPolicies, credentials, snapshot } = exchange;
  const [authorizerPolicy] = callerPolicies;
  return authorizeInvoke({
    ...method,
    request,
    sameAccount: credentials === undefined || credentials.accountId === snapshot.identity.accountId,
    identityPolicies: callerPolicies,
    ...(authorizerPolicy === undefined ? {} : { authorizerPolicy }),
  });
}

function policyRequest(exchange: LiveExchange, resource: string): PolicyRequest {
  return {
    caller: exchange.caller,
    action: 'execute-api:Invoke',
    resource,
    context: conditionKeys(exchange),
  };
}

/**
 * Condition keys that a request has.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-condition-keys.html
 */
function conditionKeys(exchange: LiveExchange): NonNullable<PolicyRequest['context']> {
  const { source } = exchange.request;
  const { credentials } = exchange;
  const now = new Date(exchange.startedAt).toISOString();
  const isSession = credentials?.sessionToken !== undefined;
  return {
    'aws:SourceIp': source.vpce === undefined ? source.ip : undefined,
    'aws:SourceVpc': source.vpc,
    'aws:SourceVpce': source.vpce,
    'aws:VpcSourceIp': source.vpcIp,
    'aws:UserAgent': exchange.headerValues('user-agent')[0],
    'aws:Referer': exchange.headerValues('referer')[0],
    'aws:CurrentTime': now,
    'aws:EpochTime': Math.floor(exchange.startedAt / 1000),
    'aws:SecureTransport': true,
    'aws:userid': credentials?.userId,
    'aws:PrincipalOrgID': credentials?.organizationId,
    // A session is opened for each request, without a second factor.
    'aws:TokenIssueTime': isSession ? now : undefined,
    'aws:MultiFactorAuthPresent': isSession ? false : undefined,
  };
}

function shortEnough(arn: string): string {
  if (Buffer.byteLength(arn) <= MAX_METHOD_ARN_BYTES) return arn;
  throw new Refusal('DEFAULT_4XX', {
    status: 414,
    message: 'Request URI too long',
    errorType: 'RequestUriTooLongException',
  });
}

/** The refusal of a denied call; of the account's number the last four digits are shown. */
export function denial(
  exchange: LiveExchange,
  arn: string,
  authorizer: AuthorizerKind,
  { decision, decidedBy }: Pick<InvokeDecision, 'decision' | 'decidedBy'>,
): Refusal {
  const explicit = decision === 'explicitDeny' ? ' with an explicit deny' : '';
  const byAuthorizer = authorizer === 'lambda' && decidedBy !== 'resourcePolicy';
  const subject = byAuthorizer
    ? 'User is not authorized to access this resource'
    : `User: ${nameOf(exchange)} is not authorized to perform: execute-api:Invoke on resource: ${maskAccount(arn)}`;
  const reason = exchange.world.denialReasons === true ? reasonOf(explicit, decidedBy) : explicit;
  return new Refusal('ACCESS_DENIED', { message: `${subject}${reason}` });
}

const OF_THE_API: ReadonlySet<InvokeDecision['decidedBy']> = new Set([
  'anonymousCaller',
  'missingResourcePolicy',
  'resourcePolicy',
]);

/** What more and more regions append since 2025. */
function reasonOf(explicit: string, decidedBy: InvokeDecision['decidedBy']): string {
  const policy = `${OF_THE_API.has(decidedBy) ? 'a resource-based' : 'an identity-based'} policy`;
  if (explicit !== '') return `${explicit} in ${policy}`;
  return ` because no ${policy.replace(/^an? /, '')} allows the execute-api:Invoke action`;
}

function nameOf({ caller }: LiveExchange): string {
  return caller.type === 'aws' ? caller.arn : 'anonymous';
}

/** `arn:aws:execute-api:eu-west-1:********9012:…` */
export function maskAccount(arn: string): string {
  return arn.replace(/:\d{8}(\d{4}):/, ':********$1:');
}
