import { stageNameProblem } from '../../../rules';
import { badRequest, conflict } from '../service-error';
import { API_KEY, type ApiPart } from './api-part';
import type { LiveStage } from './live-stage';
import { refuseViolations } from './part-checks';
import { readParts } from './read-parts';
import type { Registry } from './registry';
import type { RestApi } from './rest-api';
import { newStage, type StageState } from './stage-state';

/** A change of the settings of a stage. */
export type StageChange = (stage: StageState) => StageState;

/** What `CreateStage` is given. */
export interface StageInput {
  readonly stageName: string;
  readonly deploymentId: string | undefined;
  readonly changeStage?: StageChange | undefined;
  readonly madeByDeployment?: boolean;
}

const MAX_STAGE_NAME = 128;

/** Rules about the settings of a stage. */
const STAGE_RULES: readonly string[] = ['StageVariables', 'AccessLog'];

/**
 * Makes a stage.
 *
 * @throws ServiceError for a bad or taken name, an unknown deployment, bad variables
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
 */
export function createStage(registry: Registry, api: RestApi, input: StageInput): LiveStage {
  const { stageName, deploymentId, changeStage, madeByDeployment = false } = input;
  refuseName(stageName);
  if (api.stages.has(stageName)) throw conflict('Stage already exists');
  if (deploymentId === undefined || deploymentId === '') {
    throw badRequest('DeploymentId cannot be empty');
  }
  const created = newStage(stageName, deploymentId, registry.now());
  const state = changeStage?.(created) ?? created;
  checkStage(api, state);
  return registry.openStage(api, state, madeByDeployment);
}

/** Changes a stage that is there: all of the change, or nothing. */
export function changeStage(registry: Registry, stage: LiveStage, change: StageChange): void {
  const state = change(stage.state);
  checkStage(registry.restApi(stage.restApiId), state);
  stage.state = { ...state, lastUpdatedDate: registry.now() };
}

/** @throws ServiceError for what is no name of a stage */
function refuseName(name: string): void {
  if (name === '' || name.length > MAX_STAGE_NAME) {
    throw badRequest(
      `a stage name must have 1 to ${MAX_STAGE_NAME} characters, got: ${JSON.stringify(name)}`,
    );
  }
  const refusal = stageNameProblem(name)?.refusal;
  if (refusal !== undefined) throw badRequest(refusal);
}

/** @throws ServiceError for deployments that are not there, bad variables and bad access logs */
function checkStage(api: RestApi, state: StageState): void {
  const { deploymentId, canarySettings: canary } = state;
  const wanted = [deploymentId, ...(canary === undefined ? [] : [canary.deploymentId])];
  if (wanted.some((id) => !api.deployments.has(id))) {
    throw badRequest('Deployment id does not exist');
  }
  const overrides = canary?.stageVariableOverrides ?? {};
  const isPlain = Object.keys({ ...state.variables, ...overrides }).length === 0;
  if (!isPlain || state.accessLogSettings !== undefined) checkSettings(state);
}

/** Lets the rules speak about the variables and the access log of a stage. */
function checkSettings(stage: StageState): void {
  const place = { source: 'stage', logicalId: stage.stageName };
  const parts: ApiPart[] = [
    { key: API_KEY, type: 'AWS::ApiGateway::RestApi', properties: {}, metadata: {}, place },
    {
      key: 'stage',
      type: 'AWS::ApiGateway::Stage',
      properties: {
        RestApiId: API_KEY,
        StageName: stage.stageName,
        Variables: stage.variables,
        CanarySetting: {
          StageVariableOverrides: stage.canarySettings?.stageVariableOverrides ?? {},
        },
        AccessLogSetting: {
          DestinationArn: stage.accessLogSettings?.destinationArn,
          Format: stage.accessLogSettings?.format,
        },
      },
      metadata: {},
      place,
    },
  ];
  const read = readParts(new Map(parts.map((part) => [part.key, part])), undefined);
  refuseViolations(read, (_key, { code }) => STAGE_RULES.includes(code));
}
