import { Cloud } from '../../lib/cloud';
import { petsApi, source } from './_templates';

test('what was deployed and is not run is listed once, by type or by name', async () => {
  const cloud = new Cloud({ ignoreUnsupported: ['AWS::ApiGatewayV2::RoutingRule', 'Http'] });
  const Rule = { Type: 'AWS::ApiGatewayV2::RoutingRule', Properties: {} };
  const Http = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
  await cloud.deploy({ sources: [source({ ...petsApi(), Rule, Http })] });
  expect(cloud.ignored).toEqual([
    {
      path: 'Shop/Rule',
      reason: expect.stringMatching(/domain names lead by their mappings here/),
    },
    { path: 'Shop/Http', reason: expect.stringMatching(/it runs REST APIs/) },
  ]);
  await cloud.close();
});

test('what was deployed and has no effect is listed, and nothing that has one', async () => {
  const cloud = new Cloud();
  const trust = { Version: '2012-10-17', Statement: [] };
  await cloud.deploy({
    sources: [
      source({
        ...petsApi(),
        Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
        Policy: {
          Type: 'AWS::IAM::Policy',
          Properties: { PolicyName: 'p', PolicyDocument: trust, Roles: [{ Ref: 'Role' }] },
        },
        Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
        Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
      }),
    ],
  });
  expect(cloud.ignored).toEqual([
    { path: 'Shop/Queue', reason: 'AWS::SQS::Queue has no behaviour here' },
  ]);
  await cloud.close();
});
