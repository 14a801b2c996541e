import type { Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  type CfnMethod,
  CognitoUserPoolsAuthorizer,
  Cors,
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  PassthroughBehavior,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as Fn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { routeKey } from '../../../lib/model';
import { newStack } from '../../_helpers/stacks';
import { part, ROOT, readApp, readResources, withApi } from '../read-app';

function handler(stack: Stack, id = 'Handler'): Fn {
  const code = Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');
  return new Fn(stack, id, { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code });
}

function readMethod(properties: Record<string, unknown>) {
  const method = part('Method', { ResourceId: ROOT, HttpMethod: 'GET', ...properties });
  const model = readResources(withApi({ M: method }));
  return { route: model.restApis[0]!.routes[0]!, unread: model.unread };
}

describe('methods of a RestApi of the CDK', () => {
  test('have their paths, verbs and preflights', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', {
      defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS },
    });
    const orders = api.root.addResource('orders');
    orders.addMethod('GET', new MockIntegration());
    orders.addResource('{id}').addProxy({ defaultIntegration: new MockIntegration() });

    const { restApis, unread } = readApp(stack);
    expect(restApis[0]!.routes.map(routeKey)).toEqual([
      'OPTIONS /',
      'GET /orders',
      'OPTIONS /orders',
      'OPTIONS /orders/{id}',
      'ANY /orders/{id}/{proxy+}',
      'OPTIONS /orders/{id}/{proxy+}',
    ]);
    expect(unread).toEqual([]);
  });

  test('have all their settings', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const model = api.addModel('Order', { schema: { type: 'object' as never } });
    api.root.addMethod(
      'POST',
      new HttpIntegration('https://backend.test/{id}', {
        proxy: false,
        httpMethod: 'PUT',
        options: {
          passthroughBehavior: PassthroughBehavior.NEVER,
          cacheKeyParameters: ['method.request.querystring.q'],
          requestParameters: { 'integration.request.path.id': 'method.request.querystring.q' },
          requestTemplates: { 'application/json': '{}' },
          integrationResponses: [
            { statusCode: '404', selectionPattern: '404' },
            { statusCode: '200', responseTemplates: { 'application/json': 'ok' } },
          ],
        },
      }),
      {
        authorizationType: AuthorizationType.IAM,
        apiKeyRequired: true,
        operationName: 'createOrder',
        requestModels: { 'application/json': model },
        requestParameters: { 'method.request.querystring.q': true },
        requestValidatorOptions: { validateRequestBody: true },
        methodResponses: [
          {
            statusCode: '200',
            responseModels: { 'application/json': model },
            responseParameters: { 'method.response.header.X': true },
          },
        ],
      },
    );

    const { restApis, unread } = readApp(stack);
    const name = restApis[0]!.models[0]!.name;
    const { origin, ...route } = restApis[0]!.routes[0]!;
    expect(origin.logicalId).toMatch(/^ApiPOST/);
    expect(route).toEqual({
      path: '/',
      method: 'POST',
      operationName: 'createOrder',
      authorizationType: 'AWS_IAM',
      authorizationScopes: [],
      apiKeyRequired: true,
      requestParameters: { 'method.request.querystring.q': true },
      requestModels: { 'application/json': name },
      validation: { body: true, parameters: false },
      integration: {
        type: 'HTTP',
        uri: 'https://backend.test/{id}',
        httpMethod: 'PUT',
        connectionType: 'INTERNET',
        passthroughBehavior: 'NEVER',
        timeoutInMillis: 29_000,
        responseTransferMode: 'BUFFERED',
        requestParameters: { 'integration.request.path.id': 'method.request.querystring.q' },
        requestTemplates: { 'application/json': '{}' },
        cacheKeyParameters: ['method.request.querystring.q'],
        responses: [
          {
            statusCode: '200',
            responseParameters: {},
            responseTemplates: { 'application/json': 'ok' },
          },
          {
            statusCode: '404',
            selectionPattern: '404',
            responseParameters: {},
            responseTemplates: {},
          },
        ],
      },
      responses: [
        {
          statusCode: '200',
          models: { 'application/json': name },
          parameters: { 'method.response.header.X': true },
        },
      ],
    });
    expect(unread).toEqual([]);
  });

  test('name their authorizer', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const identitySources = ['method.request.header.A'];
    const lambda = new RequestAuthorizer(stack, 'Lambda', {
      handler: handler(stack),
      identitySources,
    });
    const pool = new CognitoUserPoolsAuthorizer(stack, 'Pool', {
      cognitoUserPools: [new UserPool(stack, 'Users')],
    });
    api.root.addMethod('GET', new MockIntegration(), { authorizer: lambda });
    api.root.addMethod('PUT', new MockIntegration(), {
      authorizer: pool,
      authorizationScopes: ['write', 'read'],
    });

    const { routes, authorizers } = readApp(stack).restApis[0]!;
    const [poolName, lambdaName] = authorizers
      .toSorted((a, b) => String(a.type).localeCompare(String(b.type)))
      .map(({ name }) => name);
    expect(routes).toMatchObject([
      { method: 'GET', authorizationType: 'CUSTOM', authorizer: lambdaName },
      {
        method: 'PUT',
        authorizationType: 'COGNITO_USER_POOLS',
        authorizer: poolName,
        authorizationScopes: ['read', 'write'],
      },
    ]);
  });

  test('keep the URI of a function as it stands', () => {
    const stack = newStack();
    const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
    const method = api.root.addMethod('GET', new LambdaIntegration(handler(stack)));
    const written = (method.node.defaultChild as CfnMethod)
      .integration as CfnMethod.IntegrationProperty;

    const { integration } = readApp(stack).restApis[0]!.routes[0]!;
    expect(integration!.uri).toEqual(stack.resolve(written.uri));
    expect(integration).toMatchObject({ type: 'AWS_PROXY', httpMethod: 'POST' });
  });
});

