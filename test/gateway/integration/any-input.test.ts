import fc from 'fast-check';
import { deployMethod, FUNCTION_URI } from './_one-method';

const RUNS = { numRuns: 150 };

const PROXY = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: FUNCTION_URI };
const HTTP_PROXY = {
  Type: 'HTTP_PROXY',
  IntegrationHttpMethod: 'ANY',
  Uri: 'https://backend.test/{proxy}',
  RequestParameters: {
    'integration.request.path.proxy': 'method.request.path.proxy',
    'integration.request.querystring.body': 'method.request.body.$..*',
    'integration.request.header.body': 'method.request.body.text',
  },
};

const wellFormed = (text: string) => Buffer.from(text).toString();

const answer = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .record(
      {
        statusCode: fc.oneof(fc.integer(), fc.string(), fc.jsonValue()),
        headers: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
        multiValueHeaders: fc.dictionary(fc.string(), fc.jsonValue()),
        body: fc.jsonValue(),
        isBase64Encoded: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
);

test('whatever a function returns, the client gets an answer with sound headers', async () => {
  const api = deployMethod({ integration: PROXY, binaryMediaTypes: ['*/*'] });
  await fc.assert(
    fc.asyncProperty(answer, async (payload) => {
      api.backends.lambda = () => ({ kind: 'returned', payload });
      const { status, headerNames } = await api.call();
      expect(status).toBeGreaterThanOrEqual(100);
      expect(status).toBeLessThan(600);
      for (const [name, value] of Object.entries(headerNames)) {
        expect(name).toMatch(/^[!-~]+$/);
        expect(value).not.toMatch(/[\r\n]/);
      }
    }),
    RUNS,
  );
});

test('whatever a client sends, an endpoint gets a URL that can be read, or nothing', async () => {
  const api = deployMethod({
    integration: HTTP_PROXY,
    pathPart: '{proxy+}',
    backends: { http: { 'https://backend.test': 'recorder' } },
  });
  const request = fc.record({
    path: fc.webPath({ size: 'small' }).map((path) => `/x${path}`),
    query: fc.oneof(fc.webQueryParameters(), fc.string()),
    body: fc.oneof(fc.json(), fc.string()),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ path, query, body }) => {
      api.backends.start({});
      const { status } = await api.call({ method: 'POST', path: `${path}?${query}`, body });
      expect([200, 400, 500]).toContain(status);
      for (const { request: sent } of api.backends.requests) {
        expect(new URL(sent.url).origin).toBe('https://backend.test');
      }
    }),
    RUNS,
  );
});

test('whatever a client sends, a function gets an event that is JSON with the same body', async () => {
  const api = deployMethod({
    integration: PROXY,
    pathPart: '{proxy+}',
    scripts: { Fn: { return: {} } },
  });
  const request = fc.record({
    path: fc.string().map((text) => `/x${encodeURI(wellFormed(text)).replace(/[?#]/g, '')}`),
    headers: fc.array(fc.tuple(fc.stringMatching(/^[a-zA-Z_-]+$/), fc.string())),
    body: fc.string({ unit: 'binary' }).map(wellFormed),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ path, headers, body }) => {
      api.backends.start({ Fn: { return: {} } });
      const { status } = await api.call({ method: 'PUT', path, headers, body });
      if (status !== 200) return;
      expect(api.backends.events[0]?.event).toMatchObject({ body: body === '' ? null : body });
    }),
    RUNS,
  );
});
