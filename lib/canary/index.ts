export type { CanaryOptions } from './attach-canary';
export { CanaryAction } from './canary-action';
export type { CanaryLogGroups, CanaryLogOptions } from './canary-logs';
export { CanaryRollout, type ManualRolloutOptions } from './canary-rollout';
export { CanaryStage, type CanaryStageAdoptionProps, type CanaryStageProps } from './canary-stage';
export type { ICanaryStage } from './canary-stage-interface';
export {
  type CanaryPointers,
  CanaryState,
  type CanaryStateContext,
  type PinnedStateOptions,
} from './canary-state';
