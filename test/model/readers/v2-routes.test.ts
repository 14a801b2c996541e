import type { CfnResource } from '../../../lib/model';
import { readResources } from '../read-app';

function v2(type: string, properties: Record<string, unknown>): CfnResource {
  return {
    Type: `AWS::ApiGatewayV2::${type}`,
    Properties: { ApiId: { Ref: 'Api' }, ...properties },
  };
}

function read(resources: Record<string, CfnResource>, ProtocolType = 'WEBSOCKET') {
  const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType } };
  const model = readResources({ Api, ...resources });
  return { api: model.v2Apis[0]!, unread: model.unread };
}

const I = v2('Integration', { IntegrationType: 'MOCK' });

describe('a route', () => {
  test.each([
    ['a Join', { 'Fn::Join': ['', ['integrations/', { Ref: 'I' }]] }],
    ['a Join by slashes', { 'Fn::Join': ['/', ['integrations', { Ref: 'I' }]] }],
    ['a Sub', { 'Fn::Sub': 'integrations/${I}' }],
    ['a Sub with the attribute', { 'Fn::Sub': 'integrations/${I.IntegrationId}' }],
  ])('finds its integration through %s', (_what, Target) => {
    const { api, unread } = read({ R: v2('Route', { RouteKey: 'a', Target }), I });
    expect(api.routes[0]!.integration).toMatchObject({ origin: { logicalId: 'I' }, type: 'MOCK' });
    expect(unread).toEqual([]);
  });

  test.each([
    ['a literal', 'integrations/abc'],
    ['a parameter', { 'Fn::Sub': 'integrations/${P}' }],
    ['another resource', { 'Fn::Sub': 'integrations/${Api}' }],
    ['nothing in front', { Ref: 'I' }],
    ['something behind', { 'Fn::Sub': 'integrations/${I}x' }],
  ])('has no integration, and a line in unread, with %s for target', (_what, Target) => {
    const { api, unread } = read({ R: v2('Route', { RouteKey: 'a', Target }), I });
    expect(api.routes[0]).not.toHaveProperty('integration');
    expect(unread).toMatchObject([{ property: 'Target' }]);
  });

  test('keeps what a WebSocket API says of it', () => {
    const { api } = read({
      R: v2('Route', {
        RouteKey: '$default',
        OperationName: 'op',
        ApiKeyRequired: true,
        AuthorizerId: 'external',
        ModelSelectionExpression: '$request.body.kind',
        RequestModels: { a: 'M' },
        RequestParameters: { 'route.request.querystring.q': { Required: true } },
      }),
    });
    expect(api.routes).toEqual([
      {
        origin: { source: 'S', logicalId: 'R' },
        routeKey: '$default',
        operationName: 'op',
        authorizationType: 'NONE',
        authorizer: 'external',
        authorizationScopes: [],
        apiKeyRequired: true,
        requestParameters: { 'route.request.querystring.q': true },
        modelSelectionExpression: '$request.body.kind',
        requestModels: { a: 'M' },
        responses: [],
      },
    ]);
  });

  test('of an API outside of the app tells its kind', () => {
    const route = (RouteKey: string) =>
      readResources({ R: v2('Route', { ApiId: 'abc', RouteKey }) }).v2Apis[0]!;
    expect(route('GET /a')).toMatchObject({ kind: 'HTTP', target: { value: 'abc' } });
    expect(route('$default').kind).toBe('HTTP');
    expect(route('$connect').kind).toBe('WEBSOCKET');
    expect(route('send').kind).toBe('WEBSOCKET');
  });

  test.each([
    ['a key', v2('Route', {}), /S\/X: `RouteKey` is required/],
    ['an API', v2('Route', { ApiId: null, RouteKey: 'a' }), /S\/X: `ApiId` is required/],
  ])('fails without %s', (_what, X, message) => {
    expect(() => read({ X })).toThrow(message);
  });
});

describe('an integration', () => {
  test('keeps all its settings', () => {
    const Target = { 'Fn::Sub': 'integrations/${I}' };
    const { api, unread } = read(
      {
        R: v2('Route', { RouteKey: 'GET /a', Target }),
        I: v2('Integration', {
          IntegrationType: 'AWS_PROXY',
          IntegrationSubtype: 'SQS-SendMessage',
          IntegrationMethod: 'POST',
          IntegrationUri: 'uri',
          CredentialsArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          ConnectionType: 'VPC_LINK',
          ConnectionId: { Ref: 'Link' },
          PayloadFormatVersion: '1.0',
          RequestParameters: { QueueUrl: { Ref: 'Queue' } },
          RequestTemplates: { a: 'b' },
          TemplateSelectionExpression: '$default',
          PassthroughBehavior: 'NEVER',
          ContentHandlingStrategy: 'CONVERT_TO_TEXT',
          TlsConfig: { ServerNameToVerify: 'a.test' },
          ResponseParameters: {
            200: { ResponseParameters: [{ Destination: 'append:header.a', Source: 'v' }] },
          },
        }),
      },
      'HTTP',
    );
    expect(api.routes[0]!.integration).toEqual({
      origin: { source: 'S', logicalId: 'I' },
      type: 'AWS_PROXY',
      subtype: 'SQS-SendMessage',
      method: 'POST',
      uri: 'uri',
      credentialsArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      connectionType: 'VPC_LINK',
      connectionId: { Ref: 'Link' },
      payloadFormatVersion: '1.0',
      timeoutInMillis: 30_000,
      requestParameters: { QueueUrl: { Ref: 'Queue' } },
      requestTemplates: { a: 'b' },
      templateSelectionExpression: '$default',
      passthroughBehavior: 'NEVER',
      contentHandlingStrategy: 'CONVERT_TO_TEXT',
      tlsConfig: { serverNameToVerify: 'a.test' },
      responseParameters: { 200: { 'append:header.a': 'v' } },
      responses: [],
    });
    expect(unread).toEqual([]);
  });

  test('has the responses of a WebSocket API', () => {
    const { api } = read({
      A: v2('IntegrationResponse', {
        IntegrationId: { Ref: 'I' },
        IntegrationResponseKey: '/2\\d\\d/',
        ResponseTemplates: { a: 'b' },
        ContentHandlingStrategy: 'CONVERT_TO_TEXT',
      }),
      R: v2('Route', { RouteKey: 'a', Target: { 'Fn::Sub': 'integrations/${I}' } }),
      I,
      B: v2('IntegrationResponse', {
        IntegrationId: { Ref: 'I' },
        IntegrationResponseKey: '$default',
      }),
    });
    expect(api.routes[0]!.integration!.responses).toMatchObject([
      { key: '$default', responseTemplates: {}, responseParameters: {} },
      {
        key: '/2\\d\\d/',
        responseTemplates: { a: 'b' },
        contentHandlingStrategy: 'CONVERT_TO_TEXT',
      },
    ]);
  });
});
