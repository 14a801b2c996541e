import type { Target } from '../../model';
import type { Subject } from '../apis/api-target';
import { targetName } from '../apis/names';
import { sameResource } from '../apis/same-resource';
import { type AnyStage, findStage, stageName, stagesOf } from '../apis/stage-facts';
import type { ApiPair } from './diff-apis';

/** What happens to the deployment of a stage. */
export interface StageDeployment {
  /** Name of the stage. */
  readonly stage: string;
  /**
   * `new`: there was no such stage; `changed`: it serves another deployment; `kept`: the same;
   * `automatic`: an HTTP API deploys every change itself.
   */
  readonly fate: 'new' | 'changed' | 'kept' | 'automatic';
  /** The deployment by its construct path and, where these are one, its logical id. */
  readonly deployment: string;
}

/** What happens to the stages of an API that are there afterwards. */
export function stageDeployments({ before, after }: ApiPair, name?: string): StageDeployment[] {
  if (after === undefined) return [];
  return stagesOf(after)
    .filter((stage) => name === undefined || stageName(after, stage) === name)
    .map((stage) => {
      const old = before && findStage(before, stageName(after, stage));
      return {
        stage: stageName(after, stage),
        fate: fateOf(old, stage),
        deployment: deploymentName(after, stage.deployment),
      };
    });
}

function fateOf(before: AnyStage | undefined, after: AnyStage): StageDeployment['fate'] {
  if (before === undefined) return 'new';
  if ('autoDeploy' in after && after.autoDeploy === true) return 'automatic';
  const kept =
    isKept(before.deployment, after.deployment) && isKept(canaryOf(before), canaryOf(after));
  return kept ? 'kept' : 'changed';
}

function isKept(before: Target | undefined, after: Target | undefined): boolean {
  return (before === undefined && after === undefined) || sameResource(before, after);
}

/** Of a canary that is taken away nothing has to be deployed. */
function canaryOf(stage: AnyStage): Target | undefined {
  return 'canary' in stage ? stage.canary?.deployment : undefined;
}

function deploymentName({ synthesis }: Subject, target: Target | undefined): string {
  if (target === undefined) return 'none';
  const name = targetName(synthesis, target);
  return target.kind === 'resource' ? `${name} (${target.id.logicalId})` : name;
}
