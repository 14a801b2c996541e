import type { HeaderPair, KnownKey } from '../../../lib/gateway';
import { authorizer, NO_BACKENDS, request, route, snapshot, stageOf } from '../_stage';

const PLAN = { planId: 'p', methods: new Map() };
const KEY: KnownKey = { id: 'k1', value: 'secret-000001', enabled: true, plan: PLAN };

interface AuthorizerEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly requestContext: { readonly identity: Readonly<Record<string, unknown>> };
}

/** The event that an authorizer of type REQUEST gets. */
async function eventOf(
  headers: readonly HeaderPair[],
  { keyRequired = false, key = KEY, api = {} } = {},
): Promise<AuthorizerEvent> {
  let event = '{}';
  const guard = { authorizationType: 'CUSTOM', authorizer: 'authorizer' };
  const authorizers = [authorizer({ type: 'REQUEST', identitySource: 'context.stage' })];
  const routes = [route('POST /lambda-request', { ...guard, apiKeyRequired: keyRequired })];
  const stage = stageOf(snapshot(routes, { authorizers, ...api }), {
    world: { key: (value) => (value === key.value ? key : undefined) },
    backends: {
      ...NO_BACKENDS,
      lambda: ({ payload }) => {
        event = payload;
        return { kind: 'returned', payload: '{}' };
      },
    },
  });
  const domainName = 'puhdx84jy9.execute-api.eu-west-1.amazonaws.com';
  const change = { headers, domainName, source: { ip: '15.248.3.126' } };
  await stage.handle(request('POST /lambda-request', [], change));
  return JSON.parse(event) as AuthorizerEvent;
}

// Observed on AWS (2024-06-17) and published as packages/parser/tests/events/apigw-rest/
// authorizer-request.json of aws-powertools/powertools-lambda-typescript; the headers that the
// edge of an edge-optimized API adds are left out.
test('headers are those of the request and of the front door', async () => {
  const { headers, multiValueHeaders } = await eventOf([
    ['accept', '*/*'],
    ['authorization', 'Bearer foo'],
    ['content-length', '0'],
    ['user-agent', 'HTTPie/3.2.2'],
  ]);
  const expected = {
    accept: '*/*',
    Authorization: 'Bearer foo',
    'content-length': '0',
    Host: 'puhdx84jy9.execute-api.eu-west-1.amazonaws.com',
    'User-Agent': 'HTTPie/3.2.2',
    'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    'X-Forwarded-For': '15.248.3.126',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  };
  expect(headers).toEqual(expected);
  expect(multiValueHeaders).toEqual(
    Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, [value]])),
  );
});

// X-Forwarded-For as above: the address of each hop follows that of the one before.
test('what the client sent of the headers of the front door is kept', async () => {
  const { multiValueHeaders } = await eventOf([
    ['host', 'api.example.com'],
    ['x-forwarded-for', '203.0.113.7'],
    ['x-forwarded-proto', 'http'],
    ['X-Amzn-Trace-Id', 'Root=1-66704feb-118151122b2ad2d3488844e7'],
  ]);
  expect(multiValueHeaders).toMatchObject({
    Host: ['api.example.com'],
    'X-Forwarded-For': ['203.0.113.7, 15.248.3.126'],
    'X-Forwarded-Proto': ['http'],
    'X-Amzn-Trace-Id': ['Root=1-66704feb-118151122b2ad2d3488844e7'],
  });
});

const SENT: readonly HeaderPair[] = [['x-api-key', KEY.value]];

// The sample event of the developer guide ("Input to a Lambda authorizer") has identity.apiKey;
// calavera/aws-lambda-events#106 saw identity.apiKeyId filled.
test('a key that the method requires is named', async () => {
  const { requestContext } = await eventOf(SENT, { keyRequired: true });
  expect(requestContext.identity).toMatchObject({ apiKey: KEY.value, apiKeyId: KEY.id });
});

// In the event of powertools, without a key, there is no such member.
test.each([
  ['no key was sent', [], { keyRequired: true }],
  ['the method requires none', SENT, { keyRequired: false }],
  ['the key is disabled', SENT, { keyRequired: true, key: { ...KEY, enabled: false } }],
  ['the key is unknown', [['x-api-key', 'other']], { keyRequired: true }],
  [
    'keys come from the authorizer',
    SENT,
    { keyRequired: true, api: { apiKeySource: 'AUTHORIZER' } },
  ],
] as const)('no key is named where %s', async (_where, headers, options) => {
  const { requestContext } = await eventOf(headers, options);
  expect(requestContext.identity).not.toHaveProperty('apiKey');
  expect(requestContext.identity).not.toHaveProperty('apiKeyId');
});
