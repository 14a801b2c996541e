import { readDocument, readOperation, readScheme } from './read-document';

describe('security of a document', () => {
  // The examples of the extensions' pages.
  const token = {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'oauth2',
    'x-amazon-apigateway-authorizer': {
      type: 'token',
      authorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/x',
      authorizerCredentials: 'arn:aws:iam::account-id:role',
      identityValidationExpression: '^x-[a-z]+',
      authorizerResultTtlInSeconds: 60,
    },
  };

  test('has token authorizers, whose source is the header of the scheme', () => {
    const { route, authorizers, unread } = readScheme(token);
    expect(route).toMatchObject({ authorizationType: 'CUSTOM', authorizer: 'scheme' });
    expect(authorizers).toEqual([
      {
        origin: expect.anything(),
        name: 'scheme',
        type: 'TOKEN',
        uri: 'arn:aws:apigateway:us-east-1:lambda:path/x',
        credentials: 'arn:aws:iam::account-id:role',
        identitySource: 'method.request.header.Authorization',
        validationExpression: '^x-[a-z]+',
        resultTtlInSeconds: 60,
        providerArns: [],
      },
    ]);
    expect(unread).toEqual([]);
  });

  test('has request authorizers with several sources', () => {
    const identitySource =
      'method.request.header.HeaderAuth1, method.request.querystring.QueryString1';
    const { authorizers } = readScheme({
      type: 'apiKey',
      name: 'Unused',
      in: 'header',
      'x-amazon-apigateway-authorizer': { type: 'request', identitySource, authorizerUri: 'u' },
    });
    expect(authorizers[0]).toMatchObject({
      type: 'REQUEST',
      identitySource: 'method.request.header.HeaderAuth1,method.request.querystring.QueryString1',
    });
  });

  test('has user pools with the scopes of the operation', () => {
    const scheme = {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'cognito_user_pools',
      'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn:p'] },
    };
    const { route, authorizers } = readScheme(scheme, { scheme: ['write', 'read'] });
    expect(route).toMatchObject({
      authorizationType: 'COGNITO_USER_POOLS',
      authorizer: 'scheme',
      authorizationScopes: ['read', 'write'],
    });
    expect(authorizers).toMatchObject([{ type: 'COGNITO_USER_POOLS', providerArns: ['arn:p'] }]);
  });

  test.each(['awsSigv4', 'awssigv4'])('has IAM for the scheme type %s', (authtype) => {
    const scheme = { type: 'apiKey', name: 'Authorization', in: 'header' };
    const { route } = readScheme({ ...scheme, 'x-amazon-apigateway-authtype': authtype });
    expect(route).toMatchObject({ authorizationType: 'AWS_IAM' });
    expect(route).not.toHaveProperty('authorizer');
  });

  test.each(['AWS_IAM', 'aws_iam'])('has IAM for x-amazon-apigateway-auth %s', (type) => {
    const { route, unread } = readOperation({ 'x-amazon-apigateway-auth': { type } });
    expect(route.authorizationType).toBe('AWS_IAM');
    expect(unread).toEqual([]);
  });

  test('has API keys by the header x-api-key, beside an authorizer', () => {
    const { routes, unread } = readDocument({
      components: {
        securitySchemes: { token, key: { type: 'apiKey', name: 'X-API-Key', in: 'header' } },
      },
      paths: {
        '/both': { get: { security: [{ token: [] }, { key: [] }] } },
        '/together': { get: { security: [{ token: [], key: [] }] } },
        '/neither': { get: { security: [] } },
      },
    });
    const both = { authorizationType: 'CUSTOM', authorizer: 'token', apiKeyRequired: true };
    expect(routes).toMatchObject([
      both,
      { authorizationType: 'NONE', apiKeyRequired: false },
      both,
    ]);
    expect(unread).toEqual([]);
  });

  test.each([
    ['that API Gateway does not know', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }],
    ['that is an API key in another place', { type: 'apiKey', name: 'x-api-key', in: 'query' }],
  ])('has a scheme %s in unread', (_what, scheme) => {
    const { route, unread } = readScheme(scheme);
    expect(route.authorizationType).toBe('NONE');
    expect(unread).toEqual(['paths/~1a/get/security/scheme']);
  });

  test.each([
    ['IAM', [{ iam: [] }, { token: [] }], { authorizationType: 'AWS_IAM' }, 'token'],
    ['an authorizer', [{ token: [] }, { iam: [] }], { authorizer: 'token' }, 'iam'],
  ])('has the first authorization when it is %s', (_what, security, expected, other) => {
    const iam = { type: 'apiKey', 'x-amazon-apigateway-authtype': 'awsSigv4' };
    const components = { securitySchemes: { token, iam } };
    const { route, unread } = readOperation({ security }, { components });
    expect(route).toMatchObject(expected);
    expect('authorizer' in route).toBe(route.authorizationType === 'CUSTOM');
    expect(unread).toEqual([`paths/~1a/post/security/${other}`]);
  });

  test('has a scheme that is not there, and a second authorizer, in unread', () => {
    const components = { securitySchemes: { one: token, two: token } };
    const security = [{ one: [] }, { two: [] }, { three: [] }];
    const { route, unread } = readOperation({ security }, { components });
    expect(route.authorizer).toBe('one');
    expect(unread).toEqual(['paths/~1a/post/security/three', 'paths/~1a/post/security/two']);
  });

  // Recorded on AWS: localstack tests/aws/services/apigateway/test_apigateway_import.py::
  // TestApiGatewayImportRestApi::test_import_with_global_api_key_authorizer and
  // test_import_with_cognito_auth_identity_source.
  test('of an OpenAPI 3.0 document as a whole applies where an operation has none', () => {
    const pool = {
      type: 'apiKey',
      name: 'TestHeaderAuth',
      in: 'header',
      'x-amazon-apigateway-authtype': 'cognito_user_pools',
      'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['arn:p'] },
    };
    const { routes, unread } = readDocument({
      components: { securitySchemes: { main: pool, extra: pool } },
      security: [{ main: ['email'] }],
      paths: {
        '/default': { get: {} },
        '/no-scope': { get: { security: [{ main: [] }] } },
        '/open': { get: { security: [] } },
        '/other': { get: { security: [{ extra: ['email', 'openid'] }] } },
        '/override': { get: { security: [{ main: ['openid'] }] } },
      },
    });
    expect(
      routes.map((route) => [route.path, route.authorizer, route.authorizationScopes]),
    ).toEqual([
      ['/default', 'main', ['email']],
      ['/no-scope', 'main', []],
      ['/open', undefined, []],
      ['/other', 'extra', ['email', 'openid']],
      ['/override', 'main', ['openid']],
    ]);
    expect(unread).toEqual([]);
  });

  test('of an OpenAPI 3.0 document as a whole may be used by no operation', () => {
    const components = { securitySchemes: { token } };
    const { route, unread } = readOperation(
      { security: [] },
      { components, security: [{ token: ['a'] }] },
    );
    expect(route.authorizationType).toBe('NONE');
    expect(unread).toEqual([]);
  });

  test('of a document as a whole is in unread where it may not apply', () => {
    const { route, unread } = readOperation(
      {},
      {
        openapi: undefined,
        swagger: '2.0',
        securityDefinitions: { token },
        security: [{ token: [] }],
      },
    );
    expect(route.authorizationType).toBe('NONE');
    expect(unread).toEqual(['security']);
  });

  test('fails when an authorizer has no type', () => {
    const scheme = { type: 'apiKey', 'x-amazon-apigateway-authorizer': {} };
    expect(() => readScheme(scheme)).toThrow(/securitySchemes\/scheme\/.*: `type` is required/);
  });
});
