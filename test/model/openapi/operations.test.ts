import { readDocument, readOperation } from './read-document';

describe('parameters of a document', () => {
  test('are those of the operation over those of the path', () => {
    const header = { in: 'header', name: 'H', schema: { type: 'string' } };
    const { routes, unread } = readDocument({
      paths: {
        '/a/{id}': {
          parameters: [header, { in: 'path', name: 'id' }],
          get: {
            parameters: [{ ...header, required: true }, { $ref: '#/components/parameters/q' }],
          },
        },
      },
      components: { parameters: { q: { in: 'query', name: 'q', description: 'd' } } },
    });
    expect(routes[0]!.requestParameters).toEqual({
      'method.request.header.H': true,
      'method.request.path.id': true,
      'method.request.querystring.q': false,
    });
    expect(unread).toEqual([]);
  });

  test.each(['cookie', 'formData'])('in %s are in unread', (place) => {
    const { route, unread } = readOperation({ parameters: [{ in: place, name: 'c' }] });
    expect(route.requestParameters).toEqual({});
    expect(unread).toEqual(['paths/~1a/post/parameters/0/in']);
  });
});

describe('integrations of a document', () => {
  // The example of the extension's page.
  const example = {
    type: 'aws',
    uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/x/invocations',
    httpMethod: 'POST',
    credentials: 'arn:aws:iam::012345678901:role/apigateway-invoke-lambda-exec-role',
    requestTemplates: { 'application/json': '#set ($root=$input.path("$"))' },
    requestParameters: { 'integration.request.path.stage': 'method.request.querystring.version' },
    cacheNamespace: 'cache namespace',
    cacheKeyParameters: [],
    responses: {
      '2\\d{2}': {
        statusCode: '200',
        responseParameters: {
          'method.response.header.requestId': 'integration.response.header.cid',
        },
      },
      302: { statusCode: '302' },
      default: { statusCode: '400' },
    },
  };

  test('are as the page of the extension says', () => {
    const { route, unread } = readOperation({ 'x-amazon-apigateway-integration': example });
    expect(route.integration).toEqual({
      type: 'AWS',
      uri: example.uri,
      httpMethod: 'POST',
      credentials: example.credentials,
      connectionType: 'INTERNET',
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      responseTransferMode: 'BUFFERED',
      requestTemplates: example.requestTemplates,
      requestParameters: example.requestParameters,
      cacheNamespace: 'cache namespace',
      cacheKeyParameters: [],
      responses: [
        {
          statusCode: '200',
          selectionPattern: '2\\d{2}',
          responseParameters: example.responses['2\\d{2}'].responseParameters,
          responseTemplates: {},
        },
        {
          statusCode: '302',
          selectionPattern: '302',
          responseParameters: {},
          responseTemplates: {},
        },
        { statusCode: '400', responseParameters: {}, responseTemplates: {} },
      ],
    });
    expect(unread).toEqual([]);
  });

  test('may be referred to', () => {
    const { route } = readOperation(
      {
        'x-amazon-apigateway-integration': {
          $ref: '#/components/x-amazon-apigateway-integrations/i',
        },
      },
      { components: { 'x-amazon-apigateway-integrations': { i: { type: 'MOCK' } } } },
    );
    expect(route.integration).toMatchObject({ type: 'MOCK' });
  });

  test('keep TLS settings and report members nobody knows', () => {
    const integration = { type: 'http', tlsConfig: { insecureSkipVerification: true }, speed: 1 };
    const { route, unread } = readOperation({ 'x-amazon-apigateway-integration': integration });
    expect(route.integration!.tlsConfig).toEqual({ insecureSkipVerification: true });
    expect(unread).toEqual(['paths/~1a/post/x-amazon-apigateway-integration/speed']);
  });
});
