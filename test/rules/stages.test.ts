import { judged, judgedStage } from './_judged';

const codesOf = (properties: Record<string, unknown>) =>
  judgedStage(properties).map(({ code }) => code);

describe('the name of a stage', () => {
  test.each(['prod', 'v1_2', 'blue-green', '-', 'x'.repeat(128), { Ref: 'Name' }])(
    'may be %j',
    (StageName) => {
      expect(codesOf({ StageName })).toEqual([]);
    },
  );

  test.each(['bad stage', '$default', 'v1.0', 'a/b', 'größe', 'x'.repeat(129)])(
    'may not be %j',
    (StageName) => {
      expect(codesOf({ StageName })).toEqual(['StageName']);
    },
  );

  test('is judged where a deployment makes the stage', () => {
    const Properties = { RestApiId: { Ref: 'Api' }, StageName: '$default' };
    const violations = judged({
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties },
    });
    expect(violations.map(({ refusal }) => refusal)).toEqual(['Stage name only allows a-zA-Z0-9_']);
  });
});

describe('stage variables', () => {
  test.each([
    'ok value with spaces, dots. and:colons/x?y=z',
    'a-b_c~d#e&f',
    '{{resolve:ssm:/color}}',
    { Ref: 'Value' },
  ])('may hold %j', (value) => {
    expect(codesOf({ Variables: { color: value } })).toEqual([]);
  });

  test.each(['on!', '$LATEST', 'a\nb', 'a\tb', 'ä', 'a(b)', '', 'x'.repeat(513)])(
    'may not hold %j',
    (value) => {
      expect(codesOf({ Variables: { color: value } })).toEqual(['StageVariables']);
    },
  );
});

describe('an access log', () => {
  const LOGS = 'arn:aws:logs:eu-west-1:111111111111:log-group:logs';
  const logged = (change: Record<string, unknown>) =>
    codesOf({
      AccessLogSetting: { DestinationArn: LOGS, Format: '$context.requestId', ...change },
    });

  test.each([
    '$context.requestId',
    '$context.status $context.extendedRequestId',
    '{"id":"$context.requestId"}\n',
    '{{resolve:ssm:/format}}',
    { Ref: 'Format' },
    { 'Fn::Join': ['', ['$context.status ', { Ref: 'More' }]] },
  ])('has the format %j', (Format) => {
    expect(logged({ Format })).toEqual([]);
  });

  test.each(['$context.status', '$context.requestTime', '$context.requestId\n$context.status'])(
    'does not have the format %j',
    (Format) => {
      expect(logged({ Format })).toEqual(['AccessLog']);
    },
  );

  const streamed = (name: string) =>
    `arn:aws:firehose:eu-west-1:111111111111:deliverystream/${name}`;

  test.each([
    LOGS,
    'arn:aws-cn:logs:cn-north-1:111111111111:log-group:logs:*',
    streamed('amazon-apigateway-logs'),
    { 'Fn::GetAtt': ['Logs', 'Arn'] },
    { 'Fn::Sub': 'arn:${AWS::Partition}:${Service}:eu-west-1:111111111111:logs' },
    { 'Fn::Sub': streamed('amazon-${Name}') },
    { 'Fn::Sub': streamed('amazon-apigateway-${Name}') },
    { 'Fn::Sub': streamed('${Name}') },
  ])('goes to %j', (DestinationArn) => {
    expect(logged({ DestinationArn })).toEqual([]);
  });

  test.each([
    'arn:aws:sns:eu-west-1:111111111111:logs',
    { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::logs-${AWS::AccountId}' },
    streamed('logs'),
    { 'Fn::Sub': streamed('logs-${Name}') },
    { 'Fn::Sub': 'arn:aws:firehose:eu-west-1:${AWS::AccountId}:deliverystream/logs' },
  ])('does not go to %j', (DestinationArn) => {
    expect(logged({ DestinationArn })).toEqual(['AccessLog']);
  });
});

describe('answers', () => {
  const cached = (CacheTtlInSeconds: unknown) =>
    codesOf({ MethodSettings: [{ CacheTtlInSeconds }] });

  test.each([0, 300, 3600, '3600', { Ref: 'Ttl' }])('are cached for %j seconds', (ttl) => {
    expect(cached(ttl)).toEqual([]);
  });

  test.each([3601, '7200'])('are not cached for %j seconds', (ttl) => {
    expect(cached(ttl)).toEqual(['CacheTtl']);
  });
});
