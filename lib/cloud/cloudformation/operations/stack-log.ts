import type { StackIdentity } from '../stack-identity';
import { type EventSink, STACK_TYPE, type StackAction, type StackProgress } from './stack-events';

/** What an event says of a resource. */
interface EventSubject {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
}

/** Writes the events of one stack. */
export class StackLog {
  public constructor(
    private readonly stack: StackIdentity,
    private readonly emit: EventSink,
  ) {}

  /** An event of the stack itself. */
  public stackEvent(action: StackAction, status: StackProgress, reason?: string): void {
    const { stackName: logicalId, stackId: physicalId } = this.stack;
    this.write({ logicalId, physicalId, type: STACK_TYPE }, action, status, reason);
  }

  /** An event of a resource of the stack. */
  public resourceEvent(
    { logicalId, type, physicalId }: EventSubject,
    action: StackAction,
    status: StackProgress,
    reason?: string,
  ): void {
    const id = physicalId === undefined ? {} : { physicalId };
    this.write({ logicalId, type, ...id }, action, status, reason);
  }

  private write(
    subject: EventSubject,
    action: StackAction,
    status: StackProgress,
    reason: string | undefined,
  ): void {
    this.emit({
      stackName: this.stack.stackName,
      ...subject,
      action,
      status,
      ...(reason !== undefined && { reason }),
    });
  }
}
