import { badRequest } from '../service-error';
import {
  copyFromCanary,
  existingDeployment,
  isCanaryPath,
  type PatchWorld,
  patchCanary,
} from './canary-patch';
import { METHOD_SETTING_PATHS, noMethodSetting, patchMethodSetting } from './method-setting-patch';
import { flagOf, invalidOperation, type PatchOperation, textOf } from './patch-operation';
import type { StageState } from './stage-state';

interface PathHandler {
  replace(stage: StageState, operation: PatchOperation, world: PatchWorld): StageState;
  /** @default - the path cannot be removed */
  remove?(stage: StageState): StageState;
}

/** Settings of the stage itself, in the order in which AWS lists them. */
const PATHS: Readonly<Record<string, PathHandler>> = {
  '/deploymentId': {
    replace: (stage, operation, world) => ({
      ...stage,
      deploymentId: existingDeployment(operation, world),
    }),
  },
  '/description': {
    replace: (stage, operation) => ({ ...stage, description: textOf(operation) }),
  },
  '/cacheClusterEnabled': {
    replace: (stage, operation) => ({ ...stage, cacheClusterEnabled: flagOf(operation) }),
  },
  '/cacheClusterSize': {
    replace: (stage, operation) => ({ ...stage, cacheClusterSize: textOf(operation) }),
  },
  '/clientCertificateId': {
    replace: (stage, operation) => ({ ...stage, clientCertificateId: textOf(operation) }),
  },
  '/accessLogSettings': {
    replace: (_stage, operation) => {
      throw invalidOperation(operation);
    },
    remove: ({ accessLogSettings: _removed, ...stage }) => stage,
  },
  '/accessLogSettings/destinationArn': {
    replace: (stage, operation) => withAccessLog(stage, { destinationArn: textOf(operation) }),
  },
  '/accessLogSettings/format': {
    replace: (stage, operation) => withAccessLog(stage, { format: textOf(operation) }),
  },
  '/tracingEnabled': {
    replace: (stage, operation) => ({ ...stage, tracingEnabled: flagOf(operation) }),
  },
  '/documentationVersion': {
    replace: (stage, operation) => ({ ...stage, documentationVersion: textOf(operation) }),
  },
};

const VARIABLE_PATH = /^\/variables\/([^/]+)$/;

/**
 * A stage with patches applied in the order given: all of them, or none.
 *
 * @throws ServiceError with AWS's message, for an operation that API Gateway does not have
 * @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export function patchStage(
  stage: StageState,
  operations: readonly PatchOperation[],
  world: PatchWorld,
): StageState {
  return operations.reduce((patched, operation) => patchOnce(patched, operation, world), stage);
}

function patchOnce(stage: StageState, operation: PatchOperation, world: PatchWorld): StageState {
  if (operation.op === 'copy') return copyFromCanary(stage, operation);
  const patched = isCanaryPath(operation.path)
    ? patchCanary(stage, operation, world)
    : patchSetting(stage, operation, world);
  if (patched === undefined) throw noSuchSetting(operation);
  return patched;
}

function patchSetting(
  stage: StageState,
  operation: PatchOperation,
  world: PatchWorld,
): StageState | undefined {
  const { op, path } = operation;
  const handler = Object.hasOwn(PATHS, path) ? PATHS[path] : undefined;
  const variable = VARIABLE_PATH.exec(path)?.[1];
  if (op !== 'replace' && op !== 'remove') throw invalidOperation(operation);
  if (variable !== undefined) return patchVariable(stage, variable, operation);
  if (handler === undefined) return patchMethodSetting(stage, operation);
  if (op === 'replace') return handler.replace(stage, operation, world);
  if (handler.remove === undefined) throw invalidOperation(operation);
  return handler.remove(stage);
}

function patchVariable(stage: StageState, name: string, operation: PatchOperation): StageState {
  if (operation.op === 'replace') {
    return { ...stage, variables: { ...stage.variables, [name]: textOf(operation) } };
  }
  if (!Object.hasOwn(stage.variables, name)) throw noMethodSetting('remove', `variables/${name}`);
  const { [name]: _removed, ...variables } = stage.variables;
  return { ...stage, variables };
}

function withAccessLog(
  stage: StageState,
  change: NonNullable<StageState['accessLogSettings']>,
): StageState {
  return { ...stage, accessLogSettings: { ...stage.accessLogSettings, ...change } };
}

/** What cannot be removed is taken for the setting of a method. */
function noSuchSetting({ op, path }: PatchOperation): Error {
  return op === 'remove' ? noMethodSetting(op, path.replace(/^\//, '')) : invalidPath(path);
}

/** AWS's own list of paths, in its own order and with its own commas: some of them are missing. */
function invalidPath(path: string): Error {
  const settings = (method: string, join: string) => {
    const paths = METHOD_SETTING_PATHS.map((setting) => `/${method}/${setting}`);
    const [metrics, trace, level, burst, rate, ttl, ...others] = paths;
    return [metrics, trace, level, `${burst}${join}${rate}${join}${ttl}`, ...others];
  };
  const valid = [
    '/deploymentId',
    '/description',
    '/cacheClusterEnabled',
    '/cacheClusterSize',
    '/clientCertificateId',
    '/accessLogSettings',
    '/accessLogSettings/destinationArn',
    '/accessLogSettings/format',
    ...settings('{resourcePath}/{httpMethod}', ''),
    ...settings('*/*', ' '),
    '/variables/{variable_name}',
    '/tracingEnabled',
  ];
  return badRequest(`Invalid method setting path: ${path}. Must be one of: [${valid.join(', ')}]`);
}
