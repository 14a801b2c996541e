import { compileIntegration, freezeDeployment, type LambdaInvocation } from '../../lib/gateway';
import type { IntegrationModel } from '../../lib/model';
import { NO_BACKENDS, request, route, snapshot, stageOf } from './_stage';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:orders';

function proxy(change: Partial<IntegrationModel> = {}): IntegrationModel {
  return {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
    requestParameters: {},
    requestTemplates: {},
    cacheKeyParameters: [],
    responses: [],
    ...change,
  };
}

function mock(responseTemplate = 'ok'): IntegrationModel {
  return {
    type: 'MOCK',
    requestParameters: {},
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    cacheKeyParameters: [],
    responses: [
      {
        statusCode: '200',
        responseParameters: {},
        responseTemplates: { 'application/json': responseTemplate },
      },
    ],
  };
}

const answers = (statusCode: string) => [{ statusCode, models: {}, parameters: {} }];

describe('a frozen deployment', () => {
  test('prepares an integration once for all methods that have it alike', () => {
    const compile = jest.fn(compileIntegration);
    const routes = [
      route('GET /one', { integration: mock(), responses: answers('200') }),
      route('POST /two', { integration: mock(), responses: answers('200') }),
      route('GET /other-text', { integration: mock('no'), responses: answers('200') }),
      route('GET /other-status', { integration: mock(), responses: answers('201') }),
    ];

    freezeDeployment(snapshot(routes), compile);

    expect(compile.mock.calls.map(([{ path }]) => path)).toEqual([
      '/one',
      '/other-text',
      '/other-status',
    ]);
  });

  test('each of them is called, and shown, as the method that it is', async () => {
    const calls: LambdaInvocation[] = [];
    const lambda = (call: LambdaInvocation) => {
      calls.push(call);
      return { kind: 'returned' as const, payload: '{"statusCode": 200}' };
    };
    const api = snapshot([
      route('GET /one', { integration: proxy() }),
      route('GET /two/{id}', { integration: proxy() }),
    ]);
    const stage = stageOf(api, {
      compile: compileIntegration,
      backends: { ...NO_BACKENDS, lambda },
    });

    for (const path of ['/one', '/two/1', '/one']) await stage.handle(request(`GET ${path}`));

    expect(calls.map(({ sourceArn }) => sourceArn?.split('/').slice(2).join('/'))).toEqual([
      'GET/one',
      'GET/two/{id}',
      'GET/one',
    ]);
    expect(calls.map(({ payload }) => JSON.parse(payload).resource)).toEqual([
      '/one',
      '/two/{id}',
      '/one',
    ]);
  });

  test('the trace names the integration response of the method that was called', async () => {
    const api = snapshot(
      ['One', 'Two'].map((logicalId) =>
        route(`GET /${logicalId}`, {
          origin: { source: 'Stack', logicalId },
          integration: mock(),
          responses: answers('200'),
        }),
      ),
    );
    const { trace } = await stageOf(api, { compile: compileIntegration }).handle(
      request('GET /Two'),
    );

    expect(trace.decisions).toContainEqual(
      expect.objectContaining({
        step: 'integration response',
        decision: 'Two/Integration/IntegrationResponses/0',
      }),
    );
  });

  test('what cannot be prepared is refused by the method that it stands in', () => {
    const broken = mock();
    const responses = [{ ...broken.responses[0], statusCode: '99' }] as typeof broken.responses;
    const api = snapshot([
      route('GET /one', { integration: mock() }),
      route('GET /two', {
        origin: { source: 'Stack', logicalId: 'Two' },
        integration: { ...broken, responses },
      }),
    ]);

    expect(() => freezeDeployment(api, compileIntegration)).toThrow(
      'Two/Integration/IntegrationResponses/0/StatusCode',
    );
  });
});
