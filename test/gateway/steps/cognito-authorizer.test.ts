import jwt, { type JwtPayload } from 'jsonwebtoken';
import { makeRsaKeys } from '../../../lib/cloud/rsa-keys';
import { compact } from '../../../lib/model/value';
import { TestClock } from '../_driver';
import { authorizer, bodyOf, headerOf, request, route, snapshot, stageOf } from '../_stage';

const POOL = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc';
const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
const NOW = Date.parse('2026-01-01T00:00:00Z') / 1000;

const ID: JwtPayload = { token_use: 'id', aud: 'client', iss: ISSUER, sub: 'ada', exp: NOW + 60 };
const ACCESS: JwtPayload = {
  token_use: 'access',
  client_id: 'client',
  scope: 'orders/read orders/write',
  iss: ISSUER,
  sub: 'ada',
  exp: NOW + 60,
};

const keys = makeRsaKeys();
const others = makeRsaKeys();
const PUBLIC = keys.publicKey.export({ format: 'jwk' });

const NAMED = { algorithm: 'RS256', keyid: 'k1' } as const;

function sign(claims: JwtPayload, by = keys, options: jwt.SignOptions = NAMED): string {
  return jwt.sign({ iat: NOW, ...compact(claims) }, by.privateKey, options);
}

async function gateway(
  scopes: readonly string[] = [],
  validationExpression?: string,
  { arn = POOL, variables = {} }: { arn?: string; variables?: Record<string, string> } = {},
) {
  const other = others.publicKey.export({ format: 'jwk' });
  const jwks = {
    keys: [
      { ...other, kid: 'k0', alg: 'RS256' },
      { ...PUBLIC, kid: 'k1', alg: 'RS256' },
    ],
  };
  const guarded = route('GET /', {
    authorizationType: 'COGNITO_USER_POOLS',
    authorizer: 'authorizer',
    authorizationScopes: scopes,
  });
  const cognito = authorizer({
    type: 'COGNITO_USER_POOLS',
    providerArns: [arn],
    ...(validationExpression === undefined ? {} : { validationExpression }),
  });
  return stageOf(snapshot([guarded], { authorizers: [cognito] }), {
    clock: new TestClock(NOW * 1000),
    settings: { variables },
    world: { userPoolKeys: (arn) => (arn === POOL ? jwks : undefined) },
    run: (exchange) => ({
      status: 200,
      headers: [],
      body: Buffer.from(JSON.stringify(exchange.proxyRequestContext()['authorizer'])),
    }),
  });
}

const UNAUTHORIZED = [401, '{"message":"Unauthorized"}', 'UnauthorizedException'];

async function call(token: string, stage = gateway()) {
  const answer = await (await stage).handle(request('GET /', [['Authorization', token]]));
  return [answer.status, bodyOf(answer), headerOf(answer, 'x-amzn-ErrorType')];
}

