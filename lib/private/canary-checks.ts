import { type Duration, Token } from 'aws-cdk-lib';
import type {
  CfnStage,
  IRestApi,
  MethodDeploymentOptions,
  StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { ValidationError } from '../errors';
import { checkLength, checkPattern, checkRange, refuse } from './checks';
import { stagesOf } from './deployment-contents';
import { identityOf } from './deployment-identity';
import { LIMITS } from './limits';
import { STAGE_NAME } from './stage-variable-grammar';
import { checkStageVariables } from './stage-variables';

const CACHE_SIZES = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'];
const MAX_CACHE_TTL_SECONDS = 3600;

/** Stands for a value that a check cannot see. */
const KNOWN_AT_DEPLOYMENT = 'token';

/**
 * Refuses a stage name that API Gateway would refuse.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
 */
export function checkStageName(scope: IConstruct, name: string | undefined): void {
  const change = 'choose another name';
  const context = { scope, code: 'CanaryStageName', prop: 'stageName', change };
  checkLength(context, name, { min: 1, max: LIMITS.stageName });
  checkPattern(context, name, STAGE_NAME, 'letters, digits, hyphens and underscores');
}

/** Refuses a share of the traffic that is no percentage. */
export function checkPercent(scope: IConstruct, percent: number): void {
  const change = 'give the percentage, such as 10 for a tenth';
  const context = { scope, code: 'CanaryPercent', prop: 'rollout.percent', change };
  checkRange(context, percent, { min: 0, max: 100 });
}

type Variables = Record<string, string>;

/** Refuses what the canary sees as stage variables, alone or together with the stage's own. */
export function checkCanaryVariables(
  scope: IConstruct,
  variables: Variables | undefined,
  canaryVariables: Variables | undefined,
): void {
  checkStageVariables(scope, 'variables', variables);
  checkStageVariables(scope, 'canaryVariables', canaryVariables);
  const count = Object.keys({ ...variables, ...canaryVariables }).length;
  if (count <= LIMITS.stageVariables) return;
  const prop = 'canaryVariables';
  const context = { scope, code: 'StageVariableCount', prop, change: 'join some of them' };
  const allowed = `and \`variables\` must have no more than ${LIMITS.stageVariables} names together`;
  refuse(context, allowed, count);
}

/**
 * Refuses cache settings that contradict each other.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function checkCache(scope: IConstruct, options: StageOptions): void {
  const context = { scope, code: 'CanaryCache', change: 'make the cache settings agree' };
  const { cacheClusterSize: size, cacheClusterEnabled: enabled } = options;
  if (size !== undefined && !Token.isUnresolved(size) && !CACHE_SIZES.includes(size)) {
    refuse(
      { ...context, prop: 'cacheClusterSize' },
      `must be one of ${CACHE_SIZES.join(', ')}`,
      size,
    );
  }
  if (size !== undefined && enabled === false) {
    refuse(
      { ...context, prop: 'cacheClusterSize' },
      'must be absent without a cache cluster',
      size,
    );
  }
  for (const [prop, { cachingEnabled, cacheTtl }] of Object.entries(methodOptions(options))) {
    if (cachingEnabled && enabled === false) {
      refuse(
        { ...context, prop: `${prop}cachingEnabled` },
        'needs a cache cluster',
        cachingEnabled,
      );
    }
    checkTtl(scope, `${prop}cacheTtl`, cacheTtl);
  }
}

/** Refuses a canary that shares a cache which its stage does not have. */
export function checkSharedCache(scope: IConstruct, stage: CfnStage, shared?: boolean): void {
  if (!shared || stage.cacheClusterEnabled) return;
  const change = 'set `cacheClusterEnabled` on the stage, or leave it out';
  const context = { scope, code: 'CanaryCache', prop: 'useStageCache', change };
  refuse(context, 'needs a cache cluster on the stage', shared);
}

/** Refuses anything but a REST API. */
export function checkRestApi(scope: IConstruct, api: IRestApi): void {
  if (api.restApiId !== undefined) return;
  const context = { scope, code: 'CanaryHttpApi', prop: 'api', change: 'use a REST API' };
  refuse(context, 'must be a REST API, others have no canaries', undefined);
}

const methodOptions = (options: StageOptions): Record<string, MethodDeploymentOptions> => ({
  '': options,
  ...Object.fromEntries(
    Object.entries(options.methodOptions ?? {}).map(([path, method]) => [
      `methodOptions["${path}"].`,
      method,
    ]),
  ),
});

function checkTtl(scope: IConstruct, prop: string, ttl: Duration | undefined): void {
  if (ttl === undefined || ttl.isUnresolved()) return;
  const context = { scope, code: 'CanaryCache', prop, change: 'choose a shorter time' };
  const range = { min: 0, max: MAX_CACHE_TTL_SECONDS, unit: 'seconds' };
  checkRange(context, ttl.toSeconds({ integral: false }), range);
}

/** What is wrong with the variables of a stage, also those that were added to it later. */
export function variableProblems(
  scope: IConstruct,
  stage: CfnStage,
  canaryVariables: Variables | undefined,
): string[] {
  const variables = identityOf(stage, stage.variables ?? {}) as Record<string, unknown>;
  const known = Object.entries(variables).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : KNOWN_AT_DEPLOYMENT,
  ]);
  try {
    checkCanaryVariables(scope, Object.fromEntries(known), canaryVariables);
    return [];
  } catch (error) {
    if (!ValidationError.isValidationError(error)) throw error;
    return [error.message];
  }
}

/** What is wrong with the stages of an API as a whole, once the app is complete. */
export function stageProblems(api: IRestApi): string[] {
  const stages = stagesOf(api);
  const names = stages.map((stage) => JSON.stringify(identityOf(stage, stage.stageName)));
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
  const change = 'rename one, or adopt the stage of the API by CanaryStage.adopt';
  const clashes = twice.map(
    (name) => `CanaryStageName: \`stageName\` must be unique in an API, got: ${name}; ${change}`,
  );
  if (stages.length <= LIMITS.stagesPerApi) return clashes;
  const count = `CanaryStageCount: an API must have no more than ${LIMITS.stagesPerApi} stages, got: ${stages.length}; use another API for some of them`;
  return [...clashes, count];
}
