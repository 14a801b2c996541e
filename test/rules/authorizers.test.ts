import { findingsOf, findingsOfDocument, part } from './_findings';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:auth';
const URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;

function findings(properties: Record<string, unknown>) {
  const token = {
    ...{ Name: 'auth', Type: 'TOKEN', AuthorizerUri: URI },
    IdentitySource: 'method.request.header.Authorization',
  };
  return findingsOf(part('Authorizer', { ...token, ...properties }));
}

const REQUEST = { Type: 'REQUEST' };

describe('an authorizer', () => {
  test.each([0, 300, 3600, '3600', { Ref: 'Given' }])('may keep answers for %j seconds', (ttl) => {
    expect(findings({ AuthorizerResultTtlInSeconds: ttl })).toEqual([]);
  });

  test.each([-1, 3601])('fails to keep answers for %d seconds', (ttl) => {
    expect(findings({ AuthorizerResultTtlInSeconds: ttl })).toEqual([
      [
        'Authorizer',
        'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.',
      ],
    ]);
  });

  // Partitions and their regions are of the AWS general reference; stage variables of the
  // developer guide.
  test.each([
    URI,
    URI.replace('path/2015', 'path//2015'),
    'arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:123456789012:function:f/invocations',
    'arn:aws-us-gov:apigateway:us-gov-west-1:lambda:path/2015-03-31/functions/arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f/invocations',
    URI.replace(FUNCTION, '${stageVariables.fn}'),
    URI.replace('function:auth', 'function:${stageVariables.fn}'),
    URI.replace('function:auth', 'function:auth:live'),
    { Ref: 'Given' },
    { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:${Given}' },
    { 'Fn::Join': ['', [URI.slice(0, 30), { Ref: 'Given' }, '/invocations']] },
    '{{resolve:ssm:/auth/uri}}',
    URI.replace(FUNCTION, '{{resolve:ssm:/auth/arn}}'),
  ])('may have the URI %j', (uri) => {
    expect(findings({ AuthorizerUri: uri })).toEqual([]);
  });

  test.each([
    FUNCTION,
    'https://example.com',
    URI.replace(':lambda:path', ':sqs:path'),
    { 'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:auth' },
  ])('fails with the URI %j', (uri) => {
    const refusal = expect.stringMatching(
      /^Invalid Authorizer URI: .*Lambda function invocation\.$/,
    );
    expect(findings({ AuthorizerUri: uri })).toEqual([['Authorizer', refusal]]);
  });

  test('of user pools has one at least', () => {
    const pools = { Type: 'COGNITO_USER_POOLS', AuthorizerUri: undefined };
    expect(findings({ ...pools, ProviderARNs: [{ Ref: 'Given' }] })).toEqual([]);
    expect(findings({ ...pools, ProviderARNs: { 'Fn::Split': [',', { Ref: 'Given' }] } })).toEqual(
      [],
    );
    expect(findings(pools)).toEqual([['Authorizer', 'ProviderARNs cannot be empty']]);
    expect(findings({ ...pools, ProviderARNs: [] })).toHaveLength(1);
  });

  test.each([
    'method.request.header.X-My.Token_1',
    { Ref: 'Given' },
    { 'Fn::Sub': 'method.request.header.${Given}' },
  ])('may take its token from %j', (source) => {
    expect(findings({ IdentitySource: source })).toEqual([]);
  });

  test.each(['context.identity.sourceIp', 'Authorization', 'method.request.header.'])(
    'fails to take its token from %s',
    (source) => {
      const refusal = expect.stringContaining(
        `Invalid token source expression: ${source}. The source`,
      );
      expect(findings({ IdentitySource: source })).toEqual([['Authorizer', refusal]]);
    },
  );

  test.each([
    undefined,
    '',
    'method.request.header.Auth',
    'method.request.header.Auth, method.request.querystring.key, stageVariables.a, context.identity.sourceIp',
    { 'Fn::Join': [',', ['method.request.header.Auth', { Ref: 'Given' }]] },
  ])('may be asked by %j', (source) => {
    expect(findings({ ...REQUEST, IdentitySource: source })).toEqual([]);
  });

  test.each([
    'method.request.header.Auth,header.Auth',
    'method.request.path.id',
    { 'Fn::Join': [',', ['header.Auth', { Ref: 'Given' }]] },
  ])('fails to be asked by %j', (source) => {
    const refusal = expect.stringMatching(/^Invalid request identity source expression: /);
    expect(findings({ ...REQUEST, IdentitySource: source })).toEqual([['Authorizer', refusal]]);
  });
});

describe('an authorizer of a document', () => {
  function ofScheme(scheme: Record<string, unknown>, authorizer: Record<string, unknown>) {
    const extension = { type: 'token', authorizerUri: URI, ...authorizer };
    const auth = { type: 'apiKey', ...scheme, 'x-amazon-apigateway-authorizer': extension };
    return findingsOfDocument({ components: { securitySchemes: { auth } } });
  }

  test('takes its token from the header that the scheme names', () => {
    expect(ofScheme({ name: 'Auth', in: 'header' }, {})).toEqual([]);
    expect(ofScheme({ name: 'auth', in: 'query' }, {})).toEqual([
      ['Authorizer', expect.stringContaining('method.request.querystring.auth. The source')],
    ]);
  });

  test('is judged like one of a template', () => {
    const scheme = { name: 'Auth', in: 'header' };
    const never = { authorizerResultTtlInSeconds: 0 };
    expect(ofScheme({ ...scheme, name: 'Unused' }, { ...never, type: 'request' })).toEqual([]);
    expect(ofScheme(scheme, { type: 'cognito_user_pools', providerARNs: ['arn'] })).toEqual([]);
    expect(ofScheme(scheme, { authorizerResultTtlInSeconds: 3601 })).toHaveLength(1);
    expect(ofScheme(scheme, { authorizerUri: FUNCTION })).toHaveLength(1);
  });
});
