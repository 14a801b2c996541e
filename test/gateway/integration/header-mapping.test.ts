// Recorded on AWS on 2024-07-17 and 2024-07-18 (regional endpoint), published as
// TestApiGatewayHeaderRemapping in tests/aws/services/apigateway/test_apigateway_integrations.py of
// localstack/localstack: what endpoints and clients see when every header is mapped.
import type { HeaderPair } from '../../../lib/gateway';
import { deployMethod, FUNCTION_URI, receivedHeaders } from './_one-method';

const SENT: readonly HeaderPair[] = [
  ['Accept', 'application/json'],
  ['Accept-Charset', 'UTF-8'],
  ['Accept-Encoding', 'br'],
  ['Age', 'request_Age'],
  ['Authorization', 'Unauthorized'],
  ['Connection', 'close'],
  ['Content-Encoding', 'deflate'],
  ['Content-MD5', 'request_Content-MD5'],
  ['Content-Type', 'application/json'],
  ['Date', 'request_Date'],
  ['Expect', '100-continue'],
  ['Max-Forwards', '2'],
  ['Pragma', 'cache'],
  ['Proxy-Authenticate', 'Basic'],
  ['Range', 'bytes=500-999'],
  ['Referer', 'https://example.com/'],
  ['Server', 'https://example.com/'],
  ['TE', 'deflate'],
  ['Trailer', 'Expires'],
  ['Transfer-Encoding', 'chunked'],
  ['Upgrade', 'HTTP/2.0'],
  ['User-Agent', 'localStack/0.0'],
  ['Via', 'p.example.net'],
  ['Warn', '299 localStack/0.0'],
  ['WWW-Authenticate', 'Basic YWxhZGRpbjpvcGVuc2VzYW1l'],
];
const NAMES = [...SENT.map(([name]) => name), 'Host', 'Content-Length'];

/** Headers that `$input.params` finds empty although the client has sent them. */
const ENDED_AT_THE_FRONT_DOOR = [
  'Connection',
  'Content-MD5',
  'Expect',
  'Max-Forwards',
  'Proxy-Authenticate',
  'Server',
  'TE',
  'Transfer-Encoding',
  'Trailer',
  'Upgrade',
  'WWW-Authenticate',
];

/** Mapped headers that an HTTP endpoint sees. */
const REACH_AN_ENDPOINT = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Age',
  'Authorization',
  'Content-Encoding',
  'Content-MD5',
  'Content-Type',
  'Date',
  'Host',
  'Max-Forwards',
  'Pragma',
  'Range',
  'Referer',
  'Server',
  'Trailer',
  'Upgrade',
  'User-Agent',
  'Warn',
  'WWW-Authenticate',
];

const KEPT_FOR_CLIENTS = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Age',
  'Content-Encoding',
  'Content-Type',
  'Pragma',
  'Range',
  'Referer',
  'TE',
  'Via',
  'Warn',
];

const REMAPPED_FOR_CLIENTS = [
  'Authorization',
  'Connection',
  'Content-Length',
  'Content-MD5',
  'Date',
  'Expect',
  'Host',
  'Max-Forwards',
  'Proxy-Authenticate',
  'Server',
  'Trailer',
  'Upgrade',
  'User-Agent',
  'WWW-Authenticate',
];

const REFUSED = ['Content-Length', 'Transfer-Encoding'];
const REFUSED_BY_AWS = ['Authorization', 'Connection', 'Expect', 'Proxy-Authenticate', 'TE'];

const HTTP = { IntegrationHttpMethod: 'POST', Uri: 'https://backend.test/post' };
const LAMBDA = { IntegrationHttpMethod: 'POST', Uri: FUNCTION_URI };

const requestMappings = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [`integration.request.header.${name}`, `'request_params_${name}'`]),
  );
const responseMappings = Object.fromEntries(
  NAMES.map((name) => [`method.response.header.${name}`, `'response_param_${name}'`]),
);

describe('headers mapped for an endpoint', () => {
  test.each(['HTTP', 'HTTP_PROXY'])(
    'reach it, but for those of the connection: %s',
    async (Type) => {
      const names = NAMES.filter((name) => !REFUSED.includes(name));
      const api = deployMethod({
        integration: {
          Type,
          ...HTTP,
          RequestParameters: requestMappings(names),
          IntegrationResponses: [{ StatusCode: '200' }],
        },
      });
      await api.call({ headers: SENT });
      const received = receivedHeaders(api);
      const mapped = names.filter(
        (name) => received[name.toLowerCase()] === `request_params_${name}`,
      );
      expect(mapped.sort()).toEqual([...REACH_AN_ENDPOINT].sort());
    },
  );

  test.each([
    ...REFUSED.flatMap((name) => [
      ['HTTP', name, HTTP] as const,
      ['HTTP_PROXY', name, HTTP] as const,
    ]),
    ...[...REFUSED, ...REFUSED_BY_AWS].flatMap((name) => [
      ['AWS', name, LAMBDA] as const,
      ['AWS_PROXY', name, LAMBDA] as const,
    ]),
  ])('fails with 500 for %s that sets %s', async (Type, name, endpoint) => {
    const api = deployMethod({
      integration: {
        Type,
        ...endpoint,
        RequestParameters: requestMappings([name]),
        IntegrationResponses: [{ StatusCode: '200' }],
      },
      scripts: { Fn: { return: { statusCode: 200 } } },
    });
    const { status, headers, body } = await api.call();
    expect(status).toBe(500);
    expect(headers.get('x-amzn-errortype')).toBe('InternalServerErrorException');
    expect(body.toString()).toBe('{"message": "Internal server error"}');
    expect([...api.backends.events, ...api.backends.requests]).toEqual([]);
  });

  test('a mapping without a value does not set a header', async () => {
    const api = deployMethod({
      integration: {
        Type: 'AWS',
        ...LAMBDA,
        RequestParameters: {
          'integration.request.header.Authorization': 'method.request.header.Authorization',
        },
        IntegrationResponses: [{ StatusCode: '200' }],
      },
      scripts: { Fn: { return: 'fine' } },
    });
    expect((await api.call()).status).toBe(200);
  });
});

