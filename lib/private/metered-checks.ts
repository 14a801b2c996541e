import type { ApiModel, UsagePlanModel } from '../model';
import {
  type AnyApiModel,
  findApi,
  isFullyKnown,
  type MeteredStage,
  stageKey,
} from './metered-model';
import { covers, isKeyProtected, isWildcard, type MethodRule } from './metered-throttle';

/** Usage plans that may have one key, unless the account has raised the quota. */
export const PLANS_PER_KEY = 10;

/** What is to be checked when the tree is complete. */
export interface Metering {
  readonly model: ApiModel;
  readonly stages: readonly MeteredStage[];
  /** Method rules of each tier. */
  readonly rules: ReadonlyMap<string, readonly MethodRule[]>;
  /** Construct paths of the plans. */
  readonly planPaths: ReadonlySet<string>;
  readonly plansPerKey: number;
  readonly allowUnmeteredStages: boolean;
}

/** Something that would fail at deployment, or leave calls unmetered or unanswered. */
export interface Problem {
  /** Stable PascalCase code. */
  readonly code: string;
  /** What is wrong and what to change: lower case, no final period. */
  readonly message: string;
}

type Check = (metering: Metering) => Problem[];

/** Everything that is wrong with the stages, tiers and keys together. */
export function checkMetering(metering: Metering): Problem[] {
  return CHECKS.flatMap((check) => check(metering));
}

const CHECKS: readonly Check[] = [
  withoutTier,
  withoutStage,
  withHttpApi,
  withNothingMetered,
  withUnknownMethod,
  withUnmeteredStage,
  withKeyInTwoPlans,
  withKeyInManyPlans,
];

function withoutTier({ rules }: Metering): Problem[] {
  if (rules.size > 0) return [];
  const message =
    '`tiers` must have at least one entry, got: none; add a tier, or leave the construct out';
  return [{ code: 'MeteredApiWithoutTier', message }];
}

function withoutStage({ rules, stages }: Metering): Problem[] {
  if (stages.length > 0 || rules.size === 0) return [];
  const tiers = [...rules.keys()].map((name) => `\`${name}\``).join(', ');
  const message = `the tiers ${tiers} protect nothing: \`stages\` must have at least one entry, got: none; add the stages that keys are for`;
  return [{ code: 'MeteredApiWithoutStage', message }];
}

function withHttpApi({ model, stages }: Metering): Problem[] {
  const isHttp = (stage: MeteredStage): boolean => findApi(model, stage)?.kind === 'HTTP';
  return stages.filter(isHttp).map(({ path }) => ({
    code: 'MeteredStageKind',
    message: `a usage plan must have stages of REST and WebSocket APIs only, got: a stage of an HTTP API at ${path}; leave it out and throttle its routes instead`,
  }));
}

function withNothingMetered({ model, stages }: Metering): Problem[] {
  const isOpen = (stage: MeteredStage): boolean => {
    const api = findApi(model, stage);
    return isFullyKnown(model, api) && api.kind !== 'HTTP' && !routesOf(api).some(isKeyProtected);
  };
  return stages.filter(isOpen).map(({ path }) => ({
    code: 'MeteredStageWithoutKey',
    message: `the tiers protect nothing of the stage ${path}: at least one method of its API must have \`apiKeyRequired\`, got: none; set it, or leave the stage out`,
  }));
}

function withUnknownMethod(metering: Metering): Problem[] {
  return [...metering.rules].flatMap(([tier, rules]) =>
    rules.flatMap((rule) => {
      const problem = problemOfRule(metering, rule);
      return problem
        ? [{ ...problem, message: `\`tiers.${tier}.methodThrottle\` ${problem.message}` }]
        : [];
    }),
  );
}

function problemOfRule({ model, stages }: Metering, rule: MethodRule): Problem | undefined {
  const apis = stages.filter(({ kind }) => kind === 'REST').map((stage) => findApi(model, stage));
  const routes = apis.flatMap((api) => (api?.kind === 'REST' ? api.routes : []));
  const covered = routes.filter((route) => covers(rule, route));
  if (covered.some(isKeyProtected)) return undefined;
  if (covered.length > 0) {
    const message = `must name methods that require an API key, as others are not metered, got: ${JSON.stringify(rule.text)}; set \`apiKeyRequired\` on the method, or take the entry out`;
    return { code: 'MeteredMethodWithoutKey', message };
  }
  const isOpen = apis.some((api) => !isFullyKnown(model, api));
  if (isOpen && !isWildcard(rule)) return undefined;
  const known = routes.filter(isKeyProtected).map(({ method, path }) => `${method} ${path}`);
  const names = [...new Set(known)].slice(0, 10).join(', ') || 'none';
  const message = `must name methods that the APIs of the stages declare (key-protected ones: ${names}), got: ${JSON.stringify(rule.text)}; correct the entry`;
  return { code: 'MeteredMethodUnknown', message };
}

