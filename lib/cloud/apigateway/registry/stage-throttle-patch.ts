import { unescapePointer } from '../../../model/json-pointer';
import { compact } from '../../../model/value';
import { notFound } from '../service-error';
import { invalidOperation, numberOf, type PatchOperation } from './patch-operation';
import type { ThrottleSettings, UsagePlanRecord } from './usage-registry';

type ApiStage = UsagePlanRecord['apiStages'][number];
type Throttles = NonNullable<ApiStage['throttle']>;

const COUNT: readonly [number, number] = [0, Number.POSITIVE_INFINITY];

/** `/apiStages/a1b2c3d4e5:prod/throttle`, and what is below it. */
const THROTTLE_PATH = /^\/apiStages\/([^/:]+):([^/]+)\/throttle(?:\/(.*))?$/s;
/** `{resourcePath}/{httpMethod}`, and one of its limits. */
const METHOD_PATH = /^(.*\/[A-Z]+)(?:\/(rateLimit|burstLimit))?$/s;

/**
 * Sets a limit of one method of a stage in a usage plan, or takes it away: one limit, both, or
 * those of all methods of the stage. The path of the resource may have its slashes as `~1`, as a
 * JSON pointer has them, or as they are.
 *
 * @throws ServiceError for any other operation, and for a stage that the plan does not have
 * @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export function patchStageThrottle(
  plan: UsagePlanRecord,
  operation: PatchOperation,
): UsagePlanRecord {
  const [, apiId, stage, below] = THROTTLE_PATH.exec(operation.path) ?? [];
  if (apiId === undefined || stage === undefined) throw invalidOperation(operation);
  const isMeant = (one: ApiStage) => one.apiId === apiId && one.stage === stage;
  if (!plan.apiStages.some(isMeant)) throw notFound(`API Stage not found: ${apiId}:${stage}`);
  const apiStages = plan.apiStages.map((one) =>
    isMeant(one) ? compact({ ...one, throttle: patched(one.throttle, operation, below) }) : one,
  );
  return { ...plan, apiStages };
}

function patched(
  throttles: Throttles | undefined,
  operation: PatchOperation,
  below: string | undefined,
): Throttles | undefined {
  if (below === undefined && operation.op === 'remove') return undefined;
  const [, escaped, limit] = METHOD_PATH.exec(below ?? '') ?? [];
  if (escaped === undefined) throw invalidOperation(operation);
  const key = unescapePointer(escaped);
  const { [key]: before, ...others } = throttles ?? {};
  const after = limitsAfter(before, operation, limit);
  const all = after === undefined ? others : { ...others, [key]: after };
  return Object.keys(all).length === 0 ? undefined : all;
}

/** Limits of a method; undefined where none is left. */
function limitsAfter(
  before: ThrottleSettings | undefined,
  operation: PatchOperation,
  limit: string | undefined,
): ThrottleSettings | undefined {
  if (operation.op === 'remove') {
    if (limit === undefined) return undefined;
    const left = Object.entries(before ?? {}).filter(([name]) => name !== limit);
    return left.length === 0 ? undefined : Object.fromEntries(left);
  }
  const isSetting = operation.op === 'add' || operation.op === 'replace';
  if (!isSetting || limit === undefined) throw invalidOperation(operation);
  return { ...before, [limit]: numberOf(operation, COUNT) };
}
