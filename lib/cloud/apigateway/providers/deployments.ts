import { compact, type JsonObject } from '../../../model/value';
import { sameJson } from '../../cloudformation/json-value';
import type {
  ResourceContext,
  ResourceProvider,
  UpdateContext,
} from '../../cloudformation/provider';
import { createDeployment, type DeploymentInput, deleteDeployment } from '../registry/deployments';
import type { Registry } from '../registry/registry';
import type { RestApi } from '../registry/rest-api';
import { changeStage, createStage, type StageChange } from '../registry/stages';
import { badRequest } from '../service-error';
import { flagOf, numberOf, requiredText, sectionOf, textOf, textsOf } from './provider-context';
import { refuseSingle } from './single-resource';
import { stageChange } from './stages';

/**
 * Deployments of REST APIs, which may make or move a stage themselves.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
 */
export function deploymentProviders(registry: Registry): Record<string, ResourceProvider> {
  return {
    'AWS::ApiGateway::Deployment': {
      replaceOn: ['DeploymentCanarySettings', 'RestApiId'],
      create: (context) => {
        refuseSingle(registry, context);
        const api = registry.restApi(requiredText(context, 'RestApiId'));
        const id = context.ids.lowerAlphanumeric(6);
        createDeployment(registry, api, { id, ...inputOf(api, context) });
        return { physicalId: id, attributes: { DeploymentId: id } };
      },
      update: (context) => {
        refuseSingle(registry, context);
        const { physicalId } = context;
        const api = registry.restApi(requiredText(context, 'RestApiId'));
        describe(registry, api, context);
        updateStage(registry, api, context);
        return { physicalId, attributes: { DeploymentId: physicalId } };
      },
      delete: ({ properties, physicalId }) => {
        const api = registry.restApis.get(textOf(properties, 'RestApiId') ?? '');
        if (api === undefined) return;
        removeOwnStage(api, textOf(properties, 'StageName'), physicalId);
        deleteDeployment(api, physicalId);
      },
    },
  };
}

function inputOf(api: RestApi, { properties }: ResourceContext): Omit<DeploymentInput, 'id'> {
  const stageName = textOf(properties, 'StageName');
  const settings = sectionOf(properties, 'StageDescription');
  if (settings !== undefined && stageName !== undefined && api.stages.has(stageName)) {
    throw badRequest(
      'StageDescription cannot be specified when stage referenced by StageName already exists',
    );
  }
  const canary = sectionOf(properties, 'DeploymentCanarySettings');
  return {
    description: textOf(properties, 'Description'),
    stageName,
    changeStage: settings && describedStage(api, settings),
    canarySettings: canary && canarySettingsOf(canary),
    ofTemplate: true,
  };
}

/** A `StageDescription` says settings of all methods beside those of single ones. */
function describedStage(api: RestApi, settings: JsonObject): StageChange {
  const single = settings['MethodSettings'];
  const all = { ...settings, ResourcePath: '/*', HttpMethod: '*' };
  const methods = [all, ...(Array.isArray(single) ? single : [])];
  return stageChange(api, { ...settings, MethodSettings: methods });
}

function canarySettingsOf(canary: JsonObject): NonNullable<DeploymentInput['canarySettings']> {
  return compact({
    percentTraffic: numberOf(canary, 'PercentTraffic'),
    useStageCache:
      canary['UseStageCache'] === undefined ? undefined : flagOf(canary, 'UseStageCache'),
    stageVariableOverrides:
      canary['StageVariableOverrides'] === undefined
        ? undefined
        : textsOf(canary, 'StageVariableOverrides'),
  });
}

function describe(
  registry: Registry,
  api: RestApi,
  { properties, physicalId }: UpdateContext,
): void {
  const description = textOf(properties, 'Description');
  const deployment = registry.deployment(api.id, physicalId);
  if (description !== undefined) deployment.description = description;
}

function updateStage(registry: Registry, api: RestApi, context: UpdateContext): void {
  const { properties, previous, physicalId } = context;
  const stageName = textOf(properties, 'StageName');
  const isSame = (name: string) => sameJson(properties[name], previous[name]);
  if (stageName === undefined || (isSame('StageName') && isSame('StageDescription'))) return;
  const settings = sectionOf(properties, 'StageDescription');
  const change = settings && describedStage(api, settings);
  const stage = api.stages.get(stageName);
  if (stage !== undefined) {
    changeStage(registry, stage, (state) => {
      const moved = { ...state, deploymentId: physicalId };
      return change?.(moved) ?? moved;
    });
    return;
  }
  createStage(registry, api, {
    stageName,
    deploymentId: physicalId,
    changeStage: change,
    madeByDeployment: true,
  });
}

/** A stage that the deployment itself has made goes with it. */
function removeOwnStage(api: RestApi, stageName: string | undefined, deploymentId: string): void {
  const stage = stageName === undefined ? undefined : api.stages.get(stageName);
  if (stage?.madeByDeployment !== true || stage.state.deploymentId !== deploymentId) return;
  api.stages.delete(stage.name);
}
