import type { CfnResource, CfnTemplate } from '../lib/model';

/** A response template as people write it. */
const RESPONSE = '{"id": "$input.params(\'id\')", "stage": "$context.stage", "ok": true}';

const MOCK = {
  Type: 'MOCK',
  RequestTemplates: { 'application/json': '{"statusCode": 200}' },
  IntegrationResponses: [
    { StatusCode: '200', ResponseTemplates: { 'application/json': RESPONSE } },
  ],
};

const LAMBDA = {
  Type: 'AWS_PROXY',
  IntegrationHttpMethod: 'POST',
  Uri: {
    'Fn::Sub':
      'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations',
  },
};

/** An API of so many routes `/r{n}/{id}`: all MOCK but the first, which calls a function. */
export function apiTemplate(routes: number): CfnTemplate {
  const resources: Record<string, CfnResource> = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'bench' } },
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: '' } },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Fn' },
        Principal: 'apigateway.amazonaws.com',
      },
    },
  };
  for (let route = 0; route < routes; route += 1) addRoute(resources, route);
  const methods = Array.from({ length: routes }, (_, route) => `Method${route}`);
  resources['Deployment'] = {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: { Ref: 'Api' } },
    DependsOn: methods,
  };
  resources['Stage'] = {
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      RestApiId: { Ref: 'Api' },
      DeploymentId: { Ref: 'Deployment' },
      StageName: 'prod',
    },
  };
  return { Resources: resources };
}

function addRoute(resources: Record<string, CfnResource>, route: number): void {
  const RestApiId = { Ref: 'Api' };
  const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
  resources[`Folder${route}`] = {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId, ParentId: root, PathPart: `r${route}` },
  };
  resources[`Item${route}`] = {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId, ParentId: { Ref: `Folder${route}` }, PathPart: '{id}' },
  };
  resources[`Method${route}`] = {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId,
      ResourceId: { Ref: `Item${route}` },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: route === 0 ? LAMBDA : MOCK,
      MethodResponses: [{ StatusCode: '200' }],
    },
  };
}
