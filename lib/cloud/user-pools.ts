import { createHash, type KeyObject } from 'node:crypto';
import type { Clock } from '../gateway';
import { jsonWebToken } from '../gateway/json-web-token';
import { makeRsaKeys } from './rsa-keys';

/** What a token of a user pool says. */
export interface TokenOptions {
  /**
   * `id` for methods without scopes, `access` for those with scopes.
   *
   * @default - `access` if scopes are given, otherwise `id`
   */
  readonly use?: 'id' | 'access';
  /**
   * The user.
   *
   * @default 'local-user'
   */
  readonly sub?: string;
  /**
   * App client that the token was made for.
   *
   * @default 'local-client'
   */
  readonly clientId?: string;
  /**
   * Scopes of an access token.
   *
   * @default - none
   */
  readonly scopes?: readonly string[];
  /**
   * Seconds that the token is good for.
   *
   * @default 3600
   */
  readonly expiresInSeconds?: number;
  /**
   * Further claims, such as `'cognito:groups'` or `email`.
   *
   * @default - none
   */
  readonly claims?: Readonly<Record<string, unknown>>;
}

interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKeys: object;
}

const HOUR_SECONDS = 3600;
const POOL_ARN = /^arn:([^:]+):cognito-idp:([^:]+):\d{12}:userpool\/(.+)$/;

/** The user pools of a local cloud, as far as tokens go: their keys, and tokens signed with them. */
export class UserPools {
  private readonly keys = new Map<string, SigningKey>();
  private readonly outside = new Set<string>();

  /**
   * @param clock - tokens are good from now on
   * @param exists - tells whether a user pool is deployed
   */
  public constructor(
    private readonly clock: Clock,
    private readonly exists: (arn: string) => boolean,
  ) {}

  /** Public keys of a pool, as a JSON Web Key Set; undefined if there is no such pool. */
  public publicKeys(arn: string): object | undefined {
    return this.exists(arn) || this.outside.has(arn) ? this.keyOf(arn).publicKeys : undefined;
  }

  /** Takes a pool for one that exists, outside of the stacks. */
  public addOutside(arn: string): void {
    if (!this.exists(arn)) this.outside.add(arn);
  }

  /**
   * A token as a user pool signs it.
   *
   * @param arn - of the user pool
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
   */
  public async token(arn: string, options: TokenOptions = {}): Promise<string> {
    const { sub = 'local-user', expiresInSeconds = HOUR_SECONDS, claims = {} } = options;
    const { kid, privateKey } = this.keyOf(arn);
    const now = Math.floor(this.clock.now() / 1000);
    const payload = {
      ...claimsOf(options),
      auth_time: now,
      ...claims,
      iss: issuerOf(arn),
      sub,
      iat: now,
      exp: now + expiresInSeconds,
    };
    return jsonWebToken().sign(payload, privateKey, { algorithm: 'RS256', keyid: kid });
  }

  private keyOf(arn: string): SigningKey {
    let key = this.keys.get(arn);
    if (key === undefined) {
      key = makeKey(arn);
      this.keys.set(arn, key);
    }
    return key;
  }
}

function claimsOf({ use, scopes, sub, clientId = 'local-client' }: TokenOptions): object {
  const isAccess = (use ?? (scopes === undefined ? 'id' : 'access')) === 'access';
  const username = sub ?? 'local-user';
  return isAccess
    ? { token_use: 'access', client_id: clientId, username, scope: (scopes ?? []).join(' ') }
    : { token_use: 'id', aud: clientId, 'cognito:username': username };
}

function issuerOf(arn: string): string {
  const [, partition, region = '', poolId = ''] = POOL_ARN.exec(arn) ?? [];
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://cognito-idp.${region}.${suffix}/${poolId}`;
}

function makeKey(arn: string): SigningKey {
  const { privateKey, publicKey } = makeRsaKeys();
  const kid = createHash('sha256').update(arn).digest('base64');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
  return { kid, privateKey, publicKeys: { keys: [jwk] } };
}
