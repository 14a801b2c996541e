import { AspectPriority, Aspects, Lazy, Tokenization } from 'aws-cdk-lib';
import type { CfnStage, Deployment, IRestApi, Stage } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import {
  checkCanaryVariables,
  checkPercent,
  checkSharedCache,
  stageProblems,
  variableProblems,
} from '../private/canary-checks';
import { CanaryAction } from './canary-action';
import type { CanaryLogOptions } from './canary-logs';
import type { CanaryRollout } from './canary-rollout';
import type { CanaryPointers, CanaryState } from './canary-state';
import { CanaryWarnings } from './canary-warnings';
import { retain } from './fingerprint-deployment';

/** What makes a stage a canary stage. */
export interface CanaryOptions {
  /** API of the stage. */
  readonly api: IRestApi;

  /** How a deploy knows which deployment serves production. */
  readonly state: CanaryState;

  /** How much traffic a canary gets. */
  readonly rollout: CanaryRollout;

  /**
   * What this deploy does with the canary; `CanaryAction.fromContext(this, 'canary')` asks the
   * command line.
   *
   * @default CanaryAction.START
   */
  readonly action?: CanaryAction;

  /**
   * Stage variables that only the canary sees, or sees with another value: flags and labels. Not
   * for what selects code: a promotion does not copy them to the stage.
   *
   * Names of up to 64 letters, digits and underscores, values of up to 512 characters, no more than
   * 100 variables together with those of the stage.
   *
   * @default - the canary sees the variables of the stage
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
   */
  readonly canaryVariables?: { [name: string]: string };

  /**
   * Whether the canary answers from the cache of the stage; needs a cache cluster.
   *
   * @default false
   */
  readonly useStageCache?: boolean;

  /**
   * Log groups of the canary.
   *
   * @default - as `CanaryLogOptions` says
   */
  readonly logs?: CanaryLogOptions;
}

/**
 * Points a stage and its canary to where the state says.
 *
 * All four canary settings are always there: CloudFormation does not undo one that it no longer
 * finds in a template, so an idle canary has to say that it is idle.
 */
export function attachCanary(
  scope: Construct,
  stage: Stage,
  deployment: Deployment,
  options: CanaryOptions,
): CanaryPointers {
  const cfnStage = stage.node.defaultChild as CfnStage;
  const { api, state, rollout, canaryVariables } = options;
  checkPercent(scope, rollout.percentTraffic);
  checkCanaryVariables(scope, plainVariables(cfnStage), canaryVariables);
  checkSharedCache(scope, cfnStage, options.useStageCache);
  retain(deployment);
  const pointers = state.bind(scope, {
    api,
    stageName: cfnStage.stageName ?? stage.stageName,
    cfnStage,
    deployment,
    action: options.action ?? CanaryAction.START,
    percentTraffic: rollout.percentTraffic,
  });
  cfnStage.deploymentId = pointers.stableDeploymentId;
  cfnStage.canarySetting = {
    deploymentId: pointers.canaryDeploymentId,
    percentTraffic: pointers.percentTraffic,
    stageVariableOverrides: overrides(cfnStage, canaryVariables),
    useStageCache: options.useStageCache ?? false,
  };
  scope.node.addValidation({
    validate: () => [...stageProblems(api), ...variableProblems(scope, cfnStage, canaryVariables)],
  });
  Aspects.of(scope).add(new CanaryWarnings(scope, api), { priority: AspectPriority.READONLY });
  return pointers;
}

/**
 * All variables of the stage, and the canary's over them: an override that leaves the template
 * may stay on the stage, so what falls back to the stage's value says so.
 *
 * Late, because variables may still be added to the stage.
 */
function overrides(
  cfnStage: CfnStage,
  canaryVariables: CanaryOptions['canaryVariables'],
): Record<string, string> {
  return Lazy.uncachedAny({
    produce: (context) => ({ ...context.resolve(cfnStage.variables), ...canaryVariables }),
  }) as unknown as Record<string, string>;
}

const plainVariables = ({ variables }: CfnStage): Record<string, string> | undefined =>
  Tokenization.isResolvable(variables) ? undefined : variables;
