import { judged, judgedMethod } from './_judged';

const scoped = (properties: Record<string, unknown>) => judgedMethod({ Type: 'MOCK' }, properties);

describe('authorization scopes', () => {
  test.each([
    [{ AuthorizationType: 'COGNITO_USER_POOLS', AuthorizationScopes: ['orders/write'] }],
    [{ AuthorizationType: 'CUSTOM', AuthorizationScopes: [] }],
    [{ AuthorizationType: { Ref: 'Type' }, AuthorizationScopes: ['orders/write'] }],
    [{ AuthorizationType: 'NONE', AuthorizationScopes: { Ref: 'Scopes' } }],
  ])('are allowed with %j', (properties) => {
    expect(scoped(properties)).toEqual([]);
  });

  test.each(['NONE', 'AWS_IAM', 'CUSTOM'])('are refused with %s', (AuthorizationType) => {
    const violations = scoped({ AuthorizationType, AuthorizationScopes: ['orders/write'] });
    expect(violations.map(({ code }) => code)).toEqual(['AuthorizationScopes']);
  });

  test('are not judged in a document, of which no refusal was recorded', () => {
    const integration = { type: 'mock' };
    const get = {
      ...{ responses: {}, security: [{ lambda: ['orders/write'] }] },
      'x-amazon-apigateway-integration': integration,
    };
    const lambda = {
      ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: 'token',
        authorizerUri:
          'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:auth/invocations',
      },
    };
    const Body = {
      ...{ swagger: '2.0', info: { title: 'api', version: '1' } },
      ...{ securityDefinitions: { lambda }, paths: { '/': { get } } },
    };
    expect(judged({ Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } } })).toEqual([]);
  });
});
