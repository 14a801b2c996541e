import { ValidationError } from '../../errors';
import type { ApiTarget } from '../apis/api-target';
import { stageName, stagesOf } from '../apis/stage-facts';
import type { AssertionResult } from '../assertions/assertion';
import { failure } from '../assertions/failure';
import { type ApiChange, type ApiPair, changesOf, pairApis } from './diff-apis';
import { type StageDeployment, stageDeployments } from './stage-deployments';
import { unmodelledChanges } from './unmodelled-changes';

/** An API with all that happens to it. */
interface ApiUpdate {
  readonly pair: ApiPair;
  readonly stages: readonly StageDeployment[];
  /** What only a new deployment puts into effect. */
  readonly deployable: readonly ApiChange[];
}

/**
 * Expects that deploying `after` over `before` gives stages a new deployment, and that no change
 * stays behind on a stage that keeps its old one.
 *
 * @param before - anything that {@link synth} takes, or an API
 * @param after - the same app, changed
 * @param stage - name of a stage; left out: every stage
 * @throws `AssertionError` - when no stage gets a new deployment, or a change is not live on one
 * @throws {@link ValidationError} AssertionStage - when no API has such a stage
 */
export function expectRedeploy(before: ApiTarget, after: ApiTarget, stage?: string): void {
  const result = redeploys(before, after, stage);
  if (!result.pass) throw failure(result, expectRedeploy);
}

/**
 * Expects that deploying `after` over `before` leaves every stage at its deployment.
 *
 * @param before - anything that {@link synth} takes, or an API
 * @param after - the same app, changed
 * @param stage - name of a stage; left out: every stage
 * @throws `AssertionError` - when a stage gets a new deployment
 * @throws {@link ValidationError} AssertionStage - when no API has such a stage
 */
export function expectNoRedeploy(before: ApiTarget, after: ApiTarget, stage?: string): void {
  const result = keepsDeployments(before, after, stage);
  if (!result.pass) throw failure(result, expectNoRedeploy);
}

function redeploys(before: ApiTarget, after: ApiTarget, stage?: string): AssertionResult {
  const updates = updatesOf(before, after, stage);
  const left = updates.flatMap(leftBehind);
  const moves = updates.some((update) => update.stages.some((each) => isRedeployed(update, each)));
  const problems =
    moves || left.length > 0 ? left : [`no stage gets a new deployment: ${quiet(updates)}`];
  return summary(`expected a new deployment${onStage(stage)}, but`, problems);
}

function keepsDeployments(before: ApiTarget, after: ApiTarget, stage?: string): AssertionResult {
  const problems = updatesOf(before, after, stage).flatMap((update) =>
    update.stages
      .filter(({ fate }) => fate !== 'new')
      .filter((each) => isRedeployed(update, each))
      .map((each) => `stage ${each.stage} of ${update.pair.name} is redeployed ${reasons(update)}`),
  );
  return summary(`expected no new deployment${onStage(stage)}, but`, problems);
}

function summary(title: string, problems: readonly string[]): AssertionResult {
  const pass = problems.length === 0;
  return { pass, message: [title, ...problems.map((text) => `- ${text}`)].join('\n') };
}

function onStage(stage: string | undefined): string {
  return stage === undefined ? '' : ` on stage ${stage}`;
}

function updatesOf(before: ApiTarget, after: ApiTarget, stage?: string): ApiUpdate[] {
  const pairs = pairApis(before, after);
  if (stage !== undefined) checkStage(pairs, stage);
  return pairs.map((pair) => ({
    pair,
    stages: stageDeployments(pair, stage),
    deployable: changesOf(pair).filter(({ carriedBy }) => carriedBy === 'deployment'),
  }));
}

function checkStage(pairs: readonly ApiPair[], stage: string): void {
  const names = pairs.flatMap(({ after }) =>
    after === undefined ? [] : stagesOf(after).map((each) => stageName(after, each)),
  );
  if (names.includes(stage)) return;
  throw new ValidationError(
    'AssertionStage',
    `the stage must be one of ${[...new Set(names)].join(', ') || '(there is no stage)'}, got: ${JSON.stringify(stage)}`,
  );
}

function isRedeployed({ deployable }: ApiUpdate, { fate }: StageDeployment): boolean {
  return fate === 'automatic' ? deployable.length > 0 : fate !== 'kept';
}

/** Changes that a stage does not serve because it keeps its deployment. */
function leftBehind(update: ApiUpdate): string[] {
  return update.stages
    .filter(({ fate }) => fate === 'kept')
    .flatMap(({ stage, deployment }) =>
      update.deployable.map(
        ({ text }) => `${text}, but stage ${stage} keeps deployment ${deployment}: not live`,
      ),
    );
}

/** Why nothing is deployed. */
function quiet(updates: readonly ApiUpdate[]): string {
  const changes = updates.flatMap(({ pair }) => changesOf(pair));
  if (changes.length === 0) return 'nothing in the APIs changed';
  return `no deployment is needed for what changed: ${changes.map(({ text }) => text).join('; ')}`;
}

function reasons({ pair, deployable }: ApiUpdate): string {
  if (deployable.length > 0) return `for ${deployable.map(({ text }) => text).join('; ')}`;
  const others = unmodelledChanges(pair);
  const cause = others.length === 0 ? '' : `; its resources differ in ${others.join(', ')}`;
  return `needlessly: no request can tell a difference${cause}`;
}
