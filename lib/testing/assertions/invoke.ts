import { type ApiTarget, type Subject, subjectOf } from '../apis/api-target';
import { type Expected, expectedText } from '../apis/construct-identity';
import { mayInvoke } from '../apis/invoke-permission';
import {
  type LambdaReference,
  lambdaName,
  lambdaReference,
  leadsTo,
  withStageVariables,
} from '../apis/lambda-reference';
import { integrationPlace, type RouteFacts } from '../apis/route-facts';
import { type AnyStage, stageName } from '../apis/stage-facts';
import { textOf } from '../apis/symbolic-text';
import { integrationText } from '../routes/integration-text';
import { type AssertionResult, conclude, routesAt, stagesAt } from './assertion';
import { invalidExpectation } from './invalid-expectation';

/** From where the function is expected to be invoked. */
export interface InvokeExpectation {
  /**
   * Key of the route.
   *
   * @default - at least one route, on every stage that is looked at
   */
  readonly route?: string;
  /**
   * Name of the stage.
   *
   * @default - every stage
   */
  readonly stage?: string;
  /**
   * Whether it is about the requests that the canary of the stage serves.
   *
   * @default false
   */
  readonly canary?: boolean;
}

/**
 * Asserts that requests reach a Lambda function: the integration names it, through stage variables
 * where there are some, and the function's policy lets that stage invoke it.
 *
 * @param fn - a function (any version or alias of it will do), a version, an alias, or an ARN
 * @throws {@link ValidationError} AssertionRoute, AssertionStage - when the API has no such route or
 *   stage
 */
export function invokes(
  target: ApiTarget,
  fn: Expected,
  expected: InvokeExpectation = {},
): AssertionResult {
  const subject = subjectOf(target);
  const wanted = wantedLambda(subject, fn);
  const problems = stagesAt(subject, expected.stage).flatMap((stage) =>
    stageProblems({ subject, stage, canary: expected.canary ?? false }, wanted, expected.route),
  );
  const where = [
    ...(expected.route === undefined ? [] : [` at ${expected.route}`]),
    ...(expected.canary ? [' from the canary'] : []),
    ...(expected.stage === undefined ? [] : [` from stage ${expected.stage}`]),
  ].join('');
  return conclude(subject, `to invoke ${lambdaName(subject.synthesis, wanted)}${where}`, [
    ...(subject.api.stages.length === 0 ? ['it has no stage'] : []),
    ...problems,
  ]);
}

/** The function that an assertion is told to look for. */
function wantedLambda({ synthesis }: Subject, fn: Expected): LambdaReference {
  const lambda = lambdaReference(synthesis, expectedText(synthesis, fn, ['functionArn']));
  if (lambda !== undefined) return lambda;
  throw invalidExpectation('fn', 'a function construct, or the name or ARN of a function', fn);
}

/** The part of a stage that is looked at. */
interface Side {
  readonly subject: Subject;
  readonly stage: AnyStage;
  readonly canary: boolean;
}

function stageProblems(side: Side, wanted: LambdaReference, key: string | undefined): string[] {
  const { subject, stage, canary } = side;
  const name = stageName(subject, stage);
  const overrides = overridesOf(stage);
  if (canary && overrides === undefined) return [`stage ${name} has no canary`];
  const variables = { ...stage.variables, ...(canary && overrides) };
  const outcomes = routesAt(subject, key).map((route) => outcome(side, variables, route, wanted));
  const reached = outcomes.filter(({ reaches }) => reaches);
  if (reached.length > 0) return reached.flatMap(({ problem }) => problem ?? []);
  const found = key === undefined ? 'no route does' : `${outcomes[0]?.problem}`;
  return [`on ${canary ? 'the canary of ' : ''}stage ${name} ${found}`];
}

function overridesOf(stage: AnyStage): Readonly<Record<string, unknown>> | undefined {
  return 'canary' in stage ? stage.canary?.stageVariableOverrides : undefined;
}

interface Outcome {
  readonly reaches: boolean;
  readonly problem?: string;
}

function outcome(
  { subject, stage }: Side,
  variables: Readonly<Record<string, unknown>>,
  route: RouteFacts,
  wanted: LambdaReference,
): Outcome {
  const { synthesis } = subject;
  const text = textOf(integrationPlace(synthesis, route), route.integration?.uri);
  const uri = withStageVariables({ synthesis, source: stage.origin.source }, text, variables);
  const found = uri.includes(':function:') ? lambdaReference(synthesis, uri) : undefined;
  if (found === undefined || !leadsTo(found, wanted)) {
    const what =
      found === undefined ? integrationText(synthesis, route) : lambdaName(synthesis, found);
    return { reaches: false, problem: `${route.key} leads to ${what}` };
  }
  if (hasCredentials(route) || mayInvoke(subject, stage, route, found)) return { reaches: true };
  const name = lambdaName(synthesis, found);
  return {
    reaches: true,
    problem: `${route.key}: no permission lets stage ${stageName(subject, stage)} invoke ${name}`,
  };
}

/** With a role, API Gateway does not ask the function's policy. */
function hasCredentials({ integration }: RouteFacts): boolean {
  if (integration === undefined) return false;
  return 'credentials' in integration
    ? integration.credentials !== undefined
    : 'credentialsArn' in integration && integration.credentialsArn !== undefined;
}
