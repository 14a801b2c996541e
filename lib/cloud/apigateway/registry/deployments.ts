import { type FrozenDeployment, freezeDeployment, type Snapshot } from '../../../gateway';
import { badRequest } from '../service-error';
import { ApiDocument } from './api-document';
import { withCanary } from './canary-patch';
import { refuseViolations } from './part-checks';
import type { Registry } from './registry';
import type { DeploymentRecord, RestApi } from './rest-api';
import type { CanarySettings, StageState } from './stage-state';
import { createStage, type StageChange } from './stages';

/** What `CreateDeployment` is given. */
export interface DeploymentInput {
  readonly id: string;
  readonly description?: string | undefined;
  /** A stage to make, or to move to the deployment. */
  readonly stageName?: string | undefined;
  /** What becomes of the settings of that stage. */
  readonly changeStage?: StageChange | undefined;
  /** Makes the deployment the canary of that stage instead. */
  readonly canarySettings?: Partial<Omit<CanarySettings, 'deploymentId'>> | undefined;
  /** Whether a template asks for it. */
  readonly ofTemplate?: boolean;
}

/**
 * Freezes an API as it is now.
 *
 * @throws ServiceError where API Gateway would refuse the deployment
 * @throws ServiceError where the local gateway cannot run a method, with its logical id
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html
 */
export function createDeployment(
  registry: Registry,
  api: RestApi,
  input: DeploymentInput,
): DeploymentRecord {
  refuseStage(api, input);
  const { id, description } = input;
  const snapshot = takeSnapshot(api, id);
  const { version } = new ApiDocument(api);
  const record: DeploymentRecord = {
    id,
    createdDate: registry.now(),
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    snapshot,
    frozen: freeze(registry, snapshot),
  };
  api.deployments.set(id, record);
  try {
    moveStage(registry, api, input);
  } catch (error) {
    api.deployments.delete(id);
    throw error;
  }
  return record;
}

/** @throws ServiceError that names the method which cannot run, and the property at fault */
function freeze(registry: Registry, snapshot: Snapshot): FrozenDeployment {
  try {
    return freezeDeployment(snapshot, registry.options.compileIntegration);
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}

function refuseStage(api: RestApi, { stageName, canarySettings }: DeploymentInput): void {
  if (canarySettings === undefined) {
    const stage = stageName === undefined ? undefined : api.stages.get(stageName);
    if (stage?.state.canarySettings === undefined) return;
    throw badRequest(
      `Invalid deployment content specified.Non canary deployment not supported on stage ${stageName} ` +
        'because Canary is enabled. Provide CanarySettings in deploymentInput.',
    );
  }
  if (stageName === undefined || stageName === '') {
    throw badRequest(
      'Invalid deployment content specified.Non null and non empty stageName must be provided ' +
        `for canary deployment. Provided value is ${stageName ?? null}`,
    );
  }
  if (!api.stages.has(stageName)) {
    throw badRequest(
      `Invalid deployment content specified.Stage ${stageName} must already be created before ` +
        'making a canary release deployment',
    );
  }
}

/**
 * The API as it is now, which nothing can change afterwards.
 *
 * @throws ServiceError where it is not ready to be deployed
 */
export function takeSnapshot(api: RestApi, deploymentId: string): Snapshot {
  const read = api.inspectAll();
  refuseViolations(read, () => true);
  const { routes } = read.model;
  if (routes.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (routes.some(({ integration }) => integration === undefined)) {
    throw badRequest('No integration defined for method');
  }
  const { api: model, resourceIds, authorizerIds } = api.present();
  return Object.freeze({
    deploymentId,
    identity: api.identity,
    api: model,
    resourceIds,
    authorizerIds,
  });
}

function moveStage(registry: Registry, api: RestApi, input: DeploymentInput): void {
  const { id, stageName, canarySettings, changeStage } = input;
  if (stageName === undefined || stageName === '') return;
  const stage = api.stages.get(stageName);
  if (stage === undefined) {
    const madeByDeployment = input.ofTemplate === true;
    createStage(registry, api, { stageName, deploymentId: id, changeStage, madeByDeployment });
    return;
  }
  const moved: StageState =
    canarySettings === undefined
      ? { ...stage.state, deploymentId: id }
      : withNewCanary(stage.state, { ...canarySettings, deploymentId: id });
  stage.state = { ...(changeStage?.(moved) ?? moved), lastUpdatedDate: registry.now() };
}

/** The canary is replaced as a whole: overrides of the one before are gone. */
function withNewCanary(stage: StageState, canary: Partial<CanarySettings>): StageState {
  const { canarySettings: _replaced, ...rest } = stage;
  return withCanary(rest, canary);
}

/**
 * Takes a deployment away.
 *
 * @throws ServiceError while a stage, or the canary of one, points at it
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteDeployment.html
 */
export function deleteDeployment(api: RestApi, deploymentId: string): void {
  if ([...api.stages.values()].some((stage) => stage.pointsAt(deploymentId))) {
    throw badRequest('Active stages pointing to this deployment must be moved or deleted');
  }
  api.deployments.delete(deploymentId);
}
