import { type CfnTemplate, readApiModel } from '../../lib/model';
import { checkModel, type Violation } from '../../lib/rules';

type Properties = Record<string, unknown>;

const API = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } };
const RestApiId = { Ref: 'Api' };

/** What an HTTP integration needs. */
export const HTTP = { Type: 'HTTP_PROXY', IntegrationHttpMethod: 'GET', Uri: 'https://a.test' };

/** What the rules say of a method with an integration. */
export function judgedMethod(integration: Properties, properties: Properties = {}): Violation[] {
  return judged({
    Method: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        ...{ RestApiId, ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] } },
        ...{ HttpMethod: 'GET', AuthorizationType: 'NONE', Integration: integration },
        ...properties,
      },
    },
  });
}

/** What the rules say of a stage. */
export function judgedStage(properties: Properties): Violation[] {
  const stage = { RestApiId, StageName: 'prod', ...properties };
  return judged({ Stage: { Type: 'AWS::ApiGateway::Stage', Properties: stage } });
}

/** What the rules say of resources beside an API. */
export function judged(resources: NonNullable<CfnTemplate['Resources']>): Violation[] {
  const template = { Resources: { Api: API, ...resources } };
  return checkModel(readApiModel([{ name: 'Stack', template }]));
}
