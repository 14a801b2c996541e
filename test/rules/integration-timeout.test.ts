import { Cloud } from '../../lib/cloud';
import { type CfnTemplate, readApiModel } from '../../lib/model';
import { LIMITS } from '../../lib/private/limits';
import { checkModel } from '../../lib/rules';

function template(endpoint: string, integration: Record<string, unknown>): CfnTemplate {
  const RestApiId = { Ref: 'Api' };
  return {
    Resources: {
      Api: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: { Name: 'api', EndpointConfiguration: { Types: [endpoint] } },
      },
      Get: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          ...{ RestApiId, ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] } },
          ...{ HttpMethod: 'GET', AuthorizationType: 'NONE' },
          Integration: {
            ...{ Type: 'HTTP_PROXY', IntegrationHttpMethod: 'GET', Uri: 'https://example.com' },
            ...integration,
          },
        },
      },
    },
  };
}

function refusals(of: CfnTemplate, integrationTimeoutMs: number = LIMITS.integrationTimeoutMs) {
  const model = readApiModel([{ name: 'Stack', template: of }]);
  return checkModel(model, { ...LIMITS, integrationTimeoutMs }).map(({ code, refusal }) => [
    code,
    refusal,
  ]);
}

// "50 milliseconds – 29 seconds for all integration types"; "for Regional and private APIs, you can
// raise the limit" (quotas for REST APIs); a stream takes 15 minutes at most.
test.each([
  ['EDGE', { TimeoutInMillis: 50 }, []],
  ['EDGE', { TimeoutInMillis: 29_000 }, []],
  ['EDGE', { TimeoutInMillis: 49 }, 'Timeout should be between 50 ms and 29000 ms'],
  ['EDGE', { TimeoutInMillis: 29_001 }, 'Timeout should be between 50 ms and 29000 ms'],
  ['REGIONAL', { TimeoutInMillis: 49 }, 'Timeout should be between 50 ms and 29000 ms'],
  ['REGIONAL', { TimeoutInMillis: 60_000 }, undefined],
  ['REGIONAL', { TimeoutInMillis: 900_000, ResponseTransferMode: 'STREAM' }, []],
  ['REGIONAL', { TimeoutInMillis: 900_001, ResponseTransferMode: 'STREAM' }, undefined],
  ['REGIONAL', { TimeoutInMillis: { Ref: 'Time' } }, []],
])('%s %j', (endpoint, integration, refusal) => {
  const expected = Array.isArray(refusal) ? [] : [['IntegrationTimeout', refusal]];
  expect(refusals(template(endpoint, integration))).toEqual(expected);
});

test('a raised quota counts, but not for an edge-optimized API', () => {
  const minute = { TimeoutInMillis: 60_000 };
  expect(refusals(template('REGIONAL', minute), 120_000)).toEqual([]);
  expect(refusals(template('PRIVATE', minute), 120_000)).not.toContainEqual([
    'IntegrationTimeout',
    expect.anything(),
  ]);
  expect(refusals(template('EDGE', minute), 120_000)).toHaveLength(1);
});

test('whether the account has a raised quota is not for the local gateway to say', async () => {
  const minute = { TimeoutInMillis: 60_000 };
  const cloud = new Cloud();
  const regional = { name: 'Regional', template: template('REGIONAL', minute) };
  const edge = { name: 'Edge', template: template('EDGE', minute) };
  await cloud.deploy({ sources: [regional] });
  await expect(cloud.deploy({ sources: [regional, edge] })).rejects.toThrow(
    'Timeout should be between 50 ms and 29000 ms',
  );
  await cloud.close();
});
