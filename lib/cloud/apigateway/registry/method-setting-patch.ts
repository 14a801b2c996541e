import { cacheTtlProblem } from '../../../rules';
import { badRequest } from '../service-error';
import { flagOf, numberOf, type PatchOperation, textOf } from './patch-operation';
import type { MethodSetting, StageState } from './stage-state';

/** `-1` switches a limit off. */
const LIMIT: readonly [number, number] = [-1, Number.POSITIVE_INFINITY];
const TTL_SECONDS: readonly [number, number] = [0, 3600];
const LOGGING_LEVELS = ['OFF', 'ERROR', 'INFO'];
const STRATEGIES = [
  'FAIL_WITH_403',
  'SUCCEED_WITH_RESPONSE_HEADER',
  'SUCCEED_WITHOUT_RESPONSE_HEADER',
] as const;

type Setter = (operation: PatchOperation) => MethodSetting;

/** What a path sets below `/{resourcePath}/{httpMethod}/`, in the order in which AWS lists it. */
const SETTERS: Readonly<Record<string, Setter>> = {
  'metrics/enabled': (operation) => ({ metricsEnabled: flagOf(operation) }),
  'logging/dataTrace': (operation) => ({ dataTraceEnabled: flagOf(operation) }),
  'logging/loglevel': (operation) => ({ loggingLevel: oneOf(operation, LOGGING_LEVELS) }),
  'throttling/burstLimit': (operation) => ({ throttlingBurstLimit: numberOf(operation, LIMIT) }),
  'throttling/rateLimit': (operation) => ({ throttlingRateLimit: numberOf(operation, LIMIT) }),
  'caching/ttlInSeconds': (operation) => ({ cacheTtlInSeconds: ttlOf(operation) }),
  'caching/enabled': (operation) => ({ cachingEnabled: flagOf(operation) }),
  'caching/dataEncrypted': (operation) => ({ cacheDataEncrypted: flagOf(operation) }),
  'caching/requireAuthorizationForCacheControl': (operation) => ({
    requireAuthorizationForCacheControl: flagOf(operation),
  }),
  'caching/unauthorizedCacheControlHeaderStrategy': (operation) => ({
    unauthorizedCacheControlHeaderStrategy: oneOf(operation, STRATEGIES),
  }),
};

/** Paths of the settings of a method, as AWS lists them. */
export const METHOD_SETTING_PATHS: readonly string[] = Object.keys(SETTERS);

/** A method with a setting below it; `ANY` is no verb of a setting. */
const SETTING_PATH =
  /^\/(.*\/(?:\*|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT))\/((?:metrics|logging|throttling|caching)\/\w+)$/;
const METHOD_PATH = /^\/(.*\/(?:\*|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT))\/?$/;

/**
 * Sets one setting of a method, or takes all of them away.
 *
 * @returns undefined where the path is none of a method setting
 */
export function patchMethodSetting(
  stage: StageState,
  operation: PatchOperation,
): StageState | undefined {
  return operation.op === 'remove'
    ? removeSettings(stage, operation)
    : replaceSetting(stage, operation);
}

function replaceSetting(stage: StageState, operation: PatchOperation): StageState | undefined {
  const [, key, name] = SETTING_PATH.exec(operation.path) ?? [];
  if (key === undefined || name === undefined || !Object.hasOwn(SETTERS, name)) return undefined;
  const set = SETTERS[name]?.(operation);
  const present = Object.hasOwn(stage.methodSettings, key) ? stage.methodSettings[key] : undefined;
  return {
    ...stage,
    methodSettings: { ...stage.methodSettings, [key]: { ...present, ...set } },
  };
}

function removeSettings(stage: StageState, { path }: PatchOperation): StageState | undefined {
  const key = METHOD_PATH.exec(path)?.[1];
  if (key === undefined) return undefined;
  if (!Object.hasOwn(stage.methodSettings, key)) throw noMethodSetting('remove', key);
  const { [key]: _removed, ...methodSettings } = stage.methodSettings;
  return { ...stage, methodSettings };
}

/** The refusal of a change of settings that are not there, with the blank that AWS ends it with. */
export function noMethodSetting(op: string, setting: string): Error {
  return badRequest(
    `Cannot ${op} method setting ${setting} because there is no method setting for this method `,
  );
}

/** Seconds that an answer is cached. */
function ttlOf(operation: PatchOperation): number {
  const problem = cacheTtlProblem(Number(textOf(operation)));
  if (problem !== undefined) throw badRequest(problem.refusal);
  return numberOf(operation, TTL_SECONDS);
}

function oneOf<T extends string>(operation: PatchOperation, allowed: readonly T[]): T {
  const text = textOf(operation);
  const found = allowed.find((word) => word === text);
  if (found !== undefined) return found;
  throw badRequest(
    `a patch of ${operation.path} must have one of ${allowed.join(', ')}, got: ${JSON.stringify(text)}`,
  );
}
