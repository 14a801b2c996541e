/** A deployment that the ledger names, and what is known of it. */
export interface PinnedDeployment {
  /** Id that API Gateway gave it, such as `a1b2c3`; or a token. */
  readonly stableDeploymentId: string;
  /** Logical id it was deployed under: this API is already in production. */
  readonly stableFingerprint?: string;
  /** Logical id of the running canary: only this one may be promoted. */
  readonly canaryFingerprint?: string;
  /** Logical id of an aborted canary: not started again unless asked to. */
  readonly abortedFingerprint?: string;
}

/** What a deploy is to do with the canary. */
export type ActionName = 'start' | 'promote' | 'abort' | 'retry' | 'direct';

/** What {@link decide} needs to know. */
export interface PinnedSituation {
  readonly action: ActionName;
  /** Percentage that a new canary gets, 0 to 100. */
  readonly percentTraffic: number;
  /** Logical id of the deployment in this template. */
  readonly fingerprint: string;
  /** What production is pinned to; absent before the first pin. */
  readonly pinned?: PinnedDeployment;
}

/** Where the two pointers of a stage go: to this template's deployment or to the pinned one. */
export interface PinnedDecision {
  readonly stable: 'new' | 'pinned';
  readonly canary: 'new' | 'pinned';
  readonly percentTraffic: number;
}

/** Why there is no decision. */
export interface PinnedRefusal {
  readonly code: 'CanaryNothingPinned' | 'CanaryNotRunning';
  readonly problem: string;
}

const ALL_NEW: PinnedDecision = { stable: 'new', canary: 'new', percentTraffic: 0 };

/** Production stays where it is, and nothing else is served. */
export const ALL_PINNED: PinnedDecision = { stable: 'pinned', canary: 'pinned', percentTraffic: 0 };

/**
 * Decides where the stage and its canary point. The first row that fits counts:
 *
 * | row | when | stage, canary, percent |
 * |---|---|---|
 * | 1 | action direct | new, new, 0 |
 * | 2 | nothing pinned, action start | new, new, 0: the first deployment |
 * | 3 | nothing pinned, any other action | refused |
 * | 4 | this API is what production is pinned to | new, new, 0 |
 * | 5 | action promote, and another canary is running | refused |
 * | 6 | action promote | new, new, 0 |
 * | 7 | action abort | pinned, pinned, 0 |
 * | 8 | action start, and this canary was aborted | pinned, pinned, 0 |
 * | 9 | action start or retry | pinned, new, percent |
 */
export function decide(situation: PinnedSituation): PinnedDecision | PinnedRefusal {
  const { action, pinned, fingerprint, percentTraffic } = situation;
  if (action === 'direct') return ALL_NEW;
  if (pinned === undefined) return action === 'start' ? ALL_NEW : nothingPinned(action);
  if (pinned.stableFingerprint === fingerprint) return ALL_NEW;
  if (action === 'promote') return promote(pinned, fingerprint);
  const aborted = pinned.abortedFingerprint === fingerprint && action === 'start';
  if (action === 'abort' || aborted) return ALL_PINNED;
  return { stable: 'pinned', canary: 'new', percentTraffic };
}

function promote(pinned: PinnedDeployment, fingerprint: string): PinnedDecision | PinnedRefusal {
  const { canaryFingerprint } = pinned;
  if (canaryFingerprint === undefined || canaryFingerprint === fingerprint) return ALL_NEW;
  const problem =
    `must promote the running canary ${canaryFingerprint}, got: ${fingerprint}; ` +
    'the API has changed since the canary started, deploy it with action start first';
  return { code: 'CanaryNotRunning', problem };
}

function nothingPinned(action: ActionName): PinnedRefusal {
  const problem =
    `must be start or direct while nothing is pinned, got: ${action}; ` +
    'record the id of the deployment that serves production first';
  return { code: 'CanaryNothingPinned', problem };
}

/** Tells a refusal from a decision. */
export const isRefusal = (outcome: PinnedDecision | PinnedRefusal): outcome is PinnedRefusal =>
  'code' in outcome;
