import type { CfnResource } from '../../../model';
import { isObject, type JsonObject } from '../../../model/value';
import { sameJson } from '../json-value';
import { ResourceFailure } from '../provider';
import { reasonOf, templateError } from '../template-error';
import { appliedStack, nestedIdentity, type Operation, prepareOperation, start } from './operation';
import { resolveOutputs } from './prepared-stack';
import {
  createResource,
  readDynamicReferences,
  replaces,
  updateResource,
  type WantedResource,
  wantedResource,
} from './resource-work';
import { STACK_TYPE } from './stack-events';
import type { ResourceRecord, StackRecord } from './stack-record';

const REPLACEMENT =
  'Requested update requires the creation of a new physical resource; hence creating one.';

/** A stack could not be created or updated; it is still to be rolled back. */
export class OperationFailure extends Error {
  /**
   * @param message reason, as the events of the stack show it
   * @param path the resource at fault, or the section of the template
   */
  public constructor(
    message: string,
    public readonly path: string,
    options: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'OperationFailure';
  }
}

/**
 * Creates and updates the resources of a stack, each behind those that it needs. Nothing is
 * deleted: what is not needed any more goes when the whole operation has succeeded.
 *
 * @throws {@link OperationFailure} when a resource or an output failed
 */
export async function applyStack(operation: Operation): Promise<void> {
  const { before, stack } = operation;
  if (before === undefined) start(operation);
  for (const logicalId of stack.graph.order) {
    const resource = stack.graph.resources.get(logicalId);
    if (resource !== undefined) await applyResource(operation, logicalId, resource);
  }
  for (const logicalId of before?.resources.keys() ?? []) {
    if (!stack.scope.records.has(logicalId)) start(operation);
  }
  publishOutputs(operation);
  if (before === undefined) operation.log.stackEvent('CREATE', 'COMPLETE');
}

function publishOutputs(operation: Operation): void {
  const { world, stack, before } = operation;
  try {
    operation.result = resolveOutputs(stack);
    const { outputs, exports } = operation.result;
    const same = before && sameMap(before.outputs, outputs) && sameMap(before.exports, exports);
    if (!same) start(operation);
    world.exports.publish(stack.identity, { exports, imports: stack.scope.imports });
  } catch (cause) {
    start(operation);
    throw new OperationFailure(reasonOf(cause), `${stack.identity.source}/Outputs`, { cause });
  }
}

function sameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}

async function applyResource(
  operation: Operation,
  logicalId: string,
  resource: CfnResource,
): Promise<void> {
  const { stack, before: earlier, log } = operation;
  const before = earlier?.resources.get(logicalId);
  try {
    const wanted = want(operation, logicalId, resource);
    const apply = resource.Type === STACK_TYPE ? applyNested : applyPlain;
    stack.scope.records.set(logicalId, await apply(operation, wanted, before));
  } catch (cause) {
    start(operation);
    const action = before === undefined ? 'CREATE' : 'UPDATE';
    log.resourceEvent(
      before ?? { logicalId, type: resource.Type },
      action,
      'FAILED',
      reasonOf(cause),
    );
    throw new OperationFailure(
      `The following resource(s) failed to ${action.toLowerCase()}: [${logicalId}]. `,
      `${stack.identity.source}/Resources/${logicalId}`,
      { cause },
    );
  }
}

function want(operation: Operation, logicalId: string, resource: CfnResource): WantedResource {
  const { world, stack } = operation;
  const at = (value: unknown, name: string) =>
    stack.resolver.resolveAt(value, 'Resources', logicalId, name);
  return wantedResource(world, {
    logicalId,
    resource,
    properties: at(resource.Properties ?? {}, 'Properties'),
    dependencies: stack.graph.dependencies.get(logicalId) ?? [],
    deletionPolicy: at(resource.DeletionPolicy, 'DeletionPolicy'),
    updateReplacePolicy: at(resource.UpdateReplacePolicy, 'UpdateReplacePolicy'),
  });
}

async function applyPlain(
  operation: Operation,
  wanted: WantedResource,
  before: ResourceRecord | undefined,
): Promise<ResourceRecord> {
  if (before === undefined) return create(operation, wanted);
  if (sameJson(before.properties, wanted.properties)) {
    const { given, physicalId, creation, attributes } = before;
    return { ...wanted, given, physicalId, creation, attributes };
  }
  const provider = operation.world.providerOf(wanted.type);
  provider.checkUpdate?.(before.properties, wanted.properties);
  const replacement = replaces(provider, before.properties, wanted.properties);
  return replacement ? replace(operation, before, wanted) : update(operation, before, wanted);
}

