import type { StackIdentity } from '../stack-identity';
import { reasonOf } from '../template-error';
import { deleteResource } from './resource-work';
import { StackLog } from './stack-log';
import type { ResourceRecord, StackRecord } from './stack-record';
import type { World } from './world';

/** Work that removes something, behind all that depends on it. */
export interface Removal {
  readonly record: ResourceRecord;
  /** Whether the resource stays in the account although the stack forgets it. */
  readonly retain: boolean;
  /**
   * Removes a part of the resource only, as for nested stacks; says whether that is all gone.
   *
   * @default - deletes the resource, with all that is in it
   */
  readonly run?: () => Promise<boolean>;
}

/**
 * Deletes resources in the order in which they are given. What a resource depends on is left
 * alone when the resource could not be deleted.
 *
 * @param attempts how often a resource is tried that could not be deleted, at least 1
 * @returns what could not be deleted
 */
export async function deleteResources(
  world: World,
  stack: StackIdentity,
  removals: readonly Removal[],
  attempts: number,
): Promise<readonly ResourceRecord[]> {
  let pending = removals;
  for (let attempt = 0; attempt < attempts && pending.length > 0; attempt += 1) {
    pending = await deleteOnce(world, stack, pending);
  }
  return pending.map(({ record }) => record);
}

async function deleteOnce(
  world: World,
  stack: StackIdentity,
  removals: readonly Removal[],
): Promise<readonly Removal[]> {
  const failed: Removal[] = [];
  const blocked = new Set<string>();
  for (const removal of removals) {
    const { logicalId, dependencies } = removal.record;
    if (!blocked.has(logicalId) && (await deleteOne(world, stack, removal))) continue;
    failed.push(removal);
    for (const name of dependencies) blocked.add(name);
  }
  return failed;
}

async function deleteOne(world: World, stack: StackIdentity, removal: Removal): Promise<boolean> {
  const { record, retain, run } = removal;
  const log = new StackLog(stack, world.emit);
  if (retain) {
    log.resourceEvent(record, 'DELETE', 'SKIPPED');
    return true;
  }
  if (run !== undefined) return run();
  log.resourceEvent(record, 'DELETE', 'IN_PROGRESS');
  try {
    await (record.nested === undefined
      ? deleteResource(world, stack, record)
      : deleteStack(world, record.nested));
    log.resourceEvent(record, 'DELETE', 'COMPLETE');
    return true;
  } catch (error) {
    log.resourceEvent(record, 'DELETE', 'FAILED', reasonOf(error));
    return false;
  }
}

/**
 * Deletes a stack with its nested stacks.
 *
 * @throws {@link ValidationError} StackExport - when another stack imports what it exports
 * @throws {@link DeletionFailure} when resources could not be deleted
 */
export async function deleteStack(world: World, stack: StackRecord): Promise<void> {
  const { identity } = stack;
  world.exports.checkDeletion(identity);
  const log = new StackLog(identity, world.emit);
  log.stackEvent('DELETE', 'IN_PROGRESS');
  const removals = [...stack.resources.values()]
    .reverse()
    .map((record) => ({ record, retain: record.deletionPolicy.startsWith('Retain') }));
  const failed = await deleteResources(world, identity, removals, 1);
  if (failed.length > 0) {
    const names = failed.map(({ logicalId }) => logicalId).join(', ');
    const reason = `The following resource(s) failed to delete: [${names}]. `;
    log.stackEvent('DELETE', 'FAILED', reason);
    throw new DeletionFailure(reason, failed);
  }
  world.exports.restore(identity);
  log.stackEvent('DELETE', 'COMPLETE');
}

/** Some resources of a stack could not be deleted. */
export class DeletionFailure extends Error {
  /**
   * @param message reason, as the events show it
   * @param remaining what is still there
   */
  public constructor(
    message: string,
    public readonly remaining: readonly ResourceRecord[],
  ) {
    super(message);
    this.name = 'DeletionFailure';
  }
}
