import type { CfnResource, CfnTemplate } from '../../lib/model';

/** Resources of an API with one MOCK method `GET /pets` and the stage `prod`. */
export function petsApi(properties: object = {}): Record<string, CfnResource> {
  const RestApiId = { Ref: 'Api' };
  return {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'pets', ...properties } },
    Pets: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: {
        RestApiId,
        ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        PathPart: 'pets',
      },
    },
    Get: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId,
        ResourceId: { Ref: 'Pets' },
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        Integration: {
          Type: 'MOCK',
          RequestTemplates: { 'application/json': '{"statusCode": 200}' },
          IntegrationResponses: [
            {
              StatusCode: '200',
              ResponseTemplates: { 'application/json': '{"path": "$context.path"}' },
            },
          ],
        },
        MethodResponses: [{ StatusCode: '200' }],
      },
    },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId },
      DependsOn: ['Get'],
    },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod' },
    },
  };
}

/** A template as it is deployed. */
export function source(resources: Record<string, CfnResource>): {
  readonly name: string;
  readonly template: CfnTemplate;
} {
  return { name: 'Shop', template: { Resources: resources } };
}
