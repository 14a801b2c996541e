import { type ApiChange, changesOf, pairApis } from '../redeploy/diff-apis';
import { stageDeployments } from '../redeploy/stage-deployments';
import type { Synthesis } from '../synthesis/synthesis';

/** A change that callers cannot see yet. */
export interface NotLive {
  /** What was changed. */
  readonly change: ApiChange;
  /** Why it is not live, as a sentence. */
  readonly reason: string;
}

/** What became of the changes between two deployments. */
export interface Liveness {
  /** Changes that callers see. */
  readonly live: readonly ApiChange[];
  /** Changes that callers do not see yet. */
  readonly notLive: readonly NotLive[];
}

/**
 * Tells which changes of APIs are live after an update: those that the update itself puts into
 * effect, and those that a new deployment carries to a stage.
 */
export function livenessOf(before: Synthesis, after: Synthesis): Liveness {
  const live: ApiChange[] = [];
  const notLive: NotLive[] = [];
  for (const pair of pairApis(before, after)) {
    const stages = stageDeployments(pair);
    const kept = stages.filter(({ fate }) => fate === 'kept').map(({ stage }) => stage);
    for (const change of changesOf(pair)) {
      if (change.carriedBy === 'nothing') continue;
      const waits =
        change.carriedBy === 'deployment' && kept.length > 0 && pair.before !== undefined;
      if (waits) notLive.push({ change, reason: reasonOf(change, kept) });
      if (!waits || kept.length < stages.length) live.push(change);
    }
  }
  return { live, notLive };
}

function reasonOf({ text }: ApiChange, stages: readonly string[]): string {
  const names = stages.map((stage) => `\`${stage}\``).join(' and ');
  return `${text}, but ${names} still ${stages.length === 1 ? 'serves' : 'serve'} the deployment from before: no new deployment carries it`;
}
