import { Duration } from 'aws-cdk-lib';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpJwtAuthorizer,
  WebSocketLambdaAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  HttpLambdaIntegration,
  HttpUrlIntegration,
  WebSocketLambdaIntegration,
  WebSocketMockIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as Fn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type CfnResource, routeKey } from '../../../lib/model';
import { newStack } from '../../_helpers/stacks';
import { readApp, readResources } from '../read-app';

function v2(type: string, properties: Record<string, unknown>): CfnResource {
  return {
    Type: `AWS::ApiGatewayV2::${type}`,
    Properties: { ApiId: { Ref: 'Api' }, ...properties },
  };
}

function readApi(properties: Record<string, unknown>, resources: Record<string, CfnResource> = {}) {
  const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: properties };
  const model = readResources({ Api, ...resources });
  return { api: model.v2Apis[0]!, unread: model.unread };
}

function handler(stack: ReturnType<typeof newStack>): Fn {
  const code = Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');
  return new Fn(stack, 'Fn', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code });
}

describe('an HttpApi of the CDK', () => {
  test('has routes, integrations, an authorizer, CORS and its default stage', () => {
    const stack = newStack();
    const fn = handler(stack);
    const api = new HttpApi(stack, 'Api', {
      corsPreflight: {
        allowOrigins: ['https://a.test'],
        allowMethods: [CorsHttpMethod.GET],
        maxAge: Duration.hours(1),
        allowCredentials: true,
      },
    });
    api.addRoutes({
      path: '/orders/{id}',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('Orders', fn, { timeout: Duration.seconds(3) }),
      authorizer: new HttpJwtAuthorizer('Jwt', 'https://issuer.test', { jwtAudience: ['web'] }),
      authorizationScopes: ['write', 'read'],
    });
    api.addRoutes({
      path: '/{proxy+}',
      integration: new HttpUrlIntegration('Url', 'https://b.test'),
    });

    const { v2Apis, unread } = readApp(stack);
    const read = v2Apis[0]!;
    expect(read).toMatchObject({
      kind: 'HTTP',
      name: 'Api',
      disableExecuteApiEndpoint: false,
      cors: {
        allowOrigins: ['https://a.test'],
        allowMethods: ['GET'],
        maxAge: 3600,
        allowCredentials: true,
      },
      stages: [{ name: '$default', autoDeploy: true, variables: {}, defaultRouteSettings: {} }],
      authorizers: [
        {
          name: 'Jwt',
          type: 'JWT',
          identitySource: ['$request.header.Authorization'],
          jwt: { issuer: 'https://issuer.test', audience: ['web'] },
        },
      ],
    });
    expect(read.routes.map(routeKey)).toEqual(['ANY /{proxy+}', 'GET /orders/{id}']);
    expect(read.routes[1]).toMatchObject({
      authorizationType: 'JWT',
      authorizer: 'Jwt',
      authorizationScopes: ['read', 'write'],
      apiKeyRequired: false,
      integration: {
        type: 'AWS_PROXY',
        uri: stack.resolve(fn.functionArn),
        payloadFormatVersion: '2.0',
        timeoutInMillis: 3000,
        connectionType: 'INTERNET',
        responses: [],
      },
    });
    expect(read.routes[0]!.integration).toMatchObject({
      type: 'HTTP_PROXY',
      uri: 'https://b.test',
      timeoutInMillis: 30_000,
    });
    expect(unread).toEqual([]);
  });
});

describe('a WebSocketApi of the CDK', () => {
  test('has routes with responses, an authorizer and a stage', () => {
    const stack = newStack();
    const api = new WebSocketApi(stack, 'Api', {
      connectRouteOptions: {
        integration: new WebSocketLambdaIntegration('Connect', handler(stack)),
        authorizer: new WebSocketLambdaAuthorizer(
          'Auth',
          handler(newStack('Other', stack.node.root as never)),
          {
            identitySource: ['route.request.header.Token'],
          },
        ),
      },
    });
    api.addRoute('send', {
      integration: new WebSocketMockIntegration('Mock'),
      returnResponse: true,
    });
    new WebSocketStage(stack, 'Dev', { webSocketApi: api, stageName: 'dev', autoDeploy: true });

    const read = readApp(stack).v2Apis[0]!;
    expect(read).toMatchObject({
      kind: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.action',
      authorizers: [
        { name: 'Auth', type: 'REQUEST', identitySource: ['route.request.header.Token'] },
      ],
      stages: [{ name: 'dev', autoDeploy: true }],
      routes: [
        { routeKey: '$connect', authorizationType: 'CUSTOM', authorizer: 'Auth', responses: [] },
        {
          routeKey: 'send',
          routeResponseSelectionExpression: '$default',
          integration: { type: 'MOCK', timeoutInMillis: 29_000 },
          responses: [{ responseKey: '$default' }],
        },
      ],
    });
  });
});

