import * as fc from 'fast-check';
import type { HeaderPair } from '../../lib/gateway';
import { authorizer, model, NO_BACKENDS, request, route, snapshot, stageOf } from './_stage';

const POOL = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc';

const custom = { authorizationType: 'CUSTOM', authorizer: 'authorizer' };
const routes = [
  route('ANY /iam', { authorizationType: 'AWS_IAM' }),
  route('ANY /cognito', { authorizationType: 'COGNITO_USER_POOLS', authorizer: 'pool' }),
  route('ANY /custom', custom),
  route('ANY /keyed', { apiKeyRequired: true }),
  route('ANY /checked/{id}', {
    validation: { body: true, parameters: true },
    requestModels: { $default: 'Any' },
    requestParameters: { 'method.request.header.x': true },
  }),
];

const stage = stageOf(
  snapshot(routes, {
    authorizers: [
      authorizer({ type: 'REQUEST' }),
      authorizer({ name: 'pool', type: 'COGNITO_USER_POOLS', providerArns: [POOL] }),
    ],
    models: [model('Any', { type: 'object', required: ['a'] })],
  }),
  {
    world: {
      userPoolKeys: () => ({ keys: [] }),
      accountThrottle: { rateLimit: 1e9, burstLimit: 1e9 },
    },
    backends: { ...NO_BACKENDS, lambda: () => ({ kind: 'failed', payload: '{}' }) },
    settings: { accessLogFormat: '$context.identity.userAgent $context.status' },
  },
);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('__proto__', 'constructor', '%', '%zz', '%ff', '\ud800', '../..', '//'),
);
const paths = fc.oneof(
  fc.constantFrom('/iam', '/cognito', '/custom', '/keyed', '/checked/1', '/nope'),
  text.map((end) => `/checked/${end}`),
  text,
);
const names = fc.constantFrom(
  'Authorization',
  'x-amz-date',
  'date',
  'content-type',
  'accept',
  'x',
  'x-api-key',
  '__proto__',
);
const values = fc.oneof(
  text,
  text.map((end) => `Bearer ${end}`),
  text.map((end) => `AWS4-HMAC-SHA256 Credential=${end}, SignedHeaders=host, Signature=${end}`),
  text.map(
    (end) => `${btoa('{"alg":"RS256"}')}.${Buffer.from(end).toString('base64url')}.${btoa('x')}`,
  ),
);

describe('hostile requests', () => {
  test('get an answer, never an exception, and no way past a check', async () => {
    const headers = fc.array(fc.tuple(names, values), { maxLength: 4 });
    const methods = fc.constantFrom('GET', 'POST', '__proto__', '');

    await fc.assert(
      fc.asyncProperty(
        methods,
        paths,
        text,
        headers,
        text,
        async (method, path, query, sent, body) => {
          const call = { method, path, query, fullPath: `/prod${path}`, body: Buffer.from(body) };
          const answer = await stage.handle(request('GET /', sent as HeaderPair[], call));

          expect([400, 401, 403, 431, 500]).toContain(answer.status);
          expect(answer.trace.log()).toContain('Extended Request Id');
          expect(answer.trace.accessLog()).toMatch(/ \d{3}$|-$/);
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    'X-Amz-Signature=a',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a&X-Amz-Expires=x',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a&X-Amz-Expires=604801',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a&X-Amz-Expires=60&X-Amz-Credential=////',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a&X-Amz-Expires=60&X-Amz-Credential=a/b/c/d/aws4_request&X-Amz-Date=20261399T000000Z&X-Amz-SignedHeaders=host',
  ])('fails for the presigned query %s', async (query) => {
    expect((await stage.handle(request(`GET /iam?${query}`))).status).toBe(403);
  });
});
