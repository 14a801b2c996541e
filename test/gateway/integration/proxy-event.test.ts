import type { LambdaInvocation } from '../../../lib/gateway';
import type { CaseRequest } from './_calls';
import { deployMethod, FUNCTION_URI, type OneMethod } from './_one-method';

type Json = Record<string, Record<string, unknown>>;

const INTEGRATION = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: FUNCTION_URI };

const REQUESTS: readonly (readonly [string, Partial<CaseRequest>])[] = [
  ['GET', {}],
  ['GET', { path: '/things?a=1&a=2&b=%20&__proto__=c' }],
  ['POST', { headers: [['Content-Type', 'application/json']], body: '{"a": "\u0001 \u2028 é"}' }],
  ['POST', { headers: [['Content-Type', 'image/png']], bodyBase64: 'iVBORw==' }],
  [
    'POST',
    {
      headers: [
        ['X-A', 'one'],
        ['x-a', 'two'],
      ],
      body: 'a'.repeat(300_000),
    },
  ],
];

/** Calls a function that does something with its call. */
function callFunction(
  use: (invocation: LambdaInvocation) => void,
  request: Partial<CaseRequest>,
  more: Partial<OneMethod> = {},
) {
  const api = deployMethod({
    integration: INTEGRATION,
    binaryMediaTypes: ['image/*'],
    variables: { table: 'things' },
    ...more,
  });
  api.backends.lambda = (invocation) => {
    use(invocation);
    return { kind: 'returned', payload: '{}' };
  };
  return api.call(request);
}

function eventOf(invocation: LambdaInvocation): Json {
  return invocation.newEvent?.() as Json;
}

function bodyLine(log: readonly string[]): string | undefined {
  const line = log.find((one) => one.includes('Endpoint request body after transformations'));
  return line?.replace(/^.*?transformations: /s, '');
}

describe('the event of a proxy integration', () => {
  test.each(REQUESTS)('is as a value what its text stands for: %s %j', async (method, request) => {
    const seen: unknown[] = [];
    await callFunction(
      (invocation) => seen.push(eventOf(invocation), JSON.parse(invocation.payload)),
      { method, ...request },
    );
    expect(seen[0]).toStrictEqual(seen[1]);
    expect(JSON.stringify(seen[0])).toBe(JSON.stringify(seen[1]));
  });

  test('is the function’s own: what it changes is in no other event, text or log', async () => {
    const seen: unknown[] = [];
    const request: Partial<CaseRequest> = { path: '/things?a=1', headers: [['X-A', 'one']] };
    const { log } = await callFunction((invocation) => {
      const event = eventOf(invocation);
      const before = JSON.stringify(event);
      for (const part of Object.values(event)) {
        if (typeof part !== 'object' || part === null) continue;
        for (const member of Object.values(part)) if (Array.isArray(member)) member.push('more');
        Object.assign(part, { more: 'more' });
      }
      Object.assign(event['requestContext']?.['identity'] as object, { more: 'more' });
      seen.push(before, invocation.payload, JSON.stringify(eventOf(invocation)));
    }, request);
    expect(new Set([...seen, bodyLine(log)]).size).toBe(1);
  });

  test.each([
    [6 * 1024 * 1024 - 4096, 200],
    [6 * 1024 * 1024, 413],
  ])('with a body of %d bytes is answered with %d', async (bytes, status) => {
    const outcome = await callFunction(() => undefined, {
      method: 'POST',
      body: 'a'.repeat(bytes),
    });
    expect(outcome.status).toBe(status);
  });

  test('fails when escapes make it too large', async () => {
    const request = { method: 'POST', body: '\u0001'.repeat(1.1 * 1024 * 1024) };
    expect((await callFunction(() => undefined, request)).status).toBe(413);
  });
});