function withUnmeteredStage({ model, stages, allowUnmeteredStages }: Metering): Problem[] {
  if (allowUnmeteredStages) return [];
  const metered = new Set(
    model.usagePlans.flatMap((plan) => plan.stages.map((stage) => stageKey(model, stage))),
  );
  const apis = new Set(stages.map((stage) => findApi(model, stage)));
  return [...apis].flatMap((api) => (api ? unmeteredStagesOf(model, api, metered) : []));
}

function unmeteredStagesOf(
  model: ApiModel,
  api: AnyApiModel,
  metered: ReadonlySet<string>,
): Problem[] {
  const route = routesOf(api).find(({ apiKeyRequired }) => apiKeyRequired === true);
  if (!route) return [];
  const isMetered = (origin: AnyApiModel['stages'][number]['origin']): boolean =>
    metered.has(
      stageKey(model, { api: api.target, stage: { kind: 'resource', id: origin }, methods: {} }),
    );
  return api.stages
    .filter(({ origin }) => !isMetered(origin))
    .map(({ origin }) => ({
      code: 'KeyProtectedStageWithoutTier',
      message: `\`${route.name}\` requires an API key, but no usage plan has the stage ${origin.constructPath ?? origin.logicalId}, so that every call there would be answered 403; add the stage, or set \`allowUnmeteredStages\``,
    }));
}

function withKeyInTwoPlans({ model, planPaths }: Metering): Problem[] {
  return keysOfPlans(model, planPaths).flatMap((group) =>
    group.flatMap((one, index) => {
      const twin = group.slice(index + 1).find((other) => shareStage(model, one.plan, other.plan));
      if (!twin) return [];
      const where = `${placeOf(one)} and ${placeOf(twin)}`;
      const message = `an API key must be in one usage plan only for each stage, got: one in two, by ${where}; leave one of the two out, or make a key for each`;
      return [{ code: 'ApiKeyInTwoPlans', message }];
    }),
  );
}

function withKeyInManyPlans({ model, planPaths, plansPerKey }: Metering): Problem[] {
  const groups = keysOfPlans(model, planPaths).filter(({ length }) => length > plansPerKey);
  return groups.map((group) => {
    const where = group.slice(0, 1).map(placeOf).join();
    const message = `an API key must be in no more than ${plansPerKey} usage plans, got: ${group.length} with ${where}; use several keys, or set \`plansPerKey\` once the quota is raised`;
    return { code: 'ApiKeyPlanCount', message };
  });
}

/** A key in a plan. */
interface Attachment {
  readonly plan: UsagePlanModel;
  readonly key: UsagePlanModel['keys'][number];
}

/** The plans of each key that is in one of ours. */
function keysOfPlans({ usagePlans }: ApiModel, planPaths: ReadonlySet<string>): Attachment[][] {
  const groups = new Map<string, Attachment[]>();
  for (const plan of usagePlans) {
    for (const key of plan.keys) {
      const id = JSON.stringify(key.key);
      groups.set(id, [...(groups.get(id) ?? []), { plan, key }]);
    }
  }
  const isOurs = ({ plan }: Attachment): boolean => planPaths.has(plan.origin.constructPath ?? '');
  return [...groups.values()].filter((group) => group.some(isOurs));
}

function placeOf({ key }: Attachment): string {
  return key.origin.constructPath ?? key.origin.logicalId;
}

function shareStage(model: ApiModel, a: UsagePlanModel, b: UsagePlanModel): boolean {
  if (a === b) return true;
  const stages = new Set(a.stages.map((stage) => stageKey(model, stage)));
  return b.stages.some((stage) => stages.has(stageKey(model, stage)));
}

function routesOf(api: AnyApiModel): { name: string; apiKeyRequired: unknown }[] {
  if (api.kind !== 'REST') {
    return api.routes.map(({ routeKey, apiKeyRequired }) => ({
      name: String(routeKey),
      apiKeyRequired,
    }));
  }
  return api.routes.map(({ method, path, apiKeyRequired }) => ({
    name: `${method} ${path}`,
    apiKeyRequired,
  }));
}
