import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { JwtPayload } from 'jsonwebtoken';
import type { AuthorizerModel } from '../../model';
import type { ResolvedRoute } from '../frozen-api';
import { javaDate } from '../java-date';
import { compileJavaPattern } from '../java-pattern';
import { jsonWebToken } from '../json-web-token';
import type { LiveExchange } from '../live-exchange';
import { Refusal } from '../refusal';
import { literal, optionalLiteral } from '../resolved';
import type { Step } from '../step';
import { compileProperty, placeOf, UnsupportedDeployment } from '../unsupported-deployment';
import { tokenHeader } from './identity-sources';

/** A Cognito authorizer of one method, prepared. */
interface CognitoAuthorizer {
  readonly header: string;
  userPoolsOf(exchange: LiveExchange): readonly UserPool[];
  /** Scopes of which an access token must have one; none: an id token is wanted. */
  readonly scopes: readonly string[];
  /** Test of the audience; undefined: any will do. */
  readonly audience: ((audience: string) => boolean) | undefined;
}

interface UserPool {
  readonly arn: string;
  /** `iss` of its tokens. */
  readonly issuer: string;
}

/** Why a token is no good, or the claims of one that is. */
type Verdict =
  | { readonly claims: JwtPayload }
  | { readonly expired: boolean; readonly why: string };

const USER_POOL_ARN = /^arn:([a-z-]+):cognito-idp:([a-z0-9-]+):\d{12}:userpool\/([\w-]+)$/;

const VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** Cognito signs with nothing else. */
const ALGORITHMS: ['RS256'] = ['RS256'];

/**
 * Prepares a Cognito authorizer. Without scopes on the method it takes an id token, with scopes
 * an access token that has one of them.
 *
 * @throws {@link UnsupportedDeployment} for a provider that is no user pool
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
export function compileCognitoAuthorizer(model: AuthorizerModel, route: ResolvedRoute): Step {
  const expression = optionalLiteral(model.validationExpression);
  const authorizer: CognitoAuthorizer = {
    header: tokenHeader(optionalLiteral(model.identitySource)),
    userPoolsOf: compileUserPools(model),
    scopes: route.authorizationScopes.map(literal),
    audience: expression
      ? compileProperty(model.origin, 'IdentityValidationExpression', () =>
          compileJavaPattern(expression),
        )
      : undefined,
  };
  return (exchange) => {
    const sent = exchange.headerValues(authorizer.header).at(-1)?.trim() ?? '';
    const token = sent.replace(/^Bearer\s+/i, '');
    if (token === '') throw refusal(exchange, { expired: false, why: 'no token' });
    const verdict = verify(authorizer, token, exchange);
    if (!('claims' in verdict)) throw refusal(exchange, verdict);
    exchange.authorizer = { kind: 'cognito', context: { claims: textsOf(verdict.claims) } };
    exchange.trace.decide('authorizer', 'verified', { claims: verdict.claims });
    return undefined;
  };
}

/**
 * A stage variable may stand for a user pool; one that leads to none has issued no token.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
function compileUserPools({ providerArns, origin }: AuthorizerModel) {
  const pools = providerArns.map((provider) => {
    const arn = literal(provider);
    if (arn.includes('${')) return (exchange: LiveExchange) => userPoolOf(resolved(arn, exchange));
    const pool = userPoolOf(arn);
    if (pool !== undefined) return () => pool;
    throw new UnsupportedDeployment(
      placeOf(origin, 'ProviderARNs'),
      `must be the ARN of a user pool, got: ${JSON.stringify(arn)}`,
    );
  });
  return (exchange: LiveExchange): UserPool[] =>
    pools.map((poolOf) => poolOf(exchange)).filter((pool) => pool !== undefined);
}

function resolved(arn: string, { stageVariables }: LiveExchange): string {
  return arn.replace(VARIABLE, (_reference, name: string) =>
    Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? '') : '',
  );
}

function userPoolOf(arn: string): UserPool | undefined {
  const [, partition, region, id] = USER_POOL_ARN.exec(arn) ?? [];
  if (region === undefined) return undefined;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { arn, issuer: `https://cognito-idp.${region}.${suffix}/${id}` };
}

/** A public key of a user pool. */
type PoolKey = JsonWebKey & { readonly kid?: string };