async function create(operation: Operation, wanted: WantedResource): Promise<ResourceRecord> {
  start(operation);
  operation.log.resourceEvent(wanted, 'CREATE', 'IN_PROGRESS');
  const after = await makeNew(operation, wanted, (partial) =>
    operation.changes.push({ kind: 'create', after: partial }),
  );
  operation.changes.push({ kind: 'create', after });
  operation.log.resourceEvent(after, 'CREATE', 'COMPLETE');
  return after;
}

async function replace(
  operation: Operation,
  before: ResourceRecord,
  wanted: WantedResource,
): Promise<ResourceRecord> {
  start(operation);
  operation.log.resourceEvent(before, 'UPDATE', 'IN_PROGRESS', REPLACEMENT);
  const after = await makeNew(operation, wanted, (partial) =>
    operation.changes.push({ kind: 'replace', before, after: partial }),
  );
  operation.changes.push({ kind: 'replace', before, after });
  operation.log.resourceEvent(after, 'UPDATE', 'COMPLETE');
  return after;
}

/** Creates a physical resource; what a failure leaves behind is handed over to be deleted. */
async function makeNew(
  { world, stack }: Operation,
  wanted: WantedResource,
  leftBehind: (partial: ResourceRecord) => void,
): Promise<ResourceRecord> {
  const complete = readDynamicReferences(world, stack.identity, wanted);
  try {
    return await createResource(world, stack.identity, complete);
  } catch (error) {
    if (error instanceof ResourceFailure) {
      leftBehind({ ...complete, physicalId: error.physicalId, creation: 0, attributes: {} });
    }
    throw error;
  }
}

async function update(
  operation: Operation,
  before: ResourceRecord,
  wanted: WantedResource,
): Promise<ResourceRecord> {
  const { world, stack, changes, log } = operation;
  start(operation);
  const complete = readDynamicReferences(world, stack.identity, wanted);
  log.resourceEvent(before, 'UPDATE', 'IN_PROGRESS');
  const work = { before, wanted: complete, rollback: false };
  try {
    const after = await updateResource(world, stack.identity, work);
    changes.push({ kind: 'update', before, after });
    log.resourceEvent(after, 'UPDATE', 'COMPLETE');
    return after;
  } catch (error) {
    const physicalId = error instanceof ResourceFailure ? error.physicalId : before.physicalId;
    const { creation, attributes } = before;
    const after = { ...complete, physicalId, creation, attributes };
    changes.push({ kind: 'update', before, after });
    throw error;
  }
}

/** A nested stack is looked at in every update of its parent: its template may have changed. */
async function applyNested(
  operation: Operation,
  wanted: WantedResource,
  before: ResourceRecord | undefined,
): Promise<ResourceRecord> {
  const { log, changes } = operation;
  const action = before === undefined ? 'CREATE' : 'UPDATE';
  const child = prepareChild(operation, wanted, before?.nested, () => {
    start(operation);
    log.resourceEvent(before ?? wanted, action, 'IN_PROGRESS');
  });
  const physicalId = child.stack.identity.stackId;
  const kind = before === undefined ? 'create' : 'update';
  const unfinished = { ...wanted, physicalId, creation: 1, attributes: {} };
  changes.push({ kind, ...(before && { before }), after: unfinished, child });
  try {
    await applyStack(child);
  } catch (cause) {
    const reason = `Embedded stack ${physicalId} was not successfully ${action.toLowerCase()}d: ${reasonOf(cause)}`;
    throw new Error(reason, { cause });
  }
  const nested = appliedStack(child);
  const after = { ...unfinished, attributes: outputAttributes(nested), nested };
  if (child.started) log.resourceEvent(after, action, 'COMPLETE');
  return after;
}

function prepareChild(
  operation: Operation,
  { logicalId, properties }: WantedResource,
  before: StackRecord | undefined,
  onStart: () => void,
): Operation {
  const { world, stack } = operation;
  const { source } = stack.identity;
  const template = world.nestedTemplates({ source, logicalId }, properties);
  if (template === undefined) {
    throw templateError(
      'StackOperation',
      `the template of a nested stack must be known here, got TemplateURL ${JSON.stringify(properties['TemplateURL'])}; make the stack with NestedStack, or give its template`,
      `${source}/Resources/${logicalId}/Properties/TemplateURL`,
    );
  }
  const given = properties['Parameters'];
  const parameters = isObject(given) ? given : {};
  const identity = before?.identity ?? nestedIdentity(operation.world, stack.identity, logicalId);
  return prepareOperation(world, { identity, template, parameters }, before, onStart);
}

function outputAttributes({ outputs }: StackRecord): JsonObject {
  return Object.fromEntries([...outputs].map(([name, value]) => [`Outputs.${name}`, value]));
}
