import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import { type Expected, expectedText } from '../apis/construct-identity';
import { originName, readable } from '../apis/names';
import type { RouteFacts } from '../apis/route-facts';
import { plansOf, type StagePlan, stageName } from '../apis/stage-facts';
import { type Place, textOf } from '../apis/symbolic-text';
import { Symbols } from '../apis/symbols';
import {
  type AssertionResult,
  conclude,
  routeAndExpectation,
  routesAt,
  stagesAt,
} from './assertion';
import { type LimitExpectation, limitProblems } from './limits';

/** How calls with an API key are expected to be counted. What is left out is not looked at. */
export interface MeterExpectation extends LimitExpectation {
  /**
   * Name of the stage.
   *
   * @default - every stage
   */
  readonly stage?: string;
  /** Name of the usage plan, path or id of its construct, or the construct. */
  readonly plan?: Expected;
  /** Requests in a `DAY`, `WEEK` or `MONTH`. */
  readonly quota?: { readonly limit?: number; readonly period?: 'DAY' | 'WEEK' | 'MONTH' };
}

/**
 * Asserts that calls are counted: routes require an API key, and their stage is in a usage plan
 * with these limits.
 *
 * @param route - key of one route; left out: every route but `OPTIONS` ones
 * @throws {@link ValidationError} AssertionRoute, AssertionStage - when the API has no such route or
 *   stage
 */
export function meters(
  target: ApiTarget,
  route?: string | MeterExpectation,
  settings: MeterExpectation = {},
): AssertionResult {
  const [key, expected] = routeAndExpectation(route, settings);
  const subject = subjectOf(target);
  const routes = routesAt(subject, key);
  const stages = stagesAt(subject, expected.stage);
  const open = routes
    .filter(({ apiKey }) => !apiKey)
    .map((each) => `${each.key} needs no key, so that no plan counts its calls`);
  const problems = stages.flatMap((stage) => {
    const plans = plansOf(subject, stage).filter((plan) => isPlan(subject, plan, expected.plan));
    return routes.flatMap((route) =>
      planProblems(subject, plans, route, expected).map(
        (text) => `stage ${stageName(subject, stage)}, ${route.key}: ${text}`,
      ),
    );
  });
  const none = stages.length === 0 ? ['it has no stage'] : [];
  const what = `to meter ${key ?? 'every route'}`;
  return conclude(subject, what, [...none, ...open, ...problems]);
}

function isPlan(subject: Subject, { plan }: StagePlan, wanted: Expected | undefined): boolean {
  if (wanted === undefined) return true;
  const { synthesis } = subject;
  const text = expectedText(synthesis, wanted, ['usagePlanId', 'attrId']);
  const name = plan.name === undefined ? undefined : textOf(placeOf(subject, plan), plan.name);
  const path = originName(synthesis, plan.origin);
  const id = path.slice(path.lastIndexOf('/') + 1);
  return [name, path, id, Symbols.of(synthesis).refOf(plan.origin)].includes(text);
}

/** One plan that has it all is enough: which one counts depends on the key. */
function planProblems(
  subject: Subject,
  plans: readonly StagePlan[],
  route: RouteFacts,
  expected: MeterExpectation,
): string[] {
  if (plans.length === 0) return ['the stage is in no such usage plan'];
  const problems = plans.map((plan) => [
    ...limitProblems(placeOf(subject, plan.plan), throttleOf(plan, route), expected),
    ...quotaProblems(subject, plan, expected.quota ?? {}),
  ]);
  return problems.find((found) => found.length === 0) ?? problems.flat();
}

function throttleOf({ plan, entry }: StagePlan, { method, path }: RouteFacts) {
  const own = Object.hasOwn(entry.methods, `${path}/${method}`)
    ? entry.methods[`${path}/${method}`]
    : undefined;
  return own ?? plan.throttle;
}

function quotaProblems(
  subject: Subject,
  { plan }: StagePlan,
  expected: NonNullable<MeterExpectation['quota']>,
): string[] {
  return (['limit', 'period'] as const).flatMap((name) => {
    const wanted = expected[name];
    const found = plan.quota?.[name];
    if (wanted === undefined || wanted === found) return [];
    const text = found === undefined ? 'not set' : readable(placeOf(subject, plan), found);
    return [`quota ${name} is ${text}, not ${wanted}`];
  });
}

function placeOf({ synthesis }: Subject, { origin }: StagePlan['plan']): Place {
  return { synthesis, source: origin.source };
}
