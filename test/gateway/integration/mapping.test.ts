import { deployMethod, receivedHeaders } from './_one-method';

const HTTP = {
  Type: 'HTTP',
  IntegrationHttpMethod: 'POST',
  Uri: 'https://backend.test/',
  IntegrationResponses: [{ StatusCode: '200' }],
};

describe('a mapping expression of a request', () => {
  const BODY = '{"a": {"b": [1, "two", null, {"c": true}]}}';

  test.each([
    ["'text'", 'text'],
    ["'it''s'", "it''s"],
    ["''", ''],
    ['method.request.header.X-One', 'last'],
    ['method.request.header.x-one', 'last'],
    ['method.request.multivalueheader.X-One', 'first, last'],
    ['method.request.header.missing', undefined],
    ['method.request.querystring.q', '2'],
    ['method.request.querystring.Q', undefined],
    ['method.request.multivaluequerystring.q', '1, 2'],
    ['method.request.path.id', 'a b'],
    ['method.request.path.other', undefined],
    ['method.request.body', BODY],
    ['method.request.body.a.b[0]', '1'],
    ['method.request.body.a.b[1]', 'two'],
    ['method.request.body.a.b[2]', undefined],
    ['method.request.body.a.b[3]', '{"c":true}'],
    ['method.request.body.a.c', undefined],
    ["method.request.body.$['a']['b'][1]", 'two'],
    ['stageVariables.v', '1.0'],
    ['stageVariables.missing', undefined],
    ['stageVariables.toString', undefined],
    ['context.stage', 'prod'],
    ['context.httpMethod', 'POST'],
    ['context.resourcePath', '/{id}'],
    ['context.identity.sourceIp', '192.0.2.7'],
    ['context.authorizer.principalId', undefined],
    ['context.constructor.name', undefined],
  ])('%s gives %s', async (expression, wanted) => {
    const api = deployMethod({
      integration: { ...HTTP, RequestParameters: { 'integration.request.header.x': expression } },
      pathPart: '{id}',
      variables: { v: '1.0' },
    });
    await api.call({
      method: 'POST',
      path: '/a%20b?q=1&q=2',
      headers: [
        ['X-One', 'first'],
        ['X-One', 'last'],
      ],
      body: BODY,
    });
    const values = api.backends.requests[0]!.request.headers.filter(([name]) => name === 'x');
    expect(values.map(([, value]) => value).join(', ')).toBe(wanted ?? '');
    expect(values.length > 0).toBe(wanted !== undefined);
  });

  test('into a body that is no JSON leads nowhere', async () => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        RequestParameters: { 'integration.request.header.x': 'method.request.body.a' },
      },
    });
    await api.call({ method: 'POST', body: '' });
    expect(receivedHeaders(api)).not.toHaveProperty('x');
  });
});

describe('a mapping expression of a response', () => {
  test.each([
    ["'text'", 'text'],
    ['integration.response.header.x-app', '2'],
    ['integration.response.multivalueheader.X-App', '1, 2'],
    ['integration.response.header.missing', undefined],
    ['integration.response.body', '{"url": "/next", "n": 1.50}'],
    ['integration.response.body.url', '/next'],
    ['integration.response.body.n', '1.5'],
    ['integration.response.body.missing', undefined],
    ['stageVariables.v', '1.0'],
    ['context.stage', 'prod'],
  ])('%s gives %s', async (expression, wanted) => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        IntegrationResponses: [
          { StatusCode: '200', ResponseParameters: { 'method.response.header.out': expression } },
        ],
      },
      variables: { v: '1.0' },
      scripts: {
        'https://backend.test': {
          headers: [
            ['X-App', '1'],
            ['X-App', '2'],
          ],
          body: '{"url": "/next", "n": 1.50}',
        },
      },
    });
    expect((await api.call()).headers.get('out')).toBe(wanted);
  });
});

