import { Refusal, type ResolvedApi, UnsupportedDeployment } from '../../../lib/gateway';
import {
  bodyOf,
  gatewayResponse,
  headerOf,
  request,
  route,
  type StageChange,
  snapshot,
  stageOf,
} from '../_stage';

type Responses = ResolvedApi['gatewayResponses'];

function stageWith(gatewayResponses: Responses, change: StageChange = {}) {
  const routes = [route('GET /a/{id}'), route('GET /key', { apiKeyRequired: true })];
  return stageOf(snapshot(routes, { gatewayResponses }), change);
}

async function unknown(gatewayResponses: Responses, ...parameters: Parameters<typeof request>) {
  return stageWith(gatewayResponses).handle(request(...parameters));
}

const refusing = (refusal: Refusal): StageChange => ({
  run: () => {
    throw refusal;
  },
});

describe('gateway response', () => {
  test('a type that is not defined is answered by DEFAULT_4XX', async () => {
    const answer = await unknown(
      [
        gatewayResponse('DEFAULT_4XX', {
          statusCode: '418',
          parameters: { 'gatewayresponse.header.x-from': "'4XX'" },
        }),
        gatewayResponse('DEFAULT_5XX', { statusCode: '599' }),
      ],
      'GET /nope',
    );

    expect([answer.status, headerOf(answer, 'x-from'), bodyOf(answer)]).toEqual([
      418,
      '4XX',
      '{"message":"Missing Authentication Token"}',
    ]);
    expect(headerOf(answer, 'x-amzn-ErrorType')).toBe('MissingAuthenticationTokenException');
  });

  test('a type that is defined is not answered by DEFAULT_4XX', async () => {
    const answer = await unknown(
      [
        gatewayResponse('DEFAULT_4XX', { statusCode: '418' }),
        gatewayResponse('INVALID_API_KEY', { parameters: { 'gatewayresponse.header.x': "'own'" } }),
      ],
      'GET /key',
    );

    expect([answer.status, headerOf(answer, 'x')]).toEqual([403, 'own']);
  });

  test('DEFAULT_5XX keeps the status of each error unless it has one', async () => {
    const failure = new Refusal('INTEGRATION_FAILURE', {
      message: 'Internal server error',
      status: 502,
      running: true,
    });
    const answers = ['503', undefined].map((statusCode) => {
      const defined = gatewayResponse(
        'DEFAULT_5XX',
        statusCode === undefined ? {} : { statusCode },
      );
      return stageWith([defined], refusing(failure)).handle(request('GET /a/1'));
    });

    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([503, 502]);
  });

  test.each([
    [
      new Refusal('INTEGRATION_FAILURE', { message: 'm', running: true, status: 500 }),
      500,
      '{"message": "m"}',
    ],
    [new Refusal('INTEGRATION_TIMEOUT', { message: 'm', running: true }), 504, '{"message": "m"}'],
    [new Refusal('ACCESS_DENIED', { message: 'm' }), 403, '{"Message":"m"}'],
    [new Refusal('AUTHORIZER_FAILURE', { message: null }), 500, '{"message":null}'],
    [new Refusal('THROTTLED', { message: 'a "b"' }), 429, '{"message":"a \\"b\\""}'],
  ])('the service answers %s by %d %s', async (refusal, status, body) => {
    const answer = await stageWith([], refusing(refusal)).handle(request('GET /a/1'));

    expect([answer.status, bodyOf(answer)]).toEqual([status, body]);
    expect(answer.trace.gatewayResponse).toBe(refusal.type);
  });

  test('a template is filled in, and runs nothing', async () => {
    const template = [
      '$context.error.message|$context.error.messageString|$context.error.responseType',
      '$context.stage|$context.identity.sourceIp|$context.nothing|$context.identity',
      '$stageVariables.color|$stageVariables.toString|$method.request.querystring.q',
      '$method.request.header.User-Agent|$method.request.path.id|$context.resourcePath',
      '#if(true)$util.escapeJavaScript("x")#end|$5|$',
    ].join('\n');
    const refusal = new Refusal('THROTTLED', { message: 'say "no"' });
    const defined = gatewayResponse('THROTTLED', { templates: { 'application/json': template } });
    const stage = stageWith([defined], {
      ...refusing(refusal),
      settings: { variables: { color: 'red' } },
    });
    const answer = await stage.handle(request('GET /a/1?q=2', [['user-agent', 'me']]));

    expect(bodyOf(answer).split('\n')).toEqual([
      'say "no"|"say \\"no\\""|THROTTLED',
      'prod|192.0.2.1||',
      'red||2',
      'me|1|/a/{id}',
      '#if(true)$util.escapeJavaScript("x")#end|$5|$',
    ]);
  });

  test.each([
    ['text/html', 'text/html'],
    ['text/html;q=0.9, application/json', 'text/html'],
    ['image/png, application/xml', 'application/xml'],
    ['image/png', 'application/json'],
    [undefined, 'application/json'],
  ])('a caller who accepts %p gets %s', async (accept, type) => {
    const types = ['application/xml', 'application/json', 'text/html'];
    const templates = Object.fromEntries(types.map((name) => [name, name]));
    const headers = accept === undefined ? [] : ([['Accept', accept]] as const);
    const answer = await unknown(
      [gatewayResponse('DEFAULT_4XX', { templates })],
      'GET /nope',
      headers,
    );

    expect([bodyOf(answer), headerOf(answer, 'content-type')]).toEqual([type, type]);
  });

  test('parameters that a request does not have make no header, and none breaks out of its line', async () => {
    const parameters = {
      'gatewayresponse.header.x-query': 'method.request.querystring.q',
      'gatewayresponse.header.x-header': 'method.request.header.Missing',
      'gatewayresponse.header.x-stage': 'context.stage',
      'gatewayresponse.header.Content-Type': "'text/plain'",
    };
    const answer = await unknown(
      [gatewayResponse('DEFAULT_4XX', { parameters })],
      'GET /nope?q=a%0d%0aX-Evil:%201',
    );

    expect(
      answer.headers.filter(([name]) => name.startsWith('x-s') || name.startsWith('x-q')),
    ).toEqual([
      ['x-query', 'a X-Evil: 1'],
      ['x-stage', 'prod'],
    ]);
    expect(headerOf(answer, 'x-header')).toBeUndefined();
    expect(answer.headers.filter(([name]) => name.toLowerCase() === 'content-type')).toHaveLength(
      1,
    );
  });

  test('fails to freeze for a type that there is not', () => {
    expect(() => stageWith([gatewayResponse('DEFAULT_6XX')])).toThrow(UnsupportedDeployment);
    expect(() => stageWith([gatewayResponse('toString')])).toThrow('Response/ResponseType');
  });
});
