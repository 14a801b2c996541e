import { badRequest } from '../service-error';
import { noMethodSetting } from './method-setting-patch';
import { flagOf, invalidOperation, numberOf, type PatchOperation, textOf } from './patch-operation';
import type { CanarySettings, StageState } from './stage-state';

/** What a patch has to know beside the stage. */
export interface PatchWorld {
  /** Whether the API has a deployment of this id. */
  hasDeployment(deploymentId: string): boolean;
}

const CANARY = '/canarySettings';
const OVERRIDES = `${CANARY}/stageVariableOverrides`;
const OVERRIDE_PATH = /^\/canarySettings\/stageVariableOverrides\/(.+)$/;
const PERCENT: readonly [number, number] = [0, 100];

type Change = Partial<CanarySettings>;

/** What `replace` sets, by path. */
const SETTERS: Readonly<Record<string, (operation: PatchOperation, world: PatchWorld) => Change>> =
  {
    [`${CANARY}/percentTraffic`]: (operation) => ({ percentTraffic: numberOf(operation, PERCENT) }),
    [`${CANARY}/deploymentId`]: (operation, world) => ({
      deploymentId: existingDeployment(operation, world),
    }),
    [`${CANARY}/useStageCache`]: (operation) => ({ useStageCache: flagOf(operation) }),
    [OVERRIDES]: (operation) => ({ stageVariableOverrides: readMap(operation) }),
  };

/** Whether a patch is about the canary of a stage. */
export function isCanaryPath(path: string): boolean {
  return path === CANARY || path.startsWith(`${CANARY}/`);
}

/**
 * Changes the canary of a stage; a first setting makes one, on the deployment of the stage.
 *
 * @returns undefined where `replace` has no such path
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/update-canary-deployment.html
 */
export function patchCanary(
  stage: StageState,
  operation: PatchOperation,
  world: PatchWorld,
): StageState | undefined {
  const { op, path } = operation;
  if (op === 'replace') return replaceSetting(stage, operation, world);
  const name = OVERRIDE_PATH.exec(path)?.[1];
  if (op === 'remove' && path === CANARY) return withoutCanary(stage);
  if (op === 'remove' && name !== undefined) return withoutOverride(stage, name);
  const isSetting = path !== OVERRIDES && Object.hasOwn(SETTERS, path);
  if (isSetting || name !== undefined) throw invalidOperation(operation);
  throw noMethodSetting(op, path.slice(1));
}

function replaceSetting(
  stage: StageState,
  operation: PatchOperation,
  world: PatchWorld,
): StageState | undefined {
  const name = OVERRIDE_PATH.exec(operation.path)?.[1];
  if (name !== undefined) {
    const overrides = {
      ...stage.canarySettings?.stageVariableOverrides,
      [name]: textOf(operation),
    };
    return withCanary(stage, { stageVariableOverrides: overrides });
  }
  if (!Object.hasOwn(SETTERS, operation.path)) return undefined;
  return withCanary(stage, SETTERS[operation.path]?.(operation, world) ?? {});
}

/**
 * The stage with settings of its canary changed; without a canary, with a new one of no traffic.
 *
 * @throws ServiceError for a share of the traffic that is none
 */
export function withCanary(stage: StageState, change: Change): StageState {
  const { deploymentId } = stage;
  const { percentTraffic: percent = 0 } = change;
  const [least, most] = PERCENT;
  if (!(percent >= least && percent <= most)) {
    throw badRequest(
      `the percentTraffic of a canary must be a number between ${least} and ${most}, got: ${percent}`,
    );
  }
  const created = { deploymentId, percentTraffic: 0, useStageCache: false };
  return { ...stage, canarySettings: { ...created, ...stage.canarySettings, ...change } };
}

function withoutCanary({ canarySettings: _removed, ...stage }: StageState): StageState {
  return stage;
}

function withoutOverride(stage: StageState, name: string): StageState {
  const overrides = stage.canarySettings?.stageVariableOverrides ?? {};
  if (!Object.hasOwn(overrides, name))
    throw noMethodSetting('remove', `${OVERRIDES}/${name}`.slice(1));
  const { [name]: _removed, ...stageVariableOverrides } = overrides;
  return withCanary(stage, { stageVariableOverrides });
}

/** The id of a deployment in a patch. */
export function existingDeployment(operation: PatchOperation, world: PatchWorld): string {
  const id = textOf(operation);
  if (!world.hasDeployment(id)) throw badRequest('Deployment id does not exist');
  return id;
}

const COPY_TO: readonly string[] = ['/deploymentId', '/variables'];
const COPY_FROM: readonly string[] = [`${CANARY}/deploymentId`, OVERRIDES];

/**
 * Promotes a part of the canary: its variables are merged into those of the stage, its deployment
 * replaces that of the stage, and the canary stays as it is.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/promote-canary-deployment.html
 */
export function copyFromCanary(stage: StageState, { path, from = '' }: PatchOperation): StageState {
  if (!COPY_TO.includes(path) || !COPY_FROM.includes(from)) {
    throw badRequest(
      `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are ` +
        `[${COPY_TO.join(', ')}] and valid copy:from are [${COPY_FROM.join(', ')}]`,
    );
  }
  const { canarySettings: canary } = stage;
  if (canary === undefined) throw badRequest('Promotion not available. Canary does not exist.');
  return path === '/deploymentId'
    ? { ...stage, deploymentId: canary.deploymentId }
    : { ...stage, variables: { ...stage.variables, ...canary.stageVariableOverrides } };
}

function readMap(operation: PatchOperation): Record<string, string> {
  const text = textOf(operation);
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, String(member)]),
    );
  }
  throw badRequest(
    `a patch of ${operation.path} must have a JSON object of texts, got: ${JSON.stringify(text)}; or patch single variables`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
