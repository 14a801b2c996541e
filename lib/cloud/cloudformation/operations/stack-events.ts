/** What is done to a stack or to a resource. */
export type StackAction = 'CREATE' | 'UPDATE' | 'DELETE' | 'ROLLBACK' | 'UPDATE_ROLLBACK';

/** How far it is. */
export type StackProgress =
  | 'IN_PROGRESS'
  | 'COMPLETE'
  | 'COMPLETE_CLEANUP_IN_PROGRESS'
  | 'FAILED'
  | 'SKIPPED';

/** One line of what happened to a stack; `action_status` is CloudFormation's `ResourceStatus`. */
export interface StackEvent {
  /** The stack as it is named in the account. */
  readonly stackName: string;
  /** Logical id of the resource; name of the stack for events of the stack itself. */
  readonly logicalId: string;
  /** Such as `AWS::ApiGateway::Stage`. */
  readonly type: string;
  /**
   * What `Ref` yields.
   *
   * @default - nothing was made yet
   */
  readonly physicalId?: string;
  /** What is done to it. */
  readonly action: StackAction;
  /** How far that is. */
  readonly status: StackProgress;
  /**
   * Why it failed, or is done.
   *
   * @default - none: all went as it should
   */
  readonly reason?: string;
}

/** Takes events as they happen. */
export type EventSink = (event: StackEvent) => void;

/** Type of a stack in its own events, and of a nested stack in a template. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';
