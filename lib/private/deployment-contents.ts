import { CfnResource } from 'aws-cdk-lib';
import type { CfnMethod, CfnStage, IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { identityOf } from './deployment-identity';

/** A resource as CloudFormation will see it, with every override applied. */
export interface RenderedResource {
  /** Type, such as `AWS::ApiGateway::Method`. */
  readonly type: string;
  /** Properties, tokens replaced by stable names. */
  readonly properties: Record<string, unknown>;
}

/** Types that a deployment takes a snapshot of. */
const CONTENT_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Authorizer',
]);

/** Resources that make up an API, wherever in the app they were declared. */
export function contentsOf(api: IRestApi): CfnResource[] {
  return resourcesOf(api, CONTENT_TYPES);
}

/** Methods of an API, wherever in the app they were declared. */
export function methodsOf(api: IRestApi): CfnMethod[] {
  return resourcesOf(api, new Set(['AWS::ApiGateway::Method'])) as CfnMethod[];
}

/** Stages of an API, wherever in the app they were declared. */
export function stagesOf(api: IRestApi): CfnStage[] {
  return resourcesOf(api, new Set(['AWS::ApiGateway::Stage'])) as CfnStage[];
}

/** Renders a resource with its overrides and without what CloudFormation keeps beside it. */
export function render(resource: CfnResource): RenderedResource {
  const fragment = identityOf(resource, resource._toCloudFormation()) as {
    readonly Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  };
  const [body] = Object.values(fragment.Resources);
  return {
    type: body?.Type ?? resource.cfnResourceType,
    properties: body?.Properties ?? {},
  };
}

function resourcesOf(api: IRestApi, types: ReadonlySet<string>): CfnResource[] {
  const id = JSON.stringify(identityOf(api, api.restApiId));
  return api.node.root.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .filter((resource) => types.has(resource.cfnResourceType))
    .filter((resource) => isApi(resource, api) || isPartOf(resource, api, id));
}

const isApi = (resource: CfnResource, api: IRestApi): boolean =>
  resource.cfnResourceType === 'AWS::ApiGateway::RestApi' &&
  (resource === api.node.defaultChild || resource.ref === api.restApiId);

function isPartOf(resource: CfnResource, api: IRestApi, id: string): boolean {
  const { restApiId } = resource as { readonly restApiId?: unknown };
  if (restApiId === api.restApiId) return true;
  const own = restApiId === undefined ? render(resource).properties['RestApiId'] : restApiId;
  return own !== undefined && JSON.stringify(identityOf(resource, own)) === id;
}
