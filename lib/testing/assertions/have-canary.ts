import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import type { Expected } from '../apis/construct-identity';
import { sameResource } from '../apis/same-resource';
import type { AnyStage } from '../apis/stage-facts';
import { type AssertionResult, conclude, stagesAt } from './assertion';
import { variableProblems } from './have-stage';

/** What is expected of a canary. What is left out is not looked at. */
export interface CanaryExpectation {
  /** Share of the requests that it gets: 0 to 100. */
  readonly percent?: number;
  /** Stage variables that it overrides; others may be there. */
  readonly variables?: Readonly<Record<string, Expected>>;
  /** Whether it uses the cache of the stage. */
  readonly useStageCache?: boolean;
  /** Whether it serves another deployment than the stage does. */
  readonly ownDeployment?: boolean;
}

/**
 * Asserts that a stage has a canary, and what it is set to.
 *
 * @param stage - name of the stage
 * @throws {@link ValidationError} AssertionStage - when the API has no such stage
 */
export function hasCanary(
  target: ApiTarget,
  stage: string,
  expected: CanaryExpectation = {},
): AssertionResult {
  const subject = subjectOf(target);
  const problems = stagesAt(subject, stage).flatMap((found) =>
    canaryProblems(subject, found, expected),
  );
  return conclude(subject, `to have a canary on stage ${stage}`, problems);
}

function canaryProblems(subject: Subject, stage: AnyStage, expected: CanaryExpectation): string[] {
  const canary = 'canary' in stage ? stage.canary : undefined;
  if (canary === undefined) return ['the stage has none'];
  const facts = {
    percent: canary.percentTraffic ?? 0,
    useStageCache: canary.useStageCache === true,
    ownDeployment:
      canary.deployment !== undefined && !sameResource(canary.deployment, stage.deployment),
  };
  const settings = (Object.keys(facts) as Array<keyof typeof facts>).flatMap((name) =>
    expected[name] === undefined || expected[name] === facts[name]
      ? []
      : [`${name} is ${JSON.stringify(facts[name])}, not ${expected[name]}`],
  );
  const overrides = canary.stageVariableOverrides;
  return [...settings, ...variableProblems(subject, stage, expected.variables ?? {}, overrides)];
}
