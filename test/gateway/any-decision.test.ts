import fc from 'fast-check';
import { signRequest } from '../../lib/cloud/sign-request';
import type { LocalCredentials } from '../../lib/gateway';
import { UnsupportedDeployment } from '../../lib/gateway/unsupported-deployment';
import { TestClock } from './_driver';
import { authorizer, NO_BACKENDS, request, route, snapshot, stageOf } from './_stage';

type Json = Readonly<Record<string, unknown>>;

const ALLOW = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
const POLICY = { Version: '2012-10-17', Statement: [ALLOW] };
const GOOD = { principalId: 'ada', policyDocument: POLICY, context: { a: 1 } };
const POOL = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc';

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown[]>('allow', 'ALLOW', 'Deny', '*', 'execute-api:*', 'arn:aws:s3:::*'),
  fc.constantFrom<unknown>('2012-10-17', '2008-10-17', [], {}, null, ALLOW, [ALLOW], POLICY),
);

/** Every place in a JSON value, as the way to it. */
function places(value: unknown, way: readonly string[] = []): string[][] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, member]) => places(member, [...way, name]))
      : [];
  return [[...way], ...inside];
}

/** The value with a place of it changed: replaced, left out, or with one more member. */
function changed(value: unknown, [name, ...way]: readonly string[], change: unknown): unknown {
  if (name === undefined) return change;
  const list = Array.isArray(value);
  const entries = Object.entries(value as Json).flatMap(([key, member]): [string, unknown][] => {
    if (key !== name) return [[key, member]];
    if (way.length === 0 && change === undefined) return [];
    return [[key, changed(member, way, change)]];
  });
  return list ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

function mutated(good: unknown): fc.Arbitrary<unknown> {
  const one = (value: unknown) =>
    fc
      .tuple(fc.constantFrom(...places(value)), fc.oneof(junk, fc.constant(undefined)))
      .map(([way, change]) => changed(value, way, change));
  const more = fc
    .tuple(fc.constantFrom('statusCode', 'isAuthorized', 'Statement', 'x'), junk)
    .map(([name, value]) => ({ ...(good as Json), [name]: value }));
  return fc.oneof(
    one(good),
    one(good).chain((value) => one(value)),
    more,
    junk,
  );
}

/** What IAM takes for a policy, as far as the tests know, with a statement that allows. */
function mayAllow(policy: unknown, isAnswer = false): boolean {
  if (typeof policy !== 'object' || policy === null) return false;
  const { Statement, Version = '2008-10-17' } = policy as Json;
  const statements = [Statement].flat() as (Json | null | undefined)[];
  return (
    ['2012-10-17', '2008-10-17'].includes(Version as string) &&
    statements.every((one) => ['Allow', 'Deny'].includes(effectOf(one, isAnswer))) &&
    statements.some((one) => effectOf(one, isAnswer) === 'Allow')
  );
}

/** The answer of an authorizer may write it in lower case. */
function effectOf(statement: Json | null | undefined, isAnswer: boolean): string {
  const effect = String(statement?.['Effect']);
  return isAnswer ? (LOWER_CASE[effect] ?? effect) : effect;
}

const LOWER_CASE: Readonly<Record<string, string>> = { allow: 'Allow', deny: 'Deny' };

const MEMBERS = ['principalId', 'policyDocument', 'context', 'usageIdentifierKey'];

function isAnswer(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
  const { principalId, policyDocument, context = {} } = answer as Json;
  return (
    Object.keys(answer).every((name) => MEMBERS.includes(name)) &&
    ['string', 'undefined'].includes(typeof principalId) &&
    mayAllow(policyDocument, true) &&
    Object.values(context ?? {}).every((one) => typeof one !== 'object' || one === null)
  );
}

const RUNS = { numRuns: 500 };

describe('a decision', () => {
  test('of a Lambda authorizer lets in only what its answer allows', async () => {
    const behind = { payload: '' };
    const stage = stageOf(
      snapshot([route('GET /a', { authorizationType: 'CUSTOM', authorizer: 'authorizer' })], {
        authorizers: [authorizer({ resultTtlInSeconds: 0 })],
      }),
      {
        backends: {
          ...NO_BACKENDS,
          lambda: () => ({ kind: 'returned', payload: behind.payload }),
        },
      },
    );
    await fc.assert(
      fc.asyncProperty(mutated(GOOD), async (answer) => {
        behind.payload = JSON.stringify(answer) ?? '';
        const { status } = await stage.handle(request('GET /a', [['Authorization', 'x']]));
        expect([200, 403, 500]).toContain(status);
        if (status === 200) expect([answer, isAnswer(answer)]).toEqual([answer, true]);
      }),
      RUNS,
    );
  });

  test('of a resource policy lets in only what it allows; one that is none is not deployed', async () => {
    await fc.assert(
      fc.asyncProperty(
        mutated({ ...POLICY, Statement: [{ ...ALLOW, Principal: '*' }] }),
        async (policy) => {
          if (policy === undefined || policy === null) return;
          let status: number;
          try {
            const api = snapshot([route('GET /a')], { policy });
            ({ status } = await stageOf(api).handle(request('GET /a')));
          } catch (error) {
            expect(error).toBeInstanceOf(UnsupportedDeployment);
            return;
          }
          expect([200, 403]).toContain(status);
          if (status === 200) expect([policy, mayAllow(policy)]).toEqual([policy, true]);
        },
      ),
      RUNS,
    );
  });

  test('of the policies of a caller lets in only what they allow', async () => {
    const api = snapshot([route('GET /a', { authorizationType: 'AWS_IAM' })]);
    await fc.assert(
      fc.asyncProperty(mutated(POLICY), async (policy) => {
        const credentials: LocalCredentials = {
          secretAccessKey: 'secret',
          arn: 'arn:aws:iam::123456789012:user/ada',
          accountId: '123456789012',
          userId: 'AIDAEXAMPLE',
          policies: [policy],
        };
        const stage = stageOf(api, { world: { credentials: () => credentials } });
        const signer = { ...credentials, accessKeyId: 'AKIDEXAMPLE' };
        const signed = signRequest(request('GET /a'), signer, 'us-east-1', new TestClock().now());
        const { status } = await stage.handle(signed);
        expect([200, 403]).toContain(status);
        if (status === 200) expect([policy, mayAllow(policy)]).toEqual([policy, true]);
      }),
      RUNS,
    );
  });

  test('of a user pool lets nobody in whose keys are not known', async () => {
    const keys = fc.oneof(junk, fc.constant(undefined));
    const api = snapshot(
      [route('GET /a', { authorizationType: 'COGNITO_USER_POOLS', authorizer: 'pool' })],
      {
        authorizers: [
          authorizer({ name: 'pool', type: 'COGNITO_USER_POOLS', providerArns: [POOL] }),
        ],
      },
    );
    const part = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
    const claims = {
      iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
      token_use: 'id',
      exp: 4_000_000_000,
    };
    await fc.assert(
      fc.asyncProperty(keys, mutated(claims), junk, async (known, payload, header) => {
        const stage = stageOf(api, { world: { userPoolKeys: () => known as never } });
        for (const head of [header, { alg: 'RS256', kid: 'a' }, { alg: 'none' }]) {
          const token = `${part(head)}.${part(payload)}.${part('x')}`;
          const { status } = await stage.handle(request('GET /a', [['Authorization', token]]));
          expect(status).toBe(401);
        }
      }),
      { numRuns: 200 },
    );
  });
});
