import { reasonOf } from '../template-error';
import { deleteResources, type Removal } from './delete-resources';
import type { Operation, ResourceChange } from './operation';
import { updateResource } from './resource-work';
import type { ResourceRecord, StackRecord } from './stack-record';

const CLEANUP_ATTEMPTS = 3;

/**
 * Takes a stack back to where it was before an operation that failed: resources are updated to the
 * properties that they had, in the order of the earlier template, then what was created is deleted.
 * A stack that was being created is deleted.
 *
 * @param reason why, as the events show it
 * @returns the stack as it is then; undefined when nothing is left of it
 */
export async function rollBackStack(
  operation: Operation,
  reason: string,
): Promise<StackRecord | undefined> {
  const { before, log, stack } = operation;
  if (before === undefined) {
    log.stackEvent('ROLLBACK', 'IN_PROGRESS', reason);
    const left = await undoCreations(operation);
    log.stackEvent('ROLLBACK', left.length === 0 ? 'COMPLETE' : 'FAILED');
    return left.length === 0 ? undefined : remains(operation, left);
  }
  const undone = await undoUpdates(operation, reason);
  if (undone) await undoCreations(operation);
  const status = undone ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_FAILED';
  return { ...before, identity: stack.identity, status, resources: operation.restored };
}

/** What a creation left behind that could not be deleted again. */
function remains({ stack }: Operation, left: readonly ResourceRecord[]): StackRecord {
  return {
    identity: stack.identity,
    status: 'ROLLBACK_FAILED',
    template: stack.template,
    resources: new Map(left.map((record) => [record.logicalId, record] as const).reverse()),
    outputs: new Map(),
    exports: new Map(),
    imports: new Set(),
  };
}

/** Updates resources back; false when one of them refused. */
async function undoUpdates(operation: Operation, reason?: string): Promise<boolean> {
  const { before, log, changes, started, restored } = operation;
  if (before === undefined || !started) return true;
  log.stackEvent('UPDATE_ROLLBACK', 'IN_PROGRESS', reason);
  const changed = new Map(changes.map((change) => [change.after.logicalId, change]));
  let failures = 0;
  for (const [logicalId, record] of before.resources) {
    const change = changed.get(logicalId);
    if (change?.kind !== 'update') continue;
    const undone = await undoUpdate(operation, change, record);
    restored.set(logicalId, undone.record);
    if (!undone.succeeded) failures += 1;
  }
  if (failures > 0) log.stackEvent('UPDATE_ROLLBACK', 'FAILED');
  return failures === 0;
}

interface Undone {
  readonly record: ResourceRecord;
  readonly succeeded: boolean;
}

async function undoUpdate(
  operation: Operation,
  { child, after }: ResourceChange,
  before: ResourceRecord,
): Promise<Undone> {
  const { world, stack, log, superseded } = operation;
  if (child !== undefined) return undoNested(child, before);
  log.resourceEvent(after, 'UPDATE', 'IN_PROGRESS');
  try {
    const work = { before: after, wanted: before, rollback: true };
    const { physicalId } = await updateResource(world, stack.identity, work);
    if (physicalId !== after.physicalId) superseded.push(after);
    log.resourceEvent(before, 'UPDATE', 'COMPLETE');
    // What depends on the resource keeps the values that it had: a rollback consults nobody again.
    return { record: { ...before, physicalId }, succeeded: true };
  } catch (error) {
    log.resourceEvent(after, 'UPDATE', 'FAILED', reasonOf(error));
    return { record: after, succeeded: false };
  }
}

async function undoNested(child: Operation, before: ResourceRecord): Promise<Undone> {
  const succeeded = await undoUpdates(child);
  if (!child.started || child.before === undefined) return { record: before, succeeded };
  const status = succeeded ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_FAILED';
  const nested: StackRecord = { ...child.before, status, resources: child.restored };
  return { record: { ...before, nested }, succeeded };
}

/** Deletes what an operation created; gives back what could not be deleted. */
async function undoCreations(operation: Operation): Promise<readonly ResourceRecord[]> {
  const { world, stack, before, changes, log, started, superseded } = operation;
  world.exports.restore(stack.identity, before);
  if (!started) return [];
  if (before !== undefined) log.stackEvent('UPDATE_ROLLBACK', 'COMPLETE_CLEANUP_IN_PROGRESS');
  const obsolete = new Set(superseded);
  const removals = [...changes]
    .reverse()
    .filter(({ kind, child, after }) => kind !== 'update' || child || obsolete.has(after))
    .map(removalOf);
  const attempts = before === undefined ? 1 : CLEANUP_ATTEMPTS;
  const left = await deleteResources(world, stack.identity, removals, attempts);
  if (before !== undefined) log.stackEvent('UPDATE_ROLLBACK', 'COMPLETE');
  return left;
}

function removalOf({ kind, after, child }: ResourceChange): Removal {
  const retain = kind === 'create' && after.deletionPolicy === 'Retain';
  if (child === undefined || retain) return { record: after, retain };
  return { record: after, retain, run: async () => (await undoCreations(child)).length === 0 };
}
