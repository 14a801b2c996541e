import type { BackendNames, BackendScript, CaseRequest } from './_calls';
import type { CaseOutcome, DeployedTemplate } from './_driver';
import { deployTemplate, send } from './_driver';

/** URI of the Lambda function `Fn`, which the API may call. */
export const FUNCTION_URI =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:Fn/invocations';

/** What an API of one method is made of. */
export interface OneMethod {
  /** `Integration` of the method. */
  readonly integration: Readonly<Record<string, unknown>>;
  /** @default 'things' */
  readonly pathPart?: string;
  readonly binaryMediaTypes?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly authorizationType?: string;
  readonly backends?: BackendNames;
  readonly scripts?: Readonly<Record<string, BackendScript>>;
}

/** A deployed API of one method, `ANY /things`. */
export interface DeployedMethod extends DeployedTemplate {
  /** Calls the method; without a path at its own. */
  call(request?: Partial<CaseRequest>): Promise<CaseOutcome>;
}

/** Deploys an API of one method on the stage `prod`. */
export function deployMethod(given: OneMethod): DeployedMethod {
  const pathPart = given.pathPart ?? 'things';
  const deployed = deployTemplate(
    given.backends ?? { functions: { Fn: 'canned' }, http: { 'https://backend.test': 'canned' } },
    { Resources: { ...resources(given, pathPart) } },
  );
  deployed.backends.start(given.scripts ?? {});
  const gateway = deployed.stages.get('prod');
  if (gateway === undefined) throw new Error('the stage is missing');
  return {
    ...deployed,
    call: (request = {}) =>
      send(gateway, 'prod', { method: 'GET', path: `/${pathPart}`, ...request }),
  };
}

/** One for each status of an integration response. */
function methodResponses(integrationResponses: unknown): { StatusCode: string }[] {
  const responses = (integrationResponses ?? []) as readonly { StatusCode: string }[];
  const statuses = new Set(['200', ...responses.map(({ StatusCode }) => StatusCode)]);
  return [...statuses].map((StatusCode) => ({ StatusCode }));
}

function resources(given: OneMethod, PathPart: string) {
  const RestApiId = { Ref: 'Api' };
  return {
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Name: 'one-method',
        ...(given.binaryMediaTypes && { BinaryMediaTypes: [...given.binaryMediaTypes] }),
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] as [string, string] },
      },
    },
    Things: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart },
    },
    ThingsAny: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId,
        ResourceId: { Ref: 'Things' },
        HttpMethod: 'ANY',
        AuthorizationType: given.authorizationType ?? 'NONE',
        Integration: given.integration,
        MethodResponses: methodResponses(given.integration['IntegrationResponses']),
      },
    },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId,
        DeploymentId: { Ref: 'Deployment' },
        StageName: 'prod',
        ...(given.variables && { Variables: given.variables }),
      },
    },
  };
}

/** Headers that a backend received, their names in lower case. */
export function receivedHeaders({ backends }: DeployedTemplate): Readonly<Record<string, string>> {
  const headers = backends.requests.at(-1)?.request.headers ?? [];
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}
