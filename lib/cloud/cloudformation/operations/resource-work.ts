import type { CfnResource } from '../../../model';
import { isObject, type JsonObject, own } from '../../../model/value';
import { resolveDynamicReferences } from '../intrinsics/dynamic-references';
import { sameJson } from '../json-value';
import type {
  ExistingResourceContext,
  ResourceContext,
  ResourceProvider,
  ResourceState,
} from '../provider';
import type { StackIdentity } from '../stack-identity';
import { dynamicReader } from './dynamic-values';
import type { ResourceRecord } from './stack-record';
import type { World } from './world';

/** A resource as the template wants it, with the properties that its provider is given. */
export type WantedResource = Omit<
  ResourceRecord,
  'physicalId' | 'creation' | 'attributes' | 'nested'
>;

/** What a template says of a resource, once its intrinsics are resolved. */
export interface ResolvedResource {
  readonly logicalId: string;
  readonly resource: CfnResource;
  readonly properties: unknown;
  readonly dependencies: readonly string[];
  readonly deletionPolicy: unknown;
  readonly updateReplacePolicy: unknown;
}

const NO_PROPERTIES: JsonObject = {};

/** What a resource is to become; dynamic references stand in its properties still. */
export function wantedResource(world: World, found: ResolvedResource): WantedResource {
  const { logicalId, resource, properties: resolved, dependencies } = found;
  const { Type: type, Metadata: metadata = NO_PROPERTIES } = resource;
  const plain = isObject(resolved) ? resolved : NO_PROPERTIES;
  const properties = world.providerOf(type).normalize?.(plain) ?? plain;
  return {
    logicalId,
    type,
    properties,
    given: properties,
    metadata,
    dependencies,
    deletionPolicy: textOf(found.deletionPolicy),
    updateReplacePolicy: textOf(found.updateReplacePolicy),
  };
}

/** Reads the dynamic references of a resource, which is done when it is created or updated only. */
export function readDynamicReferences(
  world: World,
  stack: StackIdentity,
  wanted: WantedResource,
): WantedResource {
  const given = resolveDynamicReferences(wanted.properties, dynamicReader(world, stack));
  return { ...wanted, given: given as JsonObject };
}

/** Creates a resource. */
export async function createResource(
  world: World,
  stack: StackIdentity,
  wanted: WantedResource,
): Promise<ResourceRecord> {
  const creation = countCreation(world, stack, wanted.logicalId);
  const context = contextOf(world, stack, wanted, creation);
  const state = await world.providerOf(wanted.type).create(context);
  return recordOf(wanted, state, creation);
}

/** A change of a resource in place. */
export interface ResourceUpdate {
  readonly before: ResourceRecord;
  readonly wanted: WantedResource;
  readonly rollback: boolean;
}

/** Changes a resource in place; its provider may say that it is another one now. */
export async function updateResource(
  world: World,
  stack: StackIdentity,
  { before, wanted, rollback }: ResourceUpdate,
): Promise<ResourceRecord> {
  const provider = world.providerOf(wanted.type);
  if (provider.update === undefined) return recordOf(wanted, before, before.creation);
  const { given, metadata } = wanted;
  const context = existingContext(world, stack, { ...before, given, metadata });
  const state = await provider.update({ ...context, previous: before.given, rollback });
  return recordOf(wanted, state, before.creation);
}

/** Deletes a resource. */
export async function deleteResource(
  world: World,
  stack: StackIdentity,
  record: ResourceRecord,
): Promise<void> {
  await world.providerOf(record.type).delete?.(existingContext(world, stack, record));
}

/** Tells whether a change of properties replaces the resource. */
export function replaces(
  { replaceOn = [] }: ResourceProvider,
  before: JsonObject,
  after: JsonObject,
): boolean {
  if (typeof replaceOn === 'function') return replaceOn(before, after);
  return replaceOn.some((path) => !sameJson(memberAt(before, path), memberAt(after, path)));
}

function memberAt(properties: JsonObject, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>((value, name) => (isObject(value) ? own(value, name) : undefined), properties);
}

function contextOf(
  world: World,
  stack: StackIdentity,
  { logicalId, type, given, metadata }: WantedResource,
  creation: number,
): ResourceContext {
  const ids = world.ids.of(stack.stackId, logicalId, creation);
  return { stack, logicalId, type, properties: given, metadata, ids };
}

function existingContext(
  world: World,
  stack: StackIdentity,
  record: ResourceRecord,
): ExistingResourceContext {
  const { physicalId, attributes, creation } = record;
  return { ...contextOf(world, stack, record, creation), physicalId, attributes };
}

function recordOf(
  wanted: WantedResource,
  { physicalId, attributes = {} }: ResourceState,
  creation: number,
): ResourceRecord {
  return { ...wanted, physicalId, creation, attributes };
}

function countCreation(world: World, stack: StackIdentity, logicalId: string): number {
  const key = `${stack.stackId}\n${logicalId}`;
  const creation = (world.creations.get(key) ?? 0) + 1;
  world.creations.set(key, creation);
  return creation;
}

function textOf(policy: unknown): string {
  return typeof policy === 'string' ? policy : 'Delete';
}
