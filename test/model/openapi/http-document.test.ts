import { routeKey } from '../../../lib/model';
import { readResources } from '../read-app';

type Json = Record<string, unknown>;

function read(document: Json, properties: Json = {}) {
  const Body = { openapi: '3.0.1', paths: {}, ...document };
  const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body, ...properties } };
  const model = readResources({ Api });
  const unread = model.unread.map(({ property }) => property.replace(/^Body\//, ''));
  return { ...model.v2Apis[0]!, unread };
}

const integration = { type: 'http_proxy', uri: 'https://a.test', payloadFormatVersion: '1.0' };

describe('the document of an HTTP API', () => {
  test('has routes, with $default for what no other takes', () => {
    const { routes, kind, unread } = read({
      paths: {
        '/orders/{id}': {
          get: { operationId: 'getOrder', 'x-amazon-apigateway-integration': integration },
          'x-amazon-apigateway-any-method': {},
        },
        '/$default': { 'x-amazon-apigateway-any-method': { isDefaultRoute: true } },
      },
    });
    expect(kind).toBe('HTTP');
    expect(routes.map(routeKey)).toEqual(['$default', 'ANY /orders/{id}', 'GET /orders/{id}']);
    expect(routes[2]).toEqual({
      origin: {
        source: 'S',
        logicalId: 'Api',
        pointer: '/Body/paths/~1orders~1{id}/get',
      },
      routeKey: 'GET /orders/{id}',
      operationName: 'getOrder',
      authorizationType: 'NONE',
      authorizationScopes: [],
      apiKeyRequired: false,
      requestParameters: {},
      requestModels: {},
      integration: {
        origin: expect.anything(),
        type: 'HTTP_PROXY',
        uri: 'https://a.test',
        payloadFormatVersion: '1.0',
        connectionType: 'INTERNET',
        timeoutInMillis: 30_000,
        requestParameters: {},
        requestTemplates: {},
        responseParameters: {},
        responses: [],
      },
      responses: [],
    });
    expect(unread).toEqual([]);
  });

  test('has integrations in full, which may be referred to', () => {
    const { routes, unread } = read({
      paths: {
        '/a': {
          post: {
            'x-amazon-apigateway-integration': {
              $ref: '#/components/x-amazon-apigateway-integrations/queue',
            },
          },
        },
      },
      components: {
        'x-amazon-apigateway-integrations': {
          queue: {
            type: 'aws_proxy',
            integrationSubtype: 'SQS-SendMessage',
            httpMethod: 'post',
            credentials: { 'Fn::GetAtt': ['Role', 'Arn'] },
            connectionType: 'VPC_LINK',
            connectionId: { Ref: 'Link' },
            timeoutInMillis: '500',
            requestParameters: { QueueUrl: { Ref: 'Queue' } },
            responseParameters: {
              200: { 'append:header.a': 'v' },
              '5xx': { 'overwrite:statuscode': 503 },
            },
            tlsConfig: { serverNameToVerify: 'a.test' },
          },
        },
      },
    });
    expect(routes[0]!.integration).toMatchObject({
      type: 'AWS_PROXY',
      subtype: 'SQS-SendMessage',
      method: 'POST',
      credentialsArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      connectionType: 'VPC_LINK',
      connectionId: { Ref: 'Link' },
      timeoutInMillis: 500,
      requestParameters: { QueueUrl: { Ref: 'Queue' } },
      responseParameters: {
        200: { 'append:header.a': 'v' },
        '5xx': { 'overwrite:statuscode': '503' },
      },
      tlsConfig: { serverNameToVerify: 'a.test' },
    });
    expect(unread).toEqual([]);
  });

  test('has settings of the API, over the properties but for the name', () => {
    const document = {
      info: { title: 'titled', description: 'described', version: '1' },
      'x-amazon-apigateway-cors': {
        allowOrigins: ['https://a.test'],
        allowMethods: ['GET'],
        allowHeaders: ['a'],
        exposeHeaders: ['b'],
        maxAge: '60',
        allowCredentials: true,
      },
      servers: [
        {
          url: 'https://a.test',
          'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true },
        },
      ],
    };
    const expected = {
      description: 'described',
      disableExecuteApiEndpoint: true,
      cors: {
        allowOrigins: ['https://a.test'],
        allowMethods: ['GET'],
        allowHeaders: ['a'],
        exposeHeaders: ['b'],
        maxAge: 60,
        allowCredentials: true,
      },
      unread: [],
    };
    expect(read(document)).toMatchObject({ ...expected, name: 'titled' });
    const properties = { Name: 'named', Description: 'other', DisableExecuteApiEndpoint: false };
    expect(read(document, properties)).toMatchObject({ ...expected, name: 'named' });
  });

  test('has its base path by the property', () => {
    const paths = { '/a': { get: {} }, '/$default': { get: {} } };
    const servers = [{ url: 'https://a.test/v1/x' }];
    const keys = (BasePath?: string) =>
      read({ paths, servers }, BasePath ? { BasePath } : {}).routes.map(routeKey);
    expect(keys()).toEqual(['$default', 'GET /a']);
    expect(keys('prepend')).toEqual(['$default', 'GET /v1/x/a']);
    expect(keys('split')).toEqual(['$default', 'GET /x/a']);
  });
});

describe('authorizers of the document of an HTTP API', () => {
  const secured = (scheme: Json, security: unknown = [{ scheme: ['write', 'read'] }]) =>
    read({
      paths: { '/a': { get: { security } } },
      components: { securitySchemes: { scheme } },
    });

  // The examples of the extension's page.
  test('may be JWT authorizers that tell their issuer', () => {
    const { routes, authorizers, unread } = secured({
      type: 'oauth2',
      'x-amazon-apigateway-authorizer': {
        type: 'jwt',
        jwtConfiguration: {
          issuer: 'https://cognito-idp.region.amazonaws.com/userPoolId',
          audience: ['audience1', 'audience2'],
        },
        identitySource: '$request.header.Authorization',
      },
    });
    expect(authorizers).toMatchObject([
      {
        name: 'scheme',
        type: 'JWT',
        identitySource: ['$request.header.Authorization'],
        jwt: {
          issuer: 'https://cognito-idp.region.amazonaws.com/userPoolId',
          audience: ['audience1', 'audience2'],
        },
      },
    ]);
    expect(routes).toMatchObject([
      { authorizationType: 'JWT', authorizer: 'scheme', authorizationScopes: ['read', 'write'] },
    ]);
    expect(unread).toEqual([]);
  });

  test('may be JWT authorizers that leave the issuer to be found', () => {
    const issuer = 'https://cognito-idp.region.amazonaws.com/userPoolId';
    const { authorizers, unread } = secured({
      type: 'openIdConnect',
      openIdConnectUrl: `${issuer}/.well-known/openid-configuration`,
      'x-amazon-apigateway-authorizer': { type: 'jwt', jwtConfiguration: { audience: ['a'] } },
    });
    expect(authorizers[0]!.jwt).toEqual({ issuer, audience: ['a'] });
    expect(unread).toEqual([]);
  });

  test('may be functions', () => {
    const { routes, authorizers, unread } = secured({
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authorizer': {
        type: 'request',
        identitySource: '$request.header.Authorization, $request.querystring.a',
        authorizerUri: 'uri',
        authorizerPayloadFormatVersion: '2.0',
        authorizerResultTtlInSeconds: 300,
        enableSimpleResponses: true,
      },
    });
    expect(routes).toMatchObject([{ authorizationType: 'CUSTOM', authorizer: 'scheme' }]);
    expect(authorizers).toMatchObject([
      {
        type: 'REQUEST',
        uri: 'uri',
        identitySource: ['$request.header.Authorization', '$request.querystring.a'],
        payloadFormatVersion: '2.0',
        resultTtlInSeconds: 300,
        enableSimpleResponses: true,
      },
    ]);
    expect(unread).toEqual([]);
  });

  test('may be IAM', () => {
    const scheme = { type: 'apiKey', 'x-amazon-apigateway-authtype': 'awsSigv4' };
    const [route] = secured(scheme, [{ scheme: [] }]).routes;
    expect(route).toMatchObject({ authorizationType: 'AWS_IAM' });
    expect(route).not.toHaveProperty('authorizer');
  });

  test.each([
    ['a scheme that is not known', { type: 'http', scheme: 'bearer' }, [{ scheme: [] }]],
    ['a scheme that is not there', {}, [{ other: [] }]],
    [
      'two authorizers',
      { 'x-amazon-apigateway-authtype': 'awsSigv4' },
      [{ scheme: [] }, { scheme: [] }],
    ],
  ])('with %s are in unread', (_what, scheme, security) => {
    expect(secured(scheme, security).unread).toContain('paths/~1a/get/security');
  });
});
