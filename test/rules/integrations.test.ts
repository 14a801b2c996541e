import { HTTP, judgedMethod } from './_judged';

const LAMBDA = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111111111111:function:orders';
const ROLE = 'arn:aws:iam::111111111111:role/orders';
const SQS = 'arn:aws:apigateway:eu-west-1:sqs:path/111111111111/orders';

const aws = (uri: unknown, others = {}) => ({
  ...{ Type: 'AWS', IntegrationHttpMethod: 'POST', Uri: uri },
  ...others,
});
const proxy = (uri: unknown, others = {}) => aws(uri, { Type: 'AWS_PROXY', ...others });

const refusalsOf = (...given: Parameters<typeof judgedMethod>) =>
  judgedMethod(...given).map(({ refusal }) => refusal);

describe('cache keys', () => {
  const keyed = (key: unknown, others = {}) => ({ ...HTTP, CacheKeyParameters: [key], ...others });
  const declaring = (name: string) => ({ RequestParameters: { [name]: false } });

  test.each([
    ['method.request.querystring.page', 'method.request.querystring.page'],
    ['method.request.path.id', 'method.request.path.id'],
    ['method.request.header.x-tenant', 'method.request.header.X-Tenant'],
    ['method.request.multivaluequerystring.page', 'method.request.querystring.page'],
    ['method.request.multivalueheader.accept', 'method.request.header.Accept'],
  ])('may be %s, where the method declares %s', (key, name) => {
    expect(judgedMethod(keyed(key), declaring(name))).toEqual([]);
  });

  test('may be what the integration maps', () => {
    const key = 'integration.request.header.x-body';
    const RequestParameters = { [key]: 'method.request.body.id' };
    expect(judgedMethod(keyed(key, { RequestParameters }))).toEqual([]);
  });

  test('are not judged where only the deployment knows them', () => {
    expect(judgedMethod(keyed({ Ref: 'Key' }))).toEqual([]);
  });

  test.each(['method.request.querystring.Page', 'integration.request.header.x', 'page'])(
    'may not be %s',
    (key) => {
      const declared = declaring('method.request.querystring.page');
      expect(refusalsOf(keyed(key), declared)).toEqual(['Invalid cache key parameter specified']);
    },
  );
});

describe('credentials', () => {
  test.each([
    ROLE,
    'arn:aws:iam::*:user/*',
    'arn:aws-cn:iam::111111111111:role/orders',
    '${stageVariables.role}',
    'arn:aws:iam::111111111111:role/${stageVariables.role}',
    { 'Fn::GetAtt': ['Role', 'Arn'] },
    '{{resolve:ssm:/orders/role}}',
    { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/orders' },
    { 'Fn::Sub': '${Prefix}:role/orders' },
  ])('may be %j', (credentials) => {
    expect(judgedMethod(aws(SQS, { Credentials: credentials }))).toEqual([]);
  });

  test.each([{ Type: 'MOCK' }, HTTP, aws(SQS), proxy(`${LAMBDA}/${FUNCTION}/invocations`)])(
    'may not be a name: %j',
    (integration) => {
      expect(refusalsOf({ ...integration, Credentials: 'orders' })).toEqual([
        'Invalid ARN specified in the request',
      ]);
    },
  );
});

describe('a service', () => {
  test.each([
    `${LAMBDA}/${FUNCTION}/invocations`,
    'arn:aws:apigateway:eu-west-1:${stageVariables.service}:path/orders',
    { 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:${Service}:path/orders' },
    { 'Fn::GetAtt': ['Stack', 'Outputs.Uri'] },
  ])('is called without a role: %j', (uri) => {
    expect(judgedMethod(aws(uri))).toEqual([]);
  });

  test.each([
    SQS,
    'arn:aws:apigateway:eu-west-1:orders.s3:path/key',
    { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution' },
  ])('needs a role: %j', (uri) => {
    expect(refusalsOf(aws(uri))).toEqual(['Role ARN must be specified for AWS integrations']);
  });

  test('that is a proxy integration needs none that was ever recorded', () => {
    expect(judgedMethod(proxy('arn:aws:apigateway:eu-west-1:firehose:action/PutRecord'))).toEqual(
      [],
    );
  });
});

describe('a function', () => {
  test.each([
    FUNCTION,
    `${FUNCTION}:live`,
    `${FUNCTION}:\${stageVariables.alias}`,
    'arn:aws-us-gov:lambda:us-gov-west-1:111111111111:function:orders',
    '${stageVariables.function}',
    'orders-${stageVariables.alias}',
  ])('is called as %s', (name) => {
    expect(judgedMethod(proxy(`${LAMBDA}/${name}/invocations`))).toEqual([]);
    expect(judgedMethod(proxy(`${LAMBDA}/${name}/response-streaming-invocations`))).toEqual([]);
  });

  test('is called by an ARN that only the deployment knows', () => {
    const Uri = { 'Fn::Join': ['', [`${LAMBDA}/`, { Ref: 'Name' }, '/invocations']] };
    expect(judgedMethod(proxy(Uri))).toEqual([]);
  });

  test.each(['orders', '111111111111:function:orders', `${LAMBDA}/${FUNCTION}/invocations`])(
    'is not called as %s',
    (name) => {
      expect(refusalsOf(proxy(`${LAMBDA}/${name}/invocations`))).toEqual([
        'Invalid function ARN or invalid uri',
      ]);
    },
  );

  test('is called by a verb', () => {
    const { IntegrationHttpMethod: _verb, ...wrong } = proxy(`${LAMBDA}/${FUNCTION}/invocations`);
    expect(refusalsOf(wrong)).toEqual(['Enumeration value for HttpMethod must be non-empty']);
  });
});

describe('a private integration', () => {
  const linked = (others: object) => ({ ...HTTP, ConnectionType: 'VPC_LINK', ...others });

  test.each(['a1b2c3', '${stageVariables.link}', { Ref: 'Link' }])('has the link %j', (link) => {
    expect(judgedMethod(linked({ ConnectionId: link }))).toEqual([]);
  });

  test('needs a link, and a URI', () => {
    expect(refusalsOf(linked({}))).toEqual([
      'ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK',
    ]);
    expect(refusalsOf(linked({ ConnectionId: 'a1b2c3', Uri: undefined }))).toEqual([
      'Invalid integration URI specified',
    ]);
  });

  test('is no other integration without a URI', () => {
    expect(refusalsOf({ ...HTTP, Uri: undefined })).toEqual([
      'Invalid HTTP endpoint specified for URI',
    ]);
  });
});