function verify(authorizer: CognitoAuthorizer, token: string, exchange: LiveExchange): Verdict {
  const { decode, TokenExpiredError, verify: verifyToken } = jsonWebToken();
  try {
    const decoded = decode(token, { complete: true });
    if (decoded === null || typeof decoded.payload === 'string') return no('it is no token');
    const { iss } = decoded.payload;
    const pool = authorizer.userPoolsOf(exchange).find(({ issuer }) => issuer === iss);
    if (pool === undefined) return no(`no user pool of the authorizer has issued it: ${iss}`);
    const key = keyOf(exchange.world.userPoolKeys(pool.arn), decoded.header.kid);
    if (key === undefined) return no(`${pool.arn} has no key ${decoded.header.kid}`);
    const claims = verifyToken(token, createPublicKey({ key, format: 'jwk' }), {
      issuer: pool.issuer,
      algorithms: ALGORITHMS,
      clockTimestamp: Math.floor(exchange.startedAt / 1000),
    });
    if (typeof claims === 'string' || claims.exp === undefined) return no('it never expires');
    return judge(authorizer, claims);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { expired: error instanceof TokenExpiredError, why };
  }
}

/** The key of a key set that a token names; none if it names none, or one that is not there. */
function keyOf(keySet: object | undefined, kid: string | undefined): PoolKey | undefined {
  const { keys = [] } = (keySet ?? {}) as { readonly keys?: readonly PoolKey[] };
  return kid === undefined ? undefined : keys.find((key) => key.kid === kid);
}

function no(why: string): Verdict {
  return { expired: false, why };
}

/**
 * What is left to check of a token that a user pool has signed. A validation expression is about
 * `aud`, which access tokens do not have.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
function judge({ scopes, audience }: CognitoAuthorizer, claims: JwtPayload): Verdict {
  const use = scopes.length === 0 ? 'id' : 'access';
  if (claims['token_use'] !== use) return no(`token_use must be ${use}`);
  const { aud } = claims;
  if (audience !== undefined && !(typeof aud === 'string' && audience(aud))) {
    return no(`its audience, ${aud ?? 'none'}, does not match the validation expression`);
  }
  if (use === 'id') return { claims };
  const granted = String(claims['scope'] ?? '').split(' ');
  if (scopes.some((scope) => granted.includes(scope))) return { claims };
  return no(`the token must have one of the scopes ${scopes.join(', ')}`);
}

/** Claims that are printed as dates; `auth_time` is not. */
const DATES: ReadonlySet<string> = new Set(['exp', 'iat']);

/** Claims as `$context.authorizer.claims` has them: texts, lists joined by commas, objects as JSON. */
function textsOf(claims: JwtPayload): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, claimText(name, value)]),
  );
}

function claimText(name: string, value: unknown): string {
  if (DATES.has(name) && typeof value === 'number') return javaDate(value * 1000);
  return Array.isArray(value) ? value.map(plainText).join(',') : plainText(value);
}

function plainText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function refusal(
  exchange: LiveExchange,
  { expired, why }: { readonly expired: boolean; readonly why: string },
): Refusal {
  exchange.trace.decide('authorizer', 'unauthorized', { reason: why });
  const log = [`Unauthorized request: ${exchange.requestId}`];
  if (!expired) return new Refusal('UNAUTHORIZED', { message: 'Unauthorized', log });
  // Callers see 401 for it, though the type stands for 403.
  return new Refusal('EXPIRED_TOKEN', {
    message: 'The incoming token has expired',
    status: 401,
    errorType: 'UnauthorizedException',
    log,
  });
}
