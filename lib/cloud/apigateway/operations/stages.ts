import { compact } from '../../../model/value';
import { withCanary } from '../registry/canary-patch';
import { readPatchOperations } from '../registry/patch-operation';
import type { Registry } from '../registry/registry';
import { patchStage } from '../registry/stage-patch';
import type { CanarySettings, MethodSetting, StageState } from '../registry/stage-state';
import { changeStage, createStage, type StageChange } from '../registry/stages';
import {
  type Input,
  type OperationTable,
  optionalFlag,
  optionalNumber,
  optionalObject,
  optionalText,
  optionalTexts,
  requiredText,
} from './input';

/** Reads and changes stages. */
export const STAGE_OPERATIONS: OperationTable = {
  GetStage: (registry, input) => stageOutput(stageOf(registry, input).state),
  GetStages: (registry, input) => {
    const stages = [...registry.restApi(requiredText(input, 'restApiId')).stages.values()];
    const deploymentId = optionalText(input, 'deploymentId');
    const wanted = stages.filter(
      ({ state }) => deploymentId === undefined || state.deploymentId === deploymentId,
    );
    return { item: wanted.map(({ state }) => stageOutput(state)) };
  },
  CreateStage: (registry, input) => {
    const api = registry.restApi(requiredText(input, 'restApiId'));
    const stage = createStage(registry, api, {
      stageName: requiredText(input, 'stageName'),
      deploymentId: optionalText(input, 'deploymentId'),
      changeStage: chain(settingsChange(input), canaryChange(input)),
    });
    return stageOutput(stage.state);
  },
  UpdateStage: (registry, input) => {
    const operations = readPatchOperations(input['patchOperations'], 'updateStageInput');
    const stage = stageOf(registry, input);
    const api = registry.restApi(stage.restApiId);
    const world = { hasDeployment: (id: string) => api.deployments.has(id) };
    changeStage(registry, stage, (state) => patchStage(state, operations, world));
    return stageOutput(stage.state);
  },
  DeleteStage: (registry, input) => {
    const stage = stageOf(registry, input);
    registry.restApi(stage.restApiId).stages.delete(stage.name);
    return {};
  },
  FlushStageCache: (registry, input) => {
    stageOf(registry, input).flushCache();
    return {};
  },
  FlushStageAuthorizersCache: (registry, input) => {
    stageOf(registry, input).flushAuthorizersCache();
    return {};
  },
};

function stageOf(registry: Registry, input: Input) {
  return registry.stage(requiredText(input, 'restApiId'), requiredText(input, 'stageName'));
}

/** Settings that `CreateStage` and `CreateDeployment` have in common. */
export function settingsChange(input: Input, description = 'description'): StageChange {
  return (stage) => ({
    ...stage,
    ...compact({
      description: optionalText(input, description),
      cacheClusterEnabled: optionalFlag(input, 'cacheClusterEnabled'),
      cacheClusterSize: optionalText(input, 'cacheClusterSize'),
      variables: optionalTexts(input, 'variables'),
      documentationVersion: optionalText(input, 'documentationVersion'),
      tracingEnabled: optionalFlag(input, 'tracingEnabled'),
      tags: optionalTexts(input, 'tags'),
    }),
  });
}

function canaryChange(input: Input): StageChange {
  const canary = optionalObject(input, 'canarySettings');
  return (stage) => (canary === undefined ? stage : withCanary(stage, canaryInput(canary)));
}

/** `canarySettings` of an input. */
export function canaryInput(canary: Input): Partial<CanarySettings> {
  return compact({
    deploymentId: optionalText(canary, 'deploymentId'),
    percentTraffic: optionalNumber(canary, 'percentTraffic'),
    stageVariableOverrides: optionalTexts(canary, 'stageVariableOverrides'),
    useStageCache: optionalFlag(canary, 'useStageCache'),
  });
}

function chain(...changes: readonly StageChange[]): StageChange {
  return (stage) => changes.reduce((changed, change) => change(changed), stage);
}

/** What the service says of a method setting that nobody has set: the limits are the account's. */
const METHOD_SETTING_DEFAULTS: MethodSetting = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/** A stage as `GetStage` answers it. */
function stageOutput(stage: StageState): Record<string, unknown> {
  const { methodSettings, variables, tags, ...rest } = stage;
  const defaults = { ...METHOD_SETTING_DEFAULTS, ...methodSettings['*/*'] };
  return {
    ...rest,
    cacheClusterStatus: stage.cacheClusterEnabled ? 'AVAILABLE' : 'NOT_AVAILABLE',
    methodSettings: Object.fromEntries(
      Object.entries(methodSettings).map(([key, setting]) => [key, { ...defaults, ...setting }]),
    ),
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}