describe('headers that a mapping template reads', () => {
  test('are those that get past the front door', async () => {
    const api = deployMethod({
      integration: {
        Type: 'AWS',
        ...LAMBDA,
        RequestTemplates: {
          'application/json': `{${NAMES.map((name) => `"${name}": "$input.params('${name}')"`).join(', ')}}`,
        },
        IntegrationResponses: [{ StatusCode: '200' }],
      },
    });
    await api.call({ headers: SENT });
    const event = api.backends.events[0]?.event as Record<string, string>;
    const sent = Object.fromEntries(SENT);
    const wanted = NAMES.filter((name) => name !== 'Host').map((name) => [
      name,
      ENDED_AT_THE_FRONT_DOOR.includes(name) ? '' : (sent[name] ?? ''),
    ]);
    expect(event).toMatchObject(Object.fromEntries(wanted));
  });

  test('the event of a Lambda proxy integration has the same', async () => {
    const api = deployMethod({
      integration: { Type: 'AWS_PROXY', ...LAMBDA },
      scripts: { Fn: { return: { statusCode: 200 } } },
    });
    await api.call({ headers: SENT });
    const { headers } = api.backends.events[0]!.event as { headers: Record<string, string> };
    expect(Object.keys(headers).sort()).toEqual([
      'Accept',
      'Accept-Charset',
      'Accept-Encoding',
      'Age',
      'Authorization',
      'Content-Encoding',
      'Content-Type',
      'Date',
      'Host',
      'Pragma',
      'Range',
      'Referer',
      'User-Agent',
      'Via',
      'Warn',
      'X-Amzn-Trace-Id',
      'X-Forwarded-For',
      'X-Forwarded-Port',
      'X-Forwarded-Proto',
    ]);
  });
});

describe('headers that a client sees', () => {
  test.each([
    ['HTTP', HTTP],
    ['AWS', LAMBDA],
  ])('mapped by %s: those of the gateway go under another name', async (Type, endpoint) => {
    const api = deployMethod({
      integration: {
        Type,
        ...endpoint,
        IntegrationResponses: [
          {
            StatusCode: '200',
            ResponseParameters: {
              ...responseMappings,
              'method.response.header.Transfer-Encoding': "'chunked'",
            },
          },
        ],
      },
    });
    const { headerNames } = await api.call();
    for (const name of KEPT_FOR_CLIENTS) expect(headerNames[name]).toBe(`response_param_${name}`);
    for (const name of REMAPPED_FOR_CLIENTS) {
      expect(headerNames[`x-amzn-Remapped-${name}`]).toBe(`response_param_${name}`);
    }
    expect(headerNames['X-Amzn-Trace-Id']).toMatch(/^Root=1-/);
    expect(Object.keys(headerNames).map((name) => name.toLowerCase())).not.toContain(
      'transfer-encoding',
    );
  });

  test('of an HTTP proxy: those of the endpoint, the gateway’s own under another name', async () => {
    const api = deployMethod({
      integration: { Type: 'HTTP_PROXY', ...HTTP },
      scripts: {
        'https://backend.test': {
          headers: [
            ['Access-Control-Allow-Origin', '*'],
            ['Connection', 'keep-alive'],
            ['Content-Length', '791'],
            ['Content-Type', 'application/json'],
            ['Date', 'Wed, 17 Jul 2024 18:35:02 GMT'],
            ['Server', 'gunicorn/19.9.0'],
            ['x-amzn-RequestId', 'of-the-endpoint'],
          ],
        },
      },
    });
    expect((await api.call()).headerNames).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Content-Type': 'application/json',
      'x-amzn-Remapped-Connection': 'keep-alive',
      'x-amzn-Remapped-Content-Length': '791',
      'x-amzn-Remapped-Date': 'Wed, 17 Jul 2024 18:35:02 GMT',
      'x-amzn-Remapped-Server': 'gunicorn/19.9.0',
      'x-amzn-Remapped-x-amzn-RequestId': 'of-the-endpoint',
    });
  });
});
