import { deleteResources, type Removal } from './delete-resources';
import type { Operation } from './operation';
import type { ResourceRecord } from './stack-record';

/** CloudFormation tries so often to delete what is left of an update, then leaves it. */
const CLEANUP_ATTEMPTS = 3;

/**
 * Ends an update that succeeded: what left the template and what was replaced is deleted, behind
 * all that depended on it. What cannot be deleted stays, and the update has succeeded all the same.
 */
export async function commitStack(operation: Operation): Promise<void> {
  const { world, stack, before, log, started } = operation;
  if (before === undefined || !started) return;
  log.stackEvent('UPDATE', 'COMPLETE_CLEANUP_IN_PROGRESS');
  await deleteResources(
    world,
    stack.identity,
    removals(operation, before.resources),
    CLEANUP_ATTEMPTS,
  );
  log.stackEvent('UPDATE', 'COMPLETE');
}

/** In the reverse of the order in which the resources were created. */
function removals(
  { stack, changes }: Operation,
  earlier: ReadonlyMap<string, ResourceRecord>,
): readonly Removal[] {
  const changed = new Map(changes.map((change) => [change.after.logicalId, change]));
  return [...earlier.values()].reverse().flatMap((record): Removal[] => {
    const { logicalId, deletionPolicy, physicalId } = record;
    if (!stack.scope.records.has(logicalId)) {
      return [{ record, retain: deletionPolicy.startsWith('Retain') }];
    }
    const change = changed.get(logicalId);
    const child = change?.child;
    if (child !== undefined) return [{ record, retain: false, run: () => commitChild(child) }];
    if (change === undefined || change.after.physicalId === physicalId) return [];
    return [{ record, retain: change.after.updateReplacePolicy === 'Retain' }];
  });
}

/** A nested stack that is updated cannot fail any more, whatever it leaves behind. */
async function commitChild(child: Operation): Promise<boolean> {
  await commitStack(child);
  return true;
}
