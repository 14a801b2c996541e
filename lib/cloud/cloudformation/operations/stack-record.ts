import type { CfnTemplate } from '../../../model';
import type { JsonObject } from '../../../model/value';
import type { StackIdentity } from '../stack-identity';

/** States in which a stack can stay. */
export type StackStatus =
  | 'CREATE_COMPLETE'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'ROLLBACK_FAILED'
  | 'DELETE_FAILED';

/** A resource that exists. */
export interface ResourceRecord {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** How often the logical id was created in its stack, this time included: ids differ by it. */
  readonly creation: number;
  readonly attributes: JsonObject;
  /** Resolved properties, with dynamic references as they stand: what updates are compared by. */
  readonly properties: JsonObject;
  /** Properties as the provider was given them. */
  readonly given: JsonObject;
  readonly metadata: JsonObject;
  /** Logical ids that this resource needs. */
  readonly dependencies: readonly string[];
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
  /** The stack that the resource is, for nested stacks. */
  readonly nested?: StackRecord;
}

/** A stack that exists. */
export interface StackRecord {
  readonly identity: StackIdentity;
  readonly status: StackStatus;
  readonly template: CfnTemplate;
  /** By logical id, in the order in which they were created. */
  readonly resources: ReadonlyMap<string, ResourceRecord>;
  /** By name of the output. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Value by name of the export. */
  readonly exports: ReadonlyMap<string, string>;
  /** Names of the exports that the stack imports. */
  readonly imports: ReadonlySet<string>;
}