describe('an Api resource', () => {
  test('has the defaults that API Gateway documents', () => {
    expect(readApi({ Name: 'a', ProtocolType: 'HTTP' })).toEqual({
      api: {
        kind: 'HTTP',
        origin: { source: 'S', logicalId: 'Api' },
        target: { kind: 'resource', id: { source: 'S', logicalId: 'Api' } },
        name: 'a',
        disableExecuteApiEndpoint: false,
        routes: [],
        authorizers: [],
        stages: [],
        deployments: [],
        models: [],
      },
      unread: [],
    });
  });

  test('keeps its settings', () => {
    const { api, unread } = readApi({
      ProtocolType: 'WEBSOCKET',
      Description: { Ref: 'P' },
      ApiKeySelectionExpression: '$request.header.x-api-key',
      DisableExecuteApiEndpoint: 'true',
      DisableSchemaValidation: true,
      IpAddressType: 'dualstack',
      Version: '1',
      Colour: 'red',
    });
    expect(api).toMatchObject({
      description: { Ref: 'P' },
      apiKeySelectionExpression: '$request.header.x-api-key',
      disableExecuteApiEndpoint: true,
      disableSchemaValidation: true,
      ipAddressType: 'dualstack',
    });
    expect(unread.map(({ property }) => property)).toEqual(['Colour']);
  });

  test('of an unknown protocol is read as HTTP and is in unread', () => {
    const { api, unread } = readApi({ ProtocolType: { Ref: 'P' } });
    expect(api.kind).toBe('HTTP');
    expect(unread).toMatchObject([{ property: 'ProtocolType' }]);
  });

  test.each([
    ['a function', { 'Fn::GetAtt': ['Fn', 'Arn'] }, undefined, '$default', 'AWS_PROXY', '2.0'],
    ['the ARN of a function', 'arn:aws:lambda:x', undefined, '$default', 'AWS_PROXY', '2.0'],
    ['a URL', 'https://a.test', 'GET /a', 'GET /a', 'HTTP_PROXY', '1.0'],
  ])('is created quickly with %s', (_what, Target, RouteKey, key, type, payloadFormatVersion) => {
    const { api, unread } = readApi({ ProtocolType: 'HTTP', Target, RouteKey });
    expect(api.routes).toMatchObject([
      {
        origin: { logicalId: 'Api', pointer: '/Target' },
        routeKey: key,
        authorizationType: 'NONE',
        integration: { type, uri: Target, payloadFormatVersion },
      },
    ]);
    expect(api.stages).toMatchObject([{ name: '$default', autoDeploy: true }]);
    expect(unread).toEqual([]);
  });
});

describe('parts of an API of version 2', () => {
  test('a Lambda authorizer has its payload and cache settings', () => {
    const { api } = readApi(
      { ProtocolType: 'HTTP' },
      {
        A: v2('Authorizer', {
          Name: 'a',
          AuthorizerType: 'REQUEST',
          AuthorizerUri: { 'Fn::Sub': 'uri' },
          AuthorizerPayloadFormatVersion: '2.0',
          EnableSimpleResponses: true,
          AuthorizerResultTtlInSeconds: 0,
          AuthorizerCredentialsArn: 'role',
          IdentitySource: ['$request.header.A'],
          IdentityValidationExpression: 'x',
        }),
      },
    );
    expect(api.authorizers).toEqual([
      {
        origin: { source: 'S', logicalId: 'A' },
        name: 'a',
        type: 'REQUEST',
        uri: { 'Fn::Sub': 'uri' },
        identitySource: ['$request.header.A'],
        identityValidationExpression: 'x',
        payloadFormatVersion: '2.0',
        enableSimpleResponses: true,
        resultTtlInSeconds: 0,
        credentialsArn: 'role',
      },
    ]);
  });

  test('a model keeps its schema', () => {
    const Schema = { type: 'object', origin: 'kept' };
    const { api } = readApi({}, { M: v2('Model', { Name: 'm', ContentType: 'a/b', Schema }) });
    expect(api.models).toMatchObject([{ name: 'm', contentType: 'a/b', schema: Schema }]);
  });

  test.each(['ApiGatewayManagedOverrides', 'RoutingRule', 'PortalProduct'])(
    'a %s is in unread',
    (type) => {
      const { unread } = readApi({}, { X: v2(type, {}) });
      expect(unread).toMatchObject([{ origin: { logicalId: 'X' }, property: '' }]);
    },
  );
});