describe('a Method resource', () => {
  test('has the defaults that API Gateway documents', () => {
    const { route } = readMethod({ HttpMethod: 'get', Integration: { Type: 'MOCK' } });
    expect(route).toMatchObject({
      method: 'GET',
      authorizationType: 'NONE',
      authorizationScopes: [],
      apiKeyRequired: false,
      requestParameters: {},
      requestModels: {},
      responses: [],
      integration: { passthroughBehavior: 'WHEN_NO_MATCH', timeoutInMillis: 29_000 },
    });
    expect(route).not.toHaveProperty('validation');
    expect(route).not.toHaveProperty('authorizer');
  });

  test('keeps intrinsics and reads literals as CloudFormation coerces them', () => {
    const { route, unread } = readMethod({
      AuthorizationType: { 'Fn::If': ['Open', 'NONE', 'AWS_IAM'] },
      ApiKeyRequired: 'true',
      AuthorizationScopes: { 'Fn::Split': [',', 'a,b'] },
      RequestParameters: {
        'method.request.header.A': 'false',
        'method.request.header.B': { Ref: 'P' },
      },
      Integration: { Type: 'MOCK', TimeoutInMillis: '50', CacheNamespace: 7 },
      MethodResponses: [{ StatusCode: 200 }],
    });
    expect(route).toMatchObject({
      authorizationType: { 'Fn::If': ['Open', 'NONE', 'AWS_IAM'] },
      apiKeyRequired: true,
      authorizationScopes: [{ 'Fn::Split': [',', 'a,b'] }],
      requestParameters: {
        'method.request.header.A': false,
        'method.request.header.B': { Ref: 'P' },
      },
      integration: { timeoutInMillis: 50, cacheNamespace: '7' },
      responses: [{ statusCode: '200' }],
    });
    expect(unread).toEqual([]);
  });

  test('takes an empty selection pattern for the default response', () => {
    const responses = [{ StatusCode: '200', SelectionPattern: '' }];
    const { route } = readMethod({
      Integration: { Type: 'MOCK', IntegrationResponses: responses },
    });
    expect(route.integration!.responses[0]).not.toHaveProperty('selectionPattern');
  });

  test.each([
    ['an authorizer', { AuthorizerId: 'abc' }, 'abc'],
    ['an authorizer of a parameter', { AuthorizerId: { Ref: 'P' } }, { Ref: 'P' }],
  ])('says of %s outside of the app what the template says', (_what, properties, expected) => {
    expect(readMethod(properties).route.authorizer).toEqual(expected);
  });

  test.each([
    ['a validator outside of the app', { RequestValidatorId: 'abc' }, 'RequestValidatorId'],
    ['a map that deployment makes', { RequestParameters: { 'Fn::If': [] } }, 'RequestParameters'],
    ['an integration that deployment makes', { Integration: { 'Fn::If': [] } }, 'Integration'],
    ['a member nobody knows', { Integration: { Type: 'MOCK', Speed: 9 } }, 'Integration/Speed'],
    ['a response that is no object', { MethodResponses: ['200'] }, 'MethodResponses/0'],
    ['responses that are no list', { MethodResponses: {} }, 'MethodResponses'],
    ['a flag that is none', { ApiKeyRequired: 'yes' }, 'ApiKeyRequired'],
    [
      'a name in need of escape',
      { RequestModels: { 'a/b~c': 7, 'd/e': [] } },
      'RequestModels/d~1e',
    ],
  ])('has %s in unread', (_what, properties, property) => {
    expect(readMethod(properties).unread.map((line) => line.property)).toEqual([property]);
  });

  test('is left out when its verb is known at deployment only', () => {
    const { route, unread } = readMethod({ HttpMethod: { Ref: 'Verb' } });
    expect(route).toBeUndefined();
    expect(unread).toMatchObject([{ property: 'HttpMethod' }]);
  });

  test.each([
    ['its API', { RestApiId: null }, /MissingProperty at S\/M: `RestApiId` is required/],
    ['its resource', { ResourceId: null }, /MissingProperty at S\/M: `ResourceId` is required/],
    ['its verb', { HttpMethod: null }, /MissingProperty at S\/M: `HttpMethod` is required/],
    [
      'the type of its integration',
      { Integration: {} },
      /at S\/M\/Integration: `Type` is required/,
    ],
  ])('fails without %s', (_what, properties, message) => {
    expect(() => readMethod(properties)).toThrow(message);
  });

  test('fails when the path has one of its verb', () => {
    const method = part('Method', { ResourceId: ROOT, HttpMethod: 'GET' });
    expect(() => readResources(withApi({ A: method, B: method }))).toThrow(
      'DuplicateRoute at S/B: GET / may be declared once in an API, got: S/A and S/B; take one of them away',
    );
  });

  test('may have a twin when conditions choose between them', () => {
    const method = part('Method', { ResourceId: ROOT, HttpMethod: 'GET' });
    const model = readResources(
      withApi({ A: { ...method, Condition: 'IsA' }, B: { ...method, Condition: 'IsB' } }),
    );
    expect(model.restApis[0]!.routes.map(({ origin }) => origin.logicalId)).toEqual(['A']);
    expect(model.unread).toMatchObject([{ origin: { logicalId: 'B' }, property: '' }]);
  });
});
