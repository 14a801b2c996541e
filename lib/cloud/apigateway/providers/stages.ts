import type { JsonObject } from '../../../model/value';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { patchStage } from '../registry/stage-patch';
import { changeStage, createStage, type StageChange } from '../registry/stages';
import { cloudFormationTags, requiredText, textOf, writtenTags } from './provider-context';
import { refuseSingle } from './single-resource';
import { type StageBefore, stageOperations } from './stage-operations';

/**
 * Stages of REST APIs.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function stageProviders(registry: Registry): Record<string, ResourceProvider> {
  return {
    'AWS::ApiGateway::Stage': {
      replaceOn: ['RestApiId', 'StageName'],
      create: (context) => {
        refuseSingle(registry, context);
        const { properties } = context;
        const api = registry.restApi(requiredText(context, 'RestApiId'));
        const stageName = requiredText(context, 'StageName');
        const deploymentId = textOf(properties, 'DeploymentId');
        const changeStage = tagged(context, stageChange(api, properties));
        createStage(registry, api, { stageName, deploymentId, changeStage });
        return { physicalId: stageName };
      },
      update: (context) => {
        refuseSingle(registry, context);
        const { properties, previous, physicalId } = context;
        const api = registry.restApi(requiredText(context, 'RestApiId'));
        const stage = registry.stage(api.id, physicalId);
        const before = { properties: previous, state: stage.state };
        changeStage(registry, stage, tagged(context, stageChange(api, properties, before)));
        return { physicalId };
      },
      delete: ({ properties, physicalId }) => {
        registry.restApis.get(textOf(properties, 'RestApiId') ?? '')?.stages.delete(physicalId);
      },
    },
  };
}

/** The tags of CloudFormation are on the stage, whatever else is changed. */
function tagged(context: ResourceContext, change: StageChange): StageChange {
  return (stage) => {
    const changed = change(stage);
    return { ...changed, tags: { ...changed.tags, ...cloudFormationTags(context) } };
  };
}

/** What the properties of a stage, or of a `StageDescription`, do to it. */
export function stageChange(
  api: RestApi,
  properties: JsonObject,
  before?: StageBefore,
): StageChange {
  const world = { hasDeployment: (id: string) => api.deployments.has(id) };
  const operations = stageOperations(properties, before);
  return (stage) => ({
    ...patchStage(stage, operations, world),
    tags: properties['Tags'] === undefined ? stage.tags : writtenTags(properties),
  });
}
