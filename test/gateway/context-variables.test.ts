import { commonLogTime } from '../../lib/gateway/context-variables';
import type { LiveExchange } from '../../lib/gateway/live-exchange';
import { TestClock } from './_driver';
import { request, route, type StageChange, snapshot, stageOf } from './_stage';

async function contexts(change: StageChange = {}, source = { ip: '192.0.2.1' }) {
  const found: Record<string, unknown>[] = [];
  const stage = stageOf(snapshot([route('GET /orders/{id}')]), {
    clock: new TestClock(),
    ...change,
    run: (exchange) => {
      found.push({ ...exchange.context() }, { ...exchange.proxyRequestContext() });
      return { status: 200, headers: [], body: new Uint8Array() };
    },
  });
  const { trace } = await stage.handle(
    request('GET /orders/1', [['User-Agent', 'tests']], { source }),
  );
  const [context = {}, proxy = {}] = found;
  return { context, proxy, requestId: trace.requestId };
}

const CALL = {
  accountId: '123456789012',
  apiId: 'abc',
  deploymentId: 'd1',
  domainName: 'abc.execute-api.us-east-1.amazonaws.com',
  domainPrefix: 'abc',
  extendedRequestId: expect.stringMatching(/=$/),
  httpMethod: 'GET',
  path: '/prod/orders/1',
  protocol: 'HTTP/1.1',
  requestTime: '01/Jan/2026:00:00:00 +0000',
  requestTimeEpoch: 1767225600000,
  resourceId: 'res0',
  resourcePath: '/orders/{id}',
  stage: 'prod',
};

describe('$context', () => {
  test('of a call without credentials has what the reference lists, and null for what the identity lacks', async () => {
    const { context, proxy, requestId } = await contexts();

    // The identity of the example in "Input format of a Lambda function for proxy integration".
    const identity = {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: '192.0.2.1',
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: 'tests',
      user: null,
    };
    expect(context).toEqual({ ...CALL, requestId, identity });
    expect(proxy).toEqual({ ...CALL, requestId, identity });
  });

  test('of a proxy event shares nothing with that of templates', async () => {
    const found: Record<string, unknown>[] = [];
    const stage = stageOf(snapshot([route('GET /orders/{id}')]), {
      run: (exchange) => {
        const context = { claims: { sub: 'acme' } };
        (exchange as LiveExchange).authorizer = { kind: 'cognito', context };
        const { authorizer } = exchange.proxyRequestContext() as { authorizer: typeof context };
        authorizer.claims.sub = 'changed';
        found.push(exchange.context());
        return { status: 200, headers: [], body: new Uint8Array() };
      },
    });
    await stage.handle(request('GET /orders/1'));
    expect(found).toMatchObject([{ authorizer: { claims: { sub: 'acme' } } }]);
  });

  test('of a call through an interface endpoint names it', async () => {
    const source = { ip: '10.0.0.1', vpc: 'vpc-1', vpce: 'vpce-1', vpcIp: '10.0.0.1' };
    const { context, proxy } = await contexts({}, source);

    expect(context).toMatchObject({ identity: { vpcId: 'vpc-1', vpceId: 'vpce-1' } });
    expect(proxy).toMatchObject({ identity: { vpcId: 'vpc-1', vpceId: 'vpce-1' } });
  });

  test('names the trace only where the stage traces', async () => {
    const { context } = await contexts({ settings: { tracingEnabled: true } });

    expect(context['xrayTraceId']).toMatch(/^1-6955b900-[0-9a-f]{24}$/);
  });

  test.each([
    ['2026-01-02T03:04:05.999Z', '02/Jan/2026:03:04:05 +0000'],
    ['2026-12-31T23:59:59Z', '31/Dec/2026:23:59:59 +0000'],
    ['1969-12-31T23:59:59.500Z', '31/Dec/1969:23:59:59 +0000'],
  ])('%s is logged as %s', (time, text) => {
    expect(commonLogTime(Date.parse(time))).toBe(text);
  });
});
