import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as Fn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { newStack } from '../../_helpers/stacks';
import { readApp, readResources } from '../read-app';

function permission(properties: Record<string, unknown>) {
  const common = { Action: 'lambda:InvokeFunction', FunctionName: 'fn' };
  const P = { Type: 'AWS::Lambda::Permission', Properties: { ...common, ...properties } };
  return readResources({ P });
}

describe('permissions', () => {
  test('of the CDK are held for every method and its test', () => {
    const stack = newStack();
    const code = Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');
    const handler = new Fn(stack, 'Fn', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code,
    });
    new RestApi(stack, 'Api').root.addMethod('GET', new LambdaIntegration(handler));

    const { permissions, unread } = readApp(stack);
    const functionName = stack.resolve(handler.functionArn);
    expect(permissions).toHaveLength(2);
    expect(permissions[0]).toMatchObject({
      functionName,
      principal: 'apigateway.amazonaws.com',
      action: 'lambda:InvokeFunction',
      sourceArn: { 'Fn::Join': expect.anything() },
    });
    expect(unread).toEqual([]);
  });

  test.each([
    ['API Gateway', 'apigateway.amazonaws.com'],
    ['everybody', '*'],
    ['somebody known at deployment only', { 'Fn::Sub': 'apigateway.${AWS::URLSuffix}' }],
  ])('for %s are held', (_what, Principal) => {
    const { permissions } = permission({ Principal, SourceAccount: { Ref: 'AWS::AccountId' } });
    expect(permissions).toMatchObject([
      { principal: Principal, sourceAccount: { Ref: 'AWS::AccountId' } },
    ]);
  });

  test.each(['events.amazonaws.com', '111111111111', 'apigateway.example.com'])(
    'for %s are none of an API',
    (Principal) => {
      const { permissions, unread } = permission({ Principal, EventSourceToken: 'x' });
      expect([...permissions, ...unread]).toEqual([]);
    },
  );
});

test('VPC links of both versions are held', () => {
  const model = readResources({
    A: {
      Type: 'AWS::ApiGateway::VpcLink',
      Properties: { Name: 'a', Description: 'd', TargetArns: [{ Ref: 'Nlb' }] },
    },
    B: {
      Type: 'AWS::ApiGatewayV2::VpcLink',
      Properties: { Name: 'b', SubnetIds: ['s'], SecurityGroupIds: ['g'] },
    },
  });
  expect(model.vpcLinks).toMatchObject([
    { name: 'a', targets: [{ Ref: 'Nlb' }] },
    { name: 'b', targets: [], subnetIds: ['s'], securityGroupIds: ['g'] },
  ]);
  expect(model.unread).toEqual([]);
});

test('settings of the account are held', () => {
  const CloudWatchRoleArn = { 'Fn::GetAtt': ['Role', 'Arn'] };
  const model = readResources({
    A: { Type: 'AWS::ApiGateway::Account', Properties: { CloudWatchRoleArn } },
    B: { Type: 'AWS::ApiGateway::Account' },
  });
  expect(model.accounts).toEqual([
    { origin: { source: 'S', logicalId: 'A' }, cloudWatchRoleArn: CloudWatchRoleArn },
    { origin: { source: 'S', logicalId: 'B' } },
  ]);
});
