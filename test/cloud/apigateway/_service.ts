import { ApiGatewayService, type ApiGatewayServiceOptions } from '../../../lib/cloud/apigateway';
import type { Backends } from '../../../lib/gateway';
import { compileIntegration } from '../../../lib/gateway/integration';
import type { CfnTemplate } from '../../../lib/model';
import { TestStack } from './_deploy';

const NO_BACKEND = (): never => {
  throw new Error('no test of this folder calls a backend');
};

export const NO_BACKENDS: Backends = {
  lambda: NO_BACKEND,
  http: NO_BACKEND,
  vpcLink: NO_BACKEND,
  service: NO_BACKEND,
};

export const START = Date.parse('2026-01-01T00:00:00Z');

/** An API Gateway with a clock that stands still until it is moved. */
export function testService(options: Partial<ApiGatewayServiceOptions> = {}) {
  const clock = { time: START, now: () => clock.time };
  const service = new ApiGatewayService({
    accountId: '123456789012',
    region: 'eu-west-1',
    clock,
    backends: NO_BACKENDS,
    compileIntegration,
    ...options,
  });
  return { service, clock, stack: new TestStack(service) };
}

type Resources = NonNullable<CfnTemplate['Resources']>;

const API = { Ref: 'Api' };

/** A method of a MOCK that answers with a text. */
export function mockMethod(text: string, properties: Record<string, unknown> = {}) {
  return {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: API,
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'MOCK',
        RequestTemplates: { 'application/json': '{"statusCode": 200}' },
        IntegrationResponses: [
          { StatusCode: '200', ResponseTemplates: { 'application/json': text } },
        ],
      },
      MethodResponses: [{ StatusCode: '200' }],
      ...properties,
    },
  };
}

/** A deployment of the API with the method `Get`. */
export function deployment(properties: Record<string, unknown> = {}) {
  return {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: API, ...properties },
    DependsOn: ['Get'],
  };
}

/** A stage `dev` on the deployment of a logical id. */
export function stage(deploymentId: string, properties: Record<string, unknown> = {}) {
  return {
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      RestApiId: API,
      DeploymentId: { Ref: deploymentId },
      StageName: 'dev',
      ...properties,
    },
  };
}

/** An API of one method, deployed to a stage `dev`; resources given replace or add to its own. */
export function petStore(resources: Resources = {}): CfnTemplate {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'pets' } },
      Get: mockMethod('one'),
      First: deployment(),
      Stage: stage('First'),
      ...resources,
    },
  };
}

/** Sends a GET to a stage and gives the body. */
export async function body(
  service: ApiGatewayService,
  restApiId: string,
  stageName = 'dev',
  path = '/',
): Promise<string> {
  const answer = await service.stage(restApiId, stageName).gateway.handle({
    method: 'GET',
    path,
    fullPath: `/${stageName}${path}`,
    query: '',
    headers: [],
    body: new Uint8Array(),
    source: { ip: '203.0.113.1' },
    domainName: `${restApiId}.execute-api.eu-west-1.amazonaws.com`,
    protocol: 'HTTP/1.1',
  });
  return Buffer.from(answer.body as Uint8Array).toString();
}