describe('an override of a request template', () => {
  const template = (lines: readonly string[]) => ({
    RequestTemplates: { 'application/json': `${lines.join('\n')}{}` },
  });

  test('replaces mapped parameters', async () => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        Uri: 'https://backend.test/{part}',
        RequestParameters: {
          'integration.request.path.part': "'mapped'",
          'integration.request.querystring.q': "'mapped'",
          'integration.request.header.h': "'mapped'",
        },
        ...template([
          '#set($context.requestOverride.path.part = "over/ridden")',
          '#set($context.requestOverride.querystring.q = "over ridden")',
          '#set($context.requestOverride.header.H = $input.params("x"))',
        ]),
      },
    });
    await api.call({ method: 'POST', path: '/things?x=overridden' });
    expect(api.backends.requests[0]?.request.url).toBe(
      'https://backend.test/over/ridden?q=over%20ridden',
    );
    expect(receivedHeaders(api)['h']).toBe('overridden');
  });

  test('of the response counts where the response template overrides nothing', async () => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        ...template([
          '#set($context.responseOverride.status = 203)',
          '#set($context.responseOverride.header.h = "early")',
        ]),
        IntegrationResponses: [
          { StatusCode: '200', ResponseTemplates: { 'application/json': 'text' } },
        ],
      },
    });
    const { status, headers } = await api.call({ method: 'POST' });
    expect([status, headers.get('h')]).toEqual([203, 'early']);
  });

  test('is seen by the response template, which may override it again', async () => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        ...template(['#set($context.responseOverride.header.a = "early")']),
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseParameters: { 'method.response.header.b': "'mapped'" },
            ResponseTemplates: {
              'application/json':
                '#set($context.responseOverride.header.b = "$context.responseOverride.header.a!")',
            },
          },
        ],
      },
    });
    const { headers } = await api.call({ method: 'POST' });
    expect([headers.get('a'), headers.get('b')]).toEqual(['early', 'early!']);
  });

  test.each([
    ['418', 418],
    ['"503"', 503],
    ['99', 200],
    ['"teapot"', 200],
    ['$missing', 200],
  ])('of the status by %s gives %d', async (value, wanted) => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseTemplates: {
              'application/json': `#set($context.responseOverride.status = ${value})`,
            },
          },
        ],
      },
    });
    expect((await api.call()).status).toBe(wanted);
  });
});

test('fails with 500 when a response template fails', async () => {
  const api = deployMethod({
    integration: {
      ...HTTP,
      IntegrationResponses: [
        {
          StatusCode: '200',
          ResponseTemplates: { 'application/json': "$util.urlDecode('%zz')" },
        },
      ],
    },
  });
  const { status, log } = await api.call();
  expect(status).toBe(500);
  expect(log.join('\n')).toContain('Unable to transform response');
});

describe('the content type of a response', () => {
  test.each([
    [{}, {}, 'application/json'],
    [{ 'application/xml': '<a/>' }, {}, 'application/xml'],
    [
      { 'text/html': '<a/>' },
      { 'method.response.header.content-type': "'text/plain'" },
      'text/plain',
    ],
  ])('with templates %j and parameters %j is %s', async (templates, parameters, wanted) => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        IntegrationResponses: [
          { StatusCode: '200', ResponseTemplates: templates, ResponseParameters: parameters },
        ],
      },
    });
    expect((await api.call()).headers.get('content-type')).toBe(wanted);
  });
});

describe('fails with 500 when a mapping makes what is no header', () => {
  test.each([
    ['a line break in a value', 'method.request.body.text', 'x'],
    ['the whole of a body with line breaks', 'method.request.body', 'x'],
    ['a blank in a name', "'text'", 'x y'],
  ])('for an endpoint: %s', async (_what, expression, name) => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        RequestParameters: { [`integration.request.header.${name}`]: expression },
      },
    });
    const { status } = await api.call({ method: 'POST', body: '{\n"text": "a\\r\\nb: c"}' });
    expect(status).toBe(500);
    expect(api.backends.requests).toEqual([]);
  });

  test('for a client: a line break in a value', async () => {
    const api = deployMethod({
      integration: {
        ...HTTP,
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseParameters: { 'method.response.header.x': 'integration.response.body.text' },
          },
        ],
      },
      scripts: { 'https://backend.test': { json: { text: 'a\r\nset-cookie: b' } } },
    });
    const { status, headers } = await api.call();
    expect([status, headers.has('set-cookie')]).toEqual([500, false]);
  });
});