describe('cognito authorizer', () => {
  test.each(['', 'Bearer '])(
    'takes an id token after %j, and hands on its claims',
    async (scheme) => {
      const claims = { ...ID, iat: NOW, auth_time: NOW, 'cognito:groups': ['a', 'b'] };
      const [status, body] = await call(`${scheme}${sign(claims)}`);

      expect([status, JSON.parse(String(body))]).toEqual([
        200,
        {
          claims: {
            token_use: 'id',
            aud: 'client',
            iss: ISSUER,
            sub: 'ada',
            'cognito:groups': 'a,b',
            auth_time: String(NOW),
            iat: 'Thu Jan 01 00:00:00 UTC 2026',
            exp: 'Thu Jan 01 00:01:00 UTC 2026',
          },
        },
      ]);
    },
  );

  test.each<[string, JwtPayload, readonly string[]]>([
    ['an access token where the method has no scopes', ACCESS, []],
    ['an id token where the method has scopes', ID, ['orders/read']],
    ['an access token without the scope', ACCESS, ['orders/delete']],
    ['an access token with half of the scope', ACCESS, ['orders/rea']],
    ['an id token that claims a scope', { ...ID, scope: 'orders/read' }, ['orders/read']],
    ['a token of another pool', { ...ID, iss: `${ISSUER}d` }, []],
    ['a token without an issuer', { ...ID, iss: undefined }, []],
    ['a token that never expires', { ...ID, exp: undefined }, []],
    ['a token that is good later', { ...ID, nbf: NOW + 60 }, []],
    ['a token of no kind', { ...ID, token_use: undefined }, []],
  ])('fails for %s', async (_what, claims, scopes) => {
    expect(await call(sign(claims), gateway(scopes))).toEqual(UNAUTHORIZED);
  });

  test('fails for a token that somebody else has signed', async () => {
    expect(await call(sign(ID, others))).toEqual(UNAUTHORIZED);
  });

  test.each([
    '',
    'abc',
    'a.b.c',
    'Bearer ',
    `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(ID))}.`,
  ])('fails for the token %j', async (token) => {
    expect(await call(token)).toEqual(UNAUTHORIZED);
  });

  test.each([
    ['JSON', JSON.stringify(PUBLIC)],
    ['PEM', keys.publicKey.export({ format: 'pem', type: 'spki' }).toString()],
  ])('fails for a token signed with the public key, as %s, for a secret', async (_as, secret) => {
    const token = jwt.sign(ID, secret, { ...NAMED, algorithm: 'HS256' });

    expect(await call(token)).toEqual(UNAUTHORIZED);
  });

  test.each(['k0', 'k2', undefined])('fails for a token that names the key %s', async (keyid) => {
    const options = compact({ ...NAMED, keyid }) as jwt.SignOptions;
    expect(await call(sign(ID, keys, options))).toEqual(UNAUTHORIZED);
  });

  test('fails for a token whose claims are none', async () => {
    const token = jwt.sign('claims', keys.privateKey, { algorithm: 'RS256', keyid: 'k1' });
    expect(await call(token)).toEqual(UNAUTHORIZED);
  });

  test.each([
    [{ pool: 'us-east-1_abc' }, 200],
    [{ pool: 'us-east-1_xyz' }, 401],
    [{}, 401],
  ])('takes tokens of the pool that a stage variable names: %j', async (variables, status) => {
    const arn = POOL.replace('us-east-1_abc', '${stageVariables.pool}');
    const [answered] = await call(sign(ID), gateway([], undefined, { arn, variables }));
    expect(answered).toBe(status);
  });

  test('fails without the keys of the pool', async () => {
    const cognito = authorizer({ type: 'COGNITO_USER_POOLS', providerArns: [POOL] });
    const guarded = route('GET /', {
      authorizationType: 'COGNITO_USER_POOLS',
      authorizer: 'authorizer',
    });
    const stage = stageOf(snapshot([guarded], { authorizers: [cognito] }));

    expect(await call(sign(ID), Promise.resolve(stage))).toEqual(UNAUTHORIZED);
  });

  test.each([
    [1, 200],
    [0, 401],
  ])('a token that expires in %d seconds is answered by %d', async (seconds, status) => {
    expect((await call(sign({ ...ID, exp: NOW + seconds })))[0]).toBe(status);
  });

  test('fails for an expired token, and says so', async () => {
    expect(await call(sign({ ...ID, exp: NOW - 1 }))).toEqual([
      401,
      '{"message":"The incoming token has expired"}',
      'UnauthorizedException',
    ]);
  });

  test.each([
    ['client', 200],
    ['cli.*', 200],
    ['cli', 401],
  ])('an audience is compared with the expression %j: %d', async (expression, status) => {
    expect((await call(sign(ID), gateway([], expression)))[0]).toBe(status);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
  test('an access token has no audience, which no expression fits', async () => {
    const access = { ...ID, aud: undefined, token_use: 'access', client_id: 'client', scope: 'a' };
    expect((await call(sign(access), gateway(['a'])))[0]).toBe(200);
    expect((await call(sign(access), gateway(['a'], 'client')))[0]).toBe(401);
    expect((await call(sign({ ...access, aud: 'client' }), gateway(['a'], 'client')))[0]).toBe(200);
  });
});
