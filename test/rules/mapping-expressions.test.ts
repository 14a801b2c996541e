import { HTTP, judged, judgedMethod } from './_judged';

const INVALID = 'Invalid mapping expression specified: Validation Result: warnings : [], errors : ';

const mapping = (source: unknown) => ({
  ...HTTP,
  RequestParameters: { 'integration.request.header.x': source },
});

const declaring = (...names: string[]) => ({
  RequestParameters: Object.fromEntries(names.map((name) => [`method.request.${name}`, false])),
});

describe('an integration maps', () => {
  test.each([
    "'fixed'",
    'method.request.path.id',
    'method.request.querystring.page',
    'method.request.multivaluequerystring.page',
    'method.request.header.X-Tenant',
    'method.request.header.x-tenant',
    'method.request.multivalueheader.x-tenant',
    'method.request.body',
    'method.request.body.id',
    'stageVariables.color',
    'context.requestId',
    { Ref: 'Source' },
  ])('%j, with what the method declares', (source) => {
    const declared = declaring('path.id', 'querystring.page', 'header.X-Tenant');
    expect(judgedMethod(mapping(source), declared)).toEqual([]);
  });

  test.each([
    'method.request.path.id',
    'method.request.querystring.Page',
    'method.request.header.page',
  ])('not %s, which the method does not declare', (source) => {
    const [violation] = judgedMethod(mapping(source), declaring('querystring.page'));
    expect(violation?.refusal).toBe(
      `${INVALID}[Invalid mapping expression parameter specified: ${source}]`,
    );
  });

  test.each(['index.html', 'a%2Fb.json', 'a~b@c:d', ''])('the text %j to a path', (text) => {
    const RequestParameters = { 'integration.request.path.key': `'${text}'` };
    expect(judgedMethod({ ...HTTP, RequestParameters })).toEqual([]);
  });

  // https://github.com/serverless-operations/serverless-apigateway-service-proxy/issues/78
  test.each(['private/some.json', 'a b', '50%', 'é'])(
    'not the text %j to a path, which is not encoded',
    (text) => {
      const RequestParameters = { 'integration.request.path.key': `'${text}'` };
      const [violation] = judgedMethod({ ...HTTP, RequestParameters });
      expect(violation?.refusal).toBe(
        `${INVALID}[Static parameter value must be valid and encoded ]`,
      );
    },
  );

  // https://github.com/serverless/serverless/issues/1346
  test('no text into a body', () => {
    const RequestParameters = { 'integration.request.body.method': "'getUser'" };
    const [violation] = judgedMethod({ ...HTTP, RequestParameters });
    expect(violation?.refusal).toBe(`${INVALID}[Invalid mapping expression specified: 'getUser']`);
  });

  test('parameters that a document declares for all methods of a path', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, type: 'string' }];
    const integration = {
      ...{ type: 'http_proxy', httpMethod: 'GET', uri: 'https://a.test/{id}' },
      requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
    };
    const get = { responses: {}, 'x-amazon-apigateway-integration': integration };
    const Body = {
      ...{ swagger: '2.0', info: { title: 'api', version: '1' } },
      paths: { '/{id}': { parameters, get } },
    };
    const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } };
    expect(judged({ Api: api })).toEqual([]);
  });
});

describe('an integration response maps', () => {
  const responding = (statusCode: string) => ({
    Type: 'MOCK',
    IntegrationResponses: [
      { StatusCode: statusCode, ResponseParameters: { 'method.response.header.x': "'v'" } },
    ],
  });

  test.each([
    ['200', []],
    ['404', [`${INVALID}[No method response exists for method.]`]],
    [
      '201',
      [`${INVALID}[Invalid mapping expression parameter specified: method.response.header.x]`],
    ],
  ])('a header of status %s', (statusCode, refusals) => {
    const MethodResponses = [
      { StatusCode: '200', ResponseParameters: { 'method.response.header.x': false } },
      { StatusCode: '201' },
    ];
    const violations = judgedMethod(responding(statusCode), { MethodResponses });
    expect(violations.map(({ refusal }) => refusal)).toEqual(refusals);
  });

  test('nothing, without a method response', () => {
    const IntegrationResponses = [{ StatusCode: '200', ResponseTemplates: {} }];
    expect(judgedMethod({ Type: 'MOCK', IntegrationResponses })).toEqual([]);
  });
});
