import fc from 'fast-check';
import type { Backends, GatewayRequest, HeaderPair, LambdaAnswer } from '../../lib/gateway';
import { UnsupportedIntegration } from '../../lib/gateway/integration/unsupported-integration';
import { UnsupportedDeployment } from '../../lib/gateway/unsupported-deployment';
import { SOON_MS } from '../_helpers/soon';
import { apiTemplate } from './_arbitrary-api';
import { Deployer } from './_driver';
import { bodyOf, request } from './_stage';

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '%', '%zz', '%00', '%2F..', '\0', '\ud800', '../..', '//', 'a'.repeat(200)),
);
const json = fc.oneof(fc.json({ maxDepth: 3 }), text, fc.constantFrom('{"a":1}', '{"a":'));
const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('/a', '/a/', '/a/1', '/p/x/y') },
  { weight: 1, arbitrary: text.map((end) => `/a/${end}`) },
  { weight: 1, arbitrary: text.map((end) => `/p/${end}`) },
  { weight: 1, arbitrary: fc.oneof(text, fc.constantFrom('/', '/nope')) },
);
const header: fc.Arbitrary<HeaderPair> = fc.tuple(
  fc.constantFrom(
    ...['Authorization', 'x', 'Content-Type', 'Accept', 'Host', 'x-api-key', 'X-Amz-Date'],
    ...['Accept-Encoding', 'Content-Encoding', 'Cache-Control', 'X-Amzn-Trace-Id', '__proto__'],
  ),
  fc.oneof(
    text,
    fc.constantFrom('Bearer x', 'application/json', 'image/png', 'gzip', 'max-age=0', '*/*'),
    text.map((end) => `AWS4-HMAC-SHA256 Credential=${end}, SignedHeaders=host, Signature=${end}`),
  ),
);
const query = fc.constantFrom('', 'q=1&q=2', 'code=200', 'code=x', 'n=5&q=1', 'X-Amz-Signature=a');
const call = fc.record({
  method: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('GET', 'POST') },
    { weight: 1, arbitrary: fc.constantFrom('OPTIONS', 'DELETE', 'get', '', '__proto__') },
  ),
  path,
  query: fc.oneof({ weight: 5, arbitrary: query }, { weight: 1, arbitrary: text }),
  headers: fc.array(header, { maxLength: 4 }),
  body: json,
});
const lambdaAnswer: fc.Arbitrary<LambdaAnswer> = fc.oneof(
  json.map((payload) => ({ kind: 'returned' as const, payload })),
  json.map((payload) => ({ kind: 'failed' as const, payload })),
  fc.constantFrom<LambdaAnswer[]>(
    { kind: 'returned', payload: '{"statusCode":200,"body":"ok"}' },
    { kind: 'failed', payload: '{"errorMessage":"boom"}' },
    { kind: 'forbidden' },
    { kind: 'missing' },
    { kind: 'throttled' },
    { kind: 'timeout' },
  ),
);
const endpointAnswer = fc.oneof(
  fc.record({
    kind: fc.constant('answered' as const),
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.array(
      fc.tuple(fc.constantFrom('x', 'Content-Type', 'Connection'), fc.string({ maxLength: 8 })),
      { maxLength: 2 },
    ),
    body: fc.oneof(
      json.map((body) => Buffer.from(body)),
      fc.uint8Array({ maxLength: 20 }),
    ),
  }),
  fc
    .constantFrom('refused' as const, 'dns' as const, 'tls' as const, 'other' as const)
    .map((reason) => ({ kind: 'unreachable' as const, reason, detail: 'no' })),
  fc.constant({ kind: 'timeout' as const }),
);

type Answers = Pick<Backends, 'lambda' | 'http'>;
const answers: fc.Arbitrary<Answers> = fc
  .tuple(lambdaAnswer, endpointAnswer)
  .map(([lambda, http]) => ({ lambda: () => lambda, http: () => http }));

function sentBy({
  method,
  path,
  query,
  headers,
  body,
}: typeof call extends fc.Arbitrary<infer T> ? T : never) {
  const change: Partial<GatewayRequest> = {
    method,
    path,
    query,
    fullPath: `/prod${path}`,
    body: Buffer.from(body),
  };
  return request('GET /', headers, change);
}

describe('an API of any kind', () => {
  test('answers any request in the form of the service, in bounded time', async () => {
    let deployed = 0;
    await fc.assert(
      fc.asyncProperty(
        apiTemplate,
        fc.array(fc.tuple(call, answers), { minLength: 1, maxLength: 8 }),
        async (template, calls) => {
          const behind: { answers: Answers | undefined } = { answers: undefined };
          const http: Backends['http'] = (sent) =>
            behind.answers?.http(sent) ?? { kind: 'timeout' };
          const deployer = new Deployer({
            backends: {
              lambda: (sent) => behind.answers?.lambda(sent) ?? { kind: 'timeout' },
              http,
              vpcLink: (_id, sent) => http(sent),
              service: ({ request: sent }) => http(sent),
            },
          });
          try {
            deployer.deploy(template);
          } catch (error) {
            // What cannot be run is refused when it is deployed, with the place.
            if (error instanceof UnsupportedDeployment || error instanceof UnsupportedIntegration) {
              return;
            }
            throw error;
          }
          deployed += 1;
          for (const [one, given] of calls) {
            behind.answers = given;
            const startedAt = performance.now();
            const answer = await deployer.stage('prod').handle(sentBy(one));
            expect(performance.now() - startedAt).toBeLessThan(SOON_MS);
            expect(Number.isInteger(answer.status)).toBe(true);
            expect(answer.status).toBeGreaterThanOrEqual(100);
            expect(answer.status).toBeLessThan(600);
            for (const [name, value] of answer.headers) {
              expect(name).toMatch(/^[!-~]+$/);
              expect(value).not.toMatch(/[\r\n\0]/);
            }
            expect(typeof answer.trace.log()).toBe('string');
            expect(typeof answer.trace.accessLog('$context.status')).toBe('string');
            const own = answer.trace.gatewayResponse;
            const resources = JSON.stringify(template.Resources);
            if (own !== undefined && !resources.includes('GatewayResponse')) {
              const message = own === 'ACCESS_DENIED' ? 'Message' : 'message';
              const { [message]: said, ...others } = JSON.parse(bodyOf(answer));
              expect(others).toEqual({});
              // Of an authorizer that does not work there may be nothing to say.
              const isSilent = said === null && own.startsWith('AUTHORIZER_');
              if (!isSilent) expect(said).toEqual(expect.any(String));
            }
          }
        },
      ),
      { numRuns: 80 },
    );
    expect(deployed).toBeGreaterThan(20);
  });
});
