import type { BackendScript } from './_calls';
import { deployMethod, type OneMethod, receivedHeaders } from './_one-method';

const HTTP = {
  Type: 'HTTP',
  IntegrationHttpMethod: 'GET',
  Uri: 'https://backend.test/',
  IntegrationResponses: [{ StatusCode: '200' }],
};

const deploy = (integration: object, more: Partial<OneMethod> = {}) =>
  deployMethod({ integration: { ...HTTP, ...integration }, ...more });

const urlOf = (api: ReturnType<typeof deployMethod>) => api.backends.requests[0]?.request.url;

describe('the address of an HTTP integration', () => {
  test.each([
    ['https://backend.test/a', 'https://backend.test/a'],
    ['https://backend.test/a?b=c', 'https://backend.test/a?b=c'],
    ['https://${stageVariables.host}/a', 'https://backend.test/a'],
    ['${stageVariables.origin}/a', 'https://backend.test/a'],
  ])('%s is %s', async (Uri, wanted) => {
    const api = deploy(
      { Uri },
      { variables: { host: 'backend.test', origin: 'https://backend.test' } },
    );
    expect((await api.call()).status).toBe(200);
    expect(urlOf(api)).toBe(wanted);
  });

  test.each([
    'https://${stageVariables.missing}/a',
    'https:///a',
    'https://a b/',
    'https://backend.test/{nobody}',
    '${stageVariables.missing}',
    'https://backend.test/${stageVariables.brace}',
  ])('fails with 500 when it comes to none: %s', async (Uri) => {
    const outcome = await deploy({ Uri }, { variables: { brace: '{' } }).call();
    expect(outcome.status).toBe(500);
    expect(outcome.log.join('\n')).toContain(
      'Execution failed due to configuration error: Invalid endpoint address',
    );
  });

  test.each([
    ['a', 'a'],
    ['a%20b', 'a%20b'],
    ['a%2Fb', 'a/b'],
    ['a/b/c', 'a/b/c'],
    ['%3Fx%23y', '%3Fx%23y'],
    ['%25', '%25'],
    ['%C3%A9', '%C3%A9'],
  ])('a path parameter sent as %s goes on as %s', async (sent, wanted) => {
    const api = deploy(
      {
        Uri: 'https://backend.test/x/{rest}/y',
        RequestParameters: { 'integration.request.path.rest': 'method.request.path.proxy' },
      },
      { pathPart: '{proxy+}' },
    );
    await api.call({ path: `/${sent}` });
    expect(urlOf(api)).toBe(`https://backend.test/x/${wanted}/y`);
  });
});

describe('the query string of an HTTP integration', () => {
  const RequestParameters = {
    'integration.request.querystring.one': 'method.request.querystring.a',
    'integration.request.querystring.all': 'method.request.multivaluequerystring.a',
    'integration.request.querystring.none': 'method.request.querystring.missing',
  };

  test('is what mappings make of it', async () => {
    const api = deploy({ RequestParameters });
    await api.call({ path: '/things?a=1&a=2%20%26&b=3' });
    expect(urlOf(api)).toBe('https://backend.test/?one=2%20%26&all=1&all=2%20%26');
  });

  test('is added to that of the address', async () => {
    const api = deploy({ Uri: 'https://backend.test/?x=y', RequestParameters });
    await api.call({ path: '/things?a=1' });
    expect(urlOf(api)).toBe('https://backend.test/?x=y&one=1&all=1');
  });

  test('behind an HTTP proxy is the client’s own, as it was sent', async () => {
    const api = deploy({ Type: 'HTTP_PROXY' });
    await api.call({ path: '/things?a=1&a=2+3&b=%2B' });
    expect(urlOf(api)).toBe('https://backend.test/?a=1&a=2+3&b=%2B');
  });

  test('behind an HTTP proxy has mapped parameters instead of those of the client', async () => {
    const api = deploy({
      Type: 'HTTP_PROXY',
      RequestParameters: { 'integration.request.querystring.a': "'mapped'" },
    });
    await api.call({ path: '/things?a=1&b=2' });
    expect(urlOf(api)).toBe('https://backend.test/?a=mapped&b=2');
  });
});

// The test of localstack/localstack that was validated against AWS says so, and why.
describe('a URI with path parameters in its query string', () => {
  const RequestParameters = {
    'integration.request.header.headerVar': 'method.request.header.foobar',
    'integration.request.path.qsVar': 'method.request.querystring.testVar',
    'integration.request.path.pathVar': 'method.request.path.pathVariable',
    'integration.request.querystring.queryString': 'method.request.querystring.testQueryString',
    'integration.request.querystring.testEmptyQs': 'method.request.header.emptyheader',
  };
  const call = async (Uri: string) => {
    const api = deploy(
      { Type: 'HTTP_PROXY', Uri, RequestParameters },
      { pathPart: '{pathVariable}' },
    );
    const outcome = await api.call({
      path: '/foobar?testQueryString=foo&testVar=bar',
      headers: [
        ['foobar', 'mapped-value'],
        ['headerVar', 'request-value'],
      ],
    });
    return { api, status: outcome.status };
  };

  test('has the values of mapped parameters', async () => {
    const { api } = await call('https://backend.test/?testVar={pathVar}&testQs={qsVar}');
    expect(urlOf(api)).toBe(
      'https://backend.test/?testVar=foobar&testQs=bar&testQueryString=foo&testVar=bar&queryString=foo',
    );
    expect(receivedHeaders(api)['headervar']).toBe('mapped-value');
  });

  test('fails with 500 when it names a parameter of the method', async () => {
    expect((await call('https://backend.test/?a={pathVariable}')).status).toBe(500);
  });
});

