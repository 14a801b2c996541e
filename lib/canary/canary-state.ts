import { Annotations, Lazy, Stack } from 'aws-cdk-lib';
import type { CfnStage, Deployment, IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { ValidationError } from '../errors';
import {
  ALL_PINNED,
  decide,
  isRefusal,
  type PinnedDecision,
  type PinnedDeployment,
  type PinnedRefusal,
} from '../private/canary-decision';
import { checkDeploymentId, LEDGER_FILE, ledgerKey, readPinned } from '../private/canary-ledger';
import { refuse } from '../private/checks';
import { CanaryAction } from './canary-action';
import { deploymentResource } from './fingerprint-deployment';

/** Where a stage and its canary point. */
export interface CanaryPointers {
  /** Deployment that serves production; may be a token. */
  readonly stableDeploymentId: string;

  /** Deployment that serves the canary, the same as production's while none runs; may be a token. */
  readonly canaryDeploymentId: string;

  /** Percentage of the requests that the canary serves, 0 to 100; may be a token. */
  readonly percentTraffic: number;
}

/** What a {@link CanaryState} gets to know of its stage. */
export interface CanaryStateContext {
  /** API of the stage. */
  readonly api: IRestApi;

  /** Name of the stage. */
  readonly stageName: string;

  /** L1 of the stage. */
  readonly cfnStage: CfnStage;

  /** The API as this template has it. */
  readonly deployment: Deployment;

  /** What this deploy is to do. */
  readonly action: CanaryAction;

  /** Percentage that a canary gets when it starts, 0 to 100; may be a token. */
  readonly percentTraffic: number;
}

/** How {@link CanaryState.pinned} knows production. At most one of the two is given. */
export interface PinnedStateOptions {
  /**
   * JSON file that names the deployment in production of each stage, seen from the directory that
   * the app runs in.
   *
   * A member is named `account/region/stack/path`. It has a `stableDeploymentId`, and may have the
   * logical ids `stableFingerprint`, `canaryFingerprint` and `abortedFingerprint`.
   *
   * @default 'gatehouse.canary.json' - if there is one, else nothing is pinned
   */
  readonly file?: string;

  /**
   * Id of the deployment in production, such as `a1b2c3`; may be a token.
   *
   * @default - what the file says
   */
  readonly stableDeploymentId?: string;
}

/** How a deploy knows which deployment serves production, which a template cannot say. */
export abstract class CanaryState {
  /**
   * Production is what a file, or an id in the code, says it is.
   *
   * Needs nothing in the account, and does nothing that is not written down: after the first deploy
   * and after each promotion the id has to be recorded. As long as nothing is pinned, a deploy
   * serves everybody.
   */
  public static pinned(options: PinnedStateOptions = {}): CanaryState {
    return new PinnedState(options);
  }

  /**
   * Decides where the stage points.
   *
   * @param scope - the stage's own construct: what the state needs is made here
   * @param context - the stage
   */
  public abstract bind(scope: Construct, context: CanaryStateContext): CanaryPointers;
}

class PinnedState extends CanaryState {
  public constructor(private readonly options: PinnedStateOptions) {
    super();
  }

  public override bind(scope: Construct, context: CanaryStateContext): CanaryPointers {
    const pinned = readOptions(scope, this.options);
    const { action, deployment, percentTraffic } = context;
    if (pinned === undefined && action === CanaryAction.START) warnOfNoPin(scope);
    const situation = { action: action.name, percentTraffic, ...(pinned && { pinned }) };
    const { deploymentId } = deployment;
    const ids = { new: deploymentId, pinned: pinned?.stableDeploymentId ?? deploymentId };
    if (!restsOnFingerprint(pinned)) {
      return pointers(ids, settle(scope, decide({ ...situation, fingerprint: '' })));
    }
    const resource = deploymentResource(deployment);
    const fingerprint = (): string => Stack.of(resource).resolve(resource.logicalId);
    return latePointers(scope, ids, () => decide({ ...situation, fingerprint: fingerprint() }));
  }
}

type Outcome = PinnedDecision | PinnedRefusal;
type DeploymentIds = Readonly<Record<PinnedDecision['stable'], string>>;

const restsOnFingerprint = (pinned: PinnedDeployment | undefined): boolean =>
  pinned !== undefined && Object.keys(pinned).length > 1;

const pointers = (ids: DeploymentIds, decision: PinnedDecision): CanaryPointers => ({
  stableDeploymentId: ids[decision.stable],
  canaryDeploymentId: ids[decision.canary],
  percentTraffic: decision.percentTraffic,
});

/** Late, because the logical id of the deployment is known when the API is complete. */
function latePointers(
  scope: Construct,
  ids: DeploymentIds,
  outcome: () => Outcome,
): CanaryPointers {
  // The validation tells a refusal; where it is skipped, production stays where it is.
  const late = (): CanaryPointers => {
    const result = outcome();
    return pointers(ids, isRefusal(result) ? ALL_PINNED : result);
  };
  scope.node.addValidation({ validate: () => problems(outcome()) });
  return {
    stableDeploymentId: Lazy.uncachedString({ produce: () => late().stableDeploymentId }),
    canaryDeploymentId: Lazy.uncachedString({ produce: () => late().canaryDeploymentId }),
    percentTraffic: Lazy.uncachedNumber({ produce: () => late().percentTraffic }),
  };
}

function settle(scope: Construct, outcome: Outcome): PinnedDecision {
  if (!isRefusal(outcome)) return outcome;
  throw new ValidationError(outcome.code, `\`action\` ${outcome.problem}`, scope);
}

const problems = (outcome: Outcome): string[] =>
  isRefusal(outcome) ? [`${outcome.code}: \`action\` ${outcome.problem}`] : [];

function readOptions(scope: Construct, options: PinnedStateOptions): PinnedDeployment | undefined {
  const { file, stableDeploymentId } = options;
  if (stableDeploymentId === undefined) return readPinned(scope, file);
  const code = 'CanaryPin';
  if (file !== undefined) {
    const context = { scope, code, prop: 'state', change: 'leave one of them out' };
    refuse(context, 'must have a `file` or a `stableDeploymentId`, not both', file);
  }
  const change = 'give the id that `aws apigateway get-stage` prints';
  checkDeploymentId({ scope, code, prop: 'state.stableDeploymentId', change }, stableDeploymentId);
  return { stableDeploymentId };
}

function warnOfNoPin(scope: Construct): void {
  const key = ledgerKey(scope) ?? 'account/region/stack/path';
  Annotations.of(scope).addWarningV2(
    'cdk-gatehouse:canaryNotPinned',
    `no deployment is pinned as production, so this deploy serves everybody; afterwards record its id as "stableDeploymentId" of "${key}" in ${LEDGER_FILE}, or deploy with action direct`,
  );
}
