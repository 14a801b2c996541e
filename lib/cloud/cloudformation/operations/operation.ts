import { generatedName } from '../physical-names';
import { identify, type StackIdentity } from '../stack-identity';
import { templateError } from '../template-error';
import {
  type PreparedStack,
  prepareStack,
  type StackInput,
  type StackOutputs,
} from './prepared-stack';
import { StackLog } from './stack-log';
import type { ResourceRecord, StackRecord, StackStatus } from './stack-record';
import type { World } from './world';

/** What an operation did to one resource, in the order in which it was done. */
export interface ResourceChange {
  readonly kind: 'create' | 'update' | 'replace';
  /** @default - the resource is new */
  readonly before?: ResourceRecord;
  /** As far as it came, when the change failed. */
  readonly after: ResourceRecord;
  /** The operation on the nested stack that the resource is. */
  readonly child?: Operation;
}

/** The creation or the update of a stack, while it runs. */
export interface Operation {
  readonly world: World;
  readonly stack: PreparedStack;
  /** @default - the stack is created */
  readonly before?: StackRecord;
  readonly log: StackLog;
  /** Called before the first change: there may be none. */
  readonly onStart: () => void;
  readonly changes: ResourceChange[];
  started: boolean;
  result: StackOutputs;
  /** The resources after a rollback, once there was one. */
  restored: Map<string, ResourceRecord>;
  /** What a rollback made superfluous. */
  readonly superseded: ResourceRecord[];
}

const UPDATABLE: ReadonlySet<StackStatus> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
]);

const NO_OUTPUTS: StackOutputs = { outputs: new Map(), exports: new Map() };

/**
 * Starts the creation of a stack, or the update of one that exists; nothing is deployed yet.
 *
 * @throws {@link ValidationError} when CloudFormation would refuse the template or the update
 */
export function prepareOperation(
  world: World,
  input: StackInput,
  before?: StackRecord,
  onStart: () => void = () => undefined,
): Operation {
  if (before !== undefined) checkUpdatable(before, input);
  return {
    world,
    stack: prepareStack(world, input),
    ...(before && { before }),
    log: new StackLog(input.identity, world.emit),
    onStart,
    changes: [],
    started: false,
    result: NO_OUTPUTS,
    restored: new Map(before?.resources),
    superseded: [],
  };
}

/** Writes the first event of an operation, once it has something to do. */
export function start(operation: Operation): void {
  if (operation.started) return;
  operation.started = true;
  operation.onStart();
  operation.log.stackEvent(operation.before === undefined ? 'CREATE' : 'UPDATE', 'IN_PROGRESS');
}

/** The stack after all resources were created and updated. */
export function appliedStack({ stack, before, started, result }: Operation): StackRecord {
  const changedStatus = before === undefined ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
  return {
    identity: stack.identity,
    status: started || before === undefined ? changedStatus : before.status,
    template: stack.template,
    resources: stack.scope.records,
    ...result,
    imports: stack.scope.imports,
  };
}

function checkUpdatable(before: StackRecord, { identity, template }: StackInput): void {
  if (!UPDATABLE.has(before.status)) {
    throw templateError(
      'StackState',
      `Stack:${identity.stackId} is in ${before.status} state and can not be updated; delete the stack first`,
      identity.source,
    );
  }
  const resources = new Map(Object.entries(template.Resources ?? {}));
  const changed = [...before.resources.values()].filter(({ logicalId, type }) => {
    const next = resources.get(logicalId)?.Type;
    return next !== undefined && next !== type;
  });
  const [first] = changed;
  if (first === undefined) return;
  const names = changed.map(({ logicalId }) => logicalId).join(', ');
  throw templateError(
    'StackState',
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${names}]; give the new resource another logical id`,
    `${identity.source}/Resources/${first.logicalId}`,
  );
}

/** Identity of a stack that is created inside of another. */
export function nestedIdentity(
  world: World,
  parent: StackIdentity,
  logicalId: string,
): StackIdentity {
  const name = generatedName(parent.stackName, logicalId, 128, world.ids.of(parent.stackId));
  return identify(`${parent.source}/${logicalId}`, name, parent, world.ids);
}