describe('an endpoint without an answer', () => {
  test.each<[BackendScript, number, string, string]>([
    [{ fail: 'timeout' }, 504, 'Endpoint request timed out', 'a timeout error'],
    [{ fail: 'refused' }, 504, 'Network error communicating with endpoint', 'a network error'],
    [{ fail: 'dns' }, 500, 'Internal server error', 'Invalid endpoint address'],
    // With a certificate that nobody trusts, or that is another host's.
    [{ fail: 'tls' }, 500, 'Internal server error', 'configuration error: no answer'],
    [{ seconds: 29.001 }, 504, 'Endpoint request timed out', 'a timeout error'],
  ])('fails for %j with %d', async (script, status, message, line) => {
    const api = deploy({}, { scripts: { 'https://backend.test': script } });
    const outcome = await api.call();
    expect(outcome.status).toBe(status);
    expect(outcome.body.toString()).toBe(`{"message": "${message}"}`);
    expect(outcome.headers.get('x-amzn-errortype')).toBe('InternalServerErrorException');
    const logged = outcome.log.at(-2)?.replace(/^\(.*?\) /, '');
    expect(logged).toMatch(new RegExp(`^Execution failed due to .*${line}`));
    expect(outcome.context).toMatchObject({ integrationErrorMessage: logged });
  });

  test.each([
    [undefined, 29, 200],
    [1000, 1, 200],
    [1000, 1.001, 504],
  ])('with a timeout of %s ms and %d seconds: %d', async (timeout, seconds, status) => {
    const api = deploy(timeout === undefined ? {} : { TimeoutInMillis: timeout }, {
      scripts: { 'https://backend.test': { seconds } },
    });
    const outcome = await api.call();
    expect(outcome.status).toBe(status);
    expect(outcome.context).toMatchObject({
      integrationLatency: Math.min(seconds, (timeout ?? 29_000) / 1000) * 1000,
    });
  });
});

describe('the answer of an HTTP endpoint', () => {
  const IntegrationResponses = [
    { StatusCode: '200' },
    { StatusCode: '404', SelectionPattern: '4\\d{2}' },
    { StatusCode: '502', SelectionPattern: '5\\d{2}|000' },
  ];

  test.each([
    [200, 200],
    [302, 200],
    [400, 404],
    [418, 404],
    [500, 502],
  ])('with status %d selects the response with status %d', async (status, wanted) => {
    const api = deploy(
      { IntegrationResponses },
      { scripts: { 'https://backend.test': { status, body: 'x' } } },
    );
    expect((await api.call()).status).toBe(wanted);
  });

  test('is JSON for the client, whatever it is, unless a mapping says otherwise', async () => {
    const api = deploy(
      {},
      { scripts: { 'https://backend.test': { headers: [['Content-Type', 'text/html']] } } },
    );
    expect((await api.call()).headers.get('content-type')).toBe('application/json');
  });

  test('may come later', async () => {
    const api = deploy({});
    api.backends.http = () =>
      Promise.resolve({ kind: 'answered', status: 200, headers: [], body: Buffer.from('late') });
    expect((await api.call()).body.toString()).toBe('late');
  });
});

describe('a VPC link', () => {
  test.each(['HTTP', 'HTTP_PROXY'])('carries the request of %s', async (Type) => {
    const api = deploy(
      { Type, ConnectionType: 'VPC_LINK', ConnectionId: '${stageVariables.link}' },
      { variables: { link: 'vpclink1' } },
    );
    expect((await api.call()).status).toBe(200);
    expect(api.backends.requests).toMatchObject([
      { name: 'vpclink1', request: { url: 'https://backend.test/' } },
    ]);
  });
});

describe('headers that the gateway sets for an endpoint', () => {
  test('name the API, the trace and the length of the body', async () => {
    const api = deploy({ IntegrationHttpMethod: 'POST' });
    await api.call({ method: 'POST', body: 'é' });
    expect(receivedHeaders(api)).toEqual({
      accept: 'application/json',
      'content-length': '2',
      'content-type': 'application/json',
      host: 'backend.test',
      'user-agent': 'AmazonAPIGateway_a1b2c3d4e5',
      'x-amzn-apigateway-api-id': 'a1b2c3d4e5',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    });
  });

  test('behind an HTTP proxy say where the request comes from', async () => {
    const api = deploy({ Type: 'HTTP_PROXY' });
    await api.call({
      headers: [
        ['X-Forwarded-For', '198.51.100.1'],
        ['X-Own', 'kept'],
        ['Authorization', 'AWS4-HMAC-SHA256 Credential=x'],
      ],
    });
    const headers = receivedHeaders(api);
    expect(headers).toMatchObject({
      'x-forwarded-for': '198.51.100.1, 192.0.2.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-own': 'kept',
    });
    expect(headers).not.toHaveProperty('authorization');
  });

  test('a trace that the caller has started goes on', async () => {
    const trace = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1';
    const api = deploy({});
    await api.call({ headers: [['X-Amzn-Trace-Id', trace]] });
    expect(receivedHeaders(api)['x-amzn-trace-id']).toBe(trace);
  });
});
