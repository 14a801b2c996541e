import type { CfnResource } from '../../../lib/model';
import { readResources } from '../read-app';

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

describe('stages of an API of version 2', () => {
  test('keep their deployment, variables, logs and settings of routes', () => {
    const { api, unread } = readApi(
      {},
      {
        D: v2('Deployment', { StageName: 'dev', Description: 'd' }),
        St: v2('Stage', {
          StageName: 'dev',
          DeploymentId: { Ref: 'D' },
          StageVariables: { a: { Ref: 'P' } },
          AccessLogSettings: { DestinationArn: 'arn', Format: 'f' },
          DefaultRouteSettings: { ThrottlingRateLimit: 1, LoggingLevel: 'INFO' },
          RouteSettings: {
            'GET /a': {
              ThrottlingBurstLimit: 2,
              DetailedMetricsEnabled: true,
              DataTraceEnabled: false,
            },
          },
          AccessPolicyId: 'reserved',
        }),
      },
    );
    expect(api.deployments).toEqual([
      { origin: { source: 'S', logicalId: 'D' }, stageName: 'dev' },
    ]);
    expect(api.stages).toEqual([
      {
        origin: { source: 'S', logicalId: 'St' },
        name: 'dev',
        autoDeploy: false,
        deployment: { kind: 'resource', id: { source: 'S', logicalId: 'D' } },
        variables: { a: { Ref: 'P' } },
        accessLog: { destinationArn: 'arn', format: 'f' },
        defaultRouteSettings: { rateLimit: 1, loggingLevel: 'INFO' },
        routeSettings: {
          'GET /a': { burstLimit: 2, detailedMetricsEnabled: true, dataTraceEnabled: false },
        },
      },
    ]);
    expect(unread.map(({ property }) => property)).toEqual(['AccessPolicyId']);
  });
});
