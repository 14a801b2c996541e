import type { MethodSettingModel, V2RouteSettingModel } from '../../model';
import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import { type Expected, expectedText } from '../apis/construct-identity';
import { readableText } from '../apis/names';
import { type AnyStage, findStage, stageName, stagesOf } from '../apis/stage-facts';
import { textOf } from '../apis/symbolic-text';
import { settingKey } from '../routes/stage-text';
import { type AssertionResult, conclude } from './assertion';

/** What is expected of a stage. What is left out is not looked at. */
export interface StageExpectation {
  /** Stage variables; others may be there. */
  readonly variables?: Readonly<Record<string, Expected>>;
  /** Whether the stage writes an access log. */
  readonly accessLog?: boolean;
  /** Execution-log level of every route: `OFF`, `ERROR` or `INFO`. */
  readonly loggingLevel?: string;
  /** Whether X-Ray traces requests. */
  readonly tracing?: boolean;
  /** Whether the stage has a cache cluster. */
  readonly cache?: boolean;
}

/**
 * Asserts that an API has a stage, and what it is set to.
 *
 * @param name - name of the stage, as in the URL
 */
export function hasStage(
  target: ApiTarget,
  name: string,
  expected: StageExpectation = {},
): AssertionResult {
  const subject = subjectOf(target);
  const stage = findStage(subject, name);
  const expectation = `to have stage ${name}`;
  if (stage === undefined) {
    const names = stagesOf(subject).map((each) => stageName(subject, each));
    return conclude(subject, expectation, [`its stages are ${names.join(', ') || 'none'}`]);
  }
  return conclude(subject, expectation, [
    ...variableProblems(subject, stage, expected.variables ?? {}),
    ...settingProblems(stage, expected),
  ]);
}

/** What is otherwise about the variables of a stage. */
export function variableProblems(
  subject: Subject,
  stage: AnyStage,
  expected: Readonly<Record<string, Expected>>,
  found: Readonly<Record<string, unknown>> = stage.variables,
): string[] {
  const { synthesis } = subject;
  const place = { synthesis, source: stage.origin.source };
  return Object.entries(expected).flatMap(([name, value]) => {
    const wanted = expectedText(synthesis, value, ['aliasName', 'functionName', 'functionArn']);
    if (!Object.hasOwn(found, name)) return [`variable ${name} is not set`];
    const actual = textOf(place, found[name]);
    if (actual === wanted) return [];
    const [is, not] = [actual, wanted].map((text) => readableText(synthesis, text));
    return [`variable ${name} is ${is}, not ${not}`];
  });
}

function settingProblems(stage: AnyStage, expected: StageExpectation): string[] {
  const facts = stageSettings(stage);
  return (Object.keys(facts) as Array<keyof typeof facts>).flatMap((name) => {
    const wanted = expected[name];
    if (wanted === undefined || wanted === facts[name]) return [];
    return [`${name} is ${JSON.stringify(facts[name])}, not ${JSON.stringify(wanted)}`];
  });
}

function stageSettings(stage: AnyStage) {
  const isV2 = 'autoDeploy' in stage;
  const everyRoute: MethodSettingModel | V2RouteSettingModel | undefined = isV2
    ? stage.defaultRouteSettings
    : stage.methodSettings.find(isEveryRoute);
  return {
    accessLog: stage.accessLog !== undefined,
    loggingLevel: everyRoute?.loggingLevel ?? 'OFF',
    tracing: !isV2 && stage.tracingEnabled === true,
    cache: !isV2 && stage.cacheClusterEnabled === true,
  };
}

function isEveryRoute({ resourcePath, httpMethod }: MethodSettingModel): boolean {
  return settingKey(String(resourcePath), String(httpMethod)) === 'every route';
}
