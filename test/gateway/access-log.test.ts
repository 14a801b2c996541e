import { TestClock } from './_driver';
import { request, route, type StageChange, snapshot, stageOf } from './_stage';

const routes = [
  route('GET /orders/{id}', { operationName: 'GetOrder' }),
  route('GET /key', { apiKeyRequired: true }),
];

function stage(change: StageChange = {}) {
  const clock = new TestClock(Date.parse('2026-01-02T03:04:05.678Z'));
  return stageOf(snapshot(routes), { clock, ...change });
}

async function line(format: string, call: string, change: StageChange = {}) {
  const gateway = stage({ ...change, settings: { ...change.settings, accessLogFormat: format } });
  return (await gateway.handle(request(call, [['User-Agent', 'tests']]))).trace.accessLog();
}

describe('access log', () => {
  test('is written in the format of the stage', async () => {
    const format =
      '{"ip":"$context.identity.sourceIp","time":"$context.requestTime","epoch":$context.requestTimeEpoch,"call":"$context.httpMethod $context.resourcePath $context.path $context.protocol","status":$context.status,"bytes":$context.responseLength,"agent":"$context.identity.userAgent"}';

    expect(JSON.parse((await line(format, 'GET /orders/42?x=1')) ?? '')).toEqual({
      ip: '192.0.2.1',
      time: '02/Jan/2026:03:04:05 +0000',
      epoch: 1767323045678,
      call: 'GET /orders/{id} /prod/orders/42 HTTP/1.1',
      status: 200,
      bytes: 2,
      agent: 'tests',
    });
  });

  test.each([
    ['$context.apiId/$context.stage/$context.deploymentId', 'abc/prod/d1'],
    ['$context.domainName $context.domainPrefix', 'abc.execute-api.us-east-1.amazonaws.com abc'],
    ['$context.operationName $context.resourceId $context.accountId', 'GetOrder res0 123456789012'],
    ['$context.identity.caller$context.error.message$context.nothing.here', '---'],
    ['$context.identity', '-'],
    ['$context.responseLatency $context.integrationLatency', '0 0'],
    [
      '$context.status, $stageVariables.a $5 context.status',
      '200, $stageVariables.a $5 context.status',
    ],
    ['no variable', 'no variable'],
  ])('%s is %s', async (format, expected) => {
    expect(await line(format, 'GET /orders/1')).toBe(expected);
  });

  test('tells of what has gone wrong', async () => {
    const format =
      '$context.status $context.error.responseType $context.error.messageString $context.resourcePath';

    expect(await line(format, 'GET /nope')).toBe(
      '403 MISSING_AUTHENTICATION_TOKEN "Missing Authentication Token" -',
    );
    expect(await line(format, 'GET /key')).toBe('403 INVALID_API_KEY "Forbidden" /key');
  });

  test('tells of the integration', async () => {
    const format =
      '$context.integrationStatus $context.integration.status $context.integrationErrorMessage $context.integrationLatency';
    const change: StageChange = {
      run: ({ measured }) => {
        Object.assign(measured, {
          integrationStatus: 502,
          integrationLatencyMs: 12,
          integrationError: 'late',
        });
        return { status: 200, headers: [], body: new Uint8Array() };
      },
    };

    expect(await line(format, 'GET /orders/1', change)).toBe('502 502 late 12');
  });

  test("tells a function's own status from that of Lambda", async () => {
    const format =
      '$context.integrationStatus $context.integration.integrationStatus $context.integration.status';
    const change: StageChange = {
      run: ({ measured }) => {
        Object.assign(measured, { integrationStatus: 200, functionStatus: 404 });
        return { status: 404, headers: [], body: new Uint8Array() };
      },
    };

    expect(await line(format, 'GET /orders/1', change)).toBe('200 200 404');
  });

  test('is none without a format, unless one is given', async () => {
    const { trace } = await stage().handle(request('GET /orders/1'));

    expect(trace.accessLog()).toBeUndefined();
    expect(trace.accessLog('$context.status')).toBe('200');
  });

  test('a new format is used at once', async () => {
    const gateway = stage({ settings: { accessLogFormat: 'old' } });
    await gateway.handle(request('GET /orders/1'));
    gateway.update({
      settings: {
        name: 'prod',
        variables: {},
        methodSettings: [],
        tracingEnabled: true,
        cacheClusterEnabled: false,
        accessLogFormat: '$context.xrayTraceId',
      },
    });
    const { trace } = await gateway.handle(
      request('GET /orders/1', [
        ['X-Amzn-Trace-Id', 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1'],
      ]),
    );

    expect(trace.accessLog()).toBe('1-5759e988-bd862e3fe1be46a994272793');
  });
});
