import type { ResourceId } from '../../model';
import { resourceKey } from '../../model/sources';
import { deploymentOrder } from './deployment-order';
import { IdSource } from './ids';
import { applyStack, OperationFailure } from './operations/apply-stack';
import { commitStack } from './operations/commit-stack';
import { DeletionFailure, deleteStack } from './operations/delete-resources';
import { ExportRegistry } from './operations/export-registry';
import { appliedStack, type Operation, prepareOperation } from './operations/operation';
import { rollBackStack } from './operations/roll-back-stack';
import type { StackEvent } from './operations/stack-events';
import type { ResourceRecord, StackRecord } from './operations/stack-record';
import type { NestedTemplates, World } from './operations/world';
import { providerTable } from './providers/provider-table';
import type { StackEngineOptions } from './stack-engine-options';
import { environmentKey, identify, type StackEnvironment } from './stack-identity';
import type { StackSource } from './stack-source';
import { ParameterStore } from './stores/parameter-store';
import { SecretStore } from './stores/secret-store';
import { reasonOf, templateError } from './template-error';

/** A resource that was deployed and does nothing here. */
export interface IgnoredResource extends ResourceId {
  readonly type: string;
}

/** What a deployment did. */
export interface DeployResult {
  /** The stacks, in the order in which they were deployed. */
  readonly stacks: readonly StackRecord[];
  /** What happened; nothing where nothing had to be changed. */
  readonly events: readonly StackEvent[];
}

const ENDED_WELL = /_COMPLETE$/;

/**
 * Deploys templates as CloudFormation does: creates, updates, replaces and deletes resources in the
 * order of their dependencies, and rolls back when something fails.
 */
export class StackEngine {
  /** Parameters of Systems Manager. */
  public readonly parameters: ParameterStore;
  /** Secrets of Secrets Manager. */
  public readonly secrets: SecretStore;

  private readonly world: World;
  private readonly environment: StackEnvironment;
  private readonly deployed = new Map<string, StackRecord>();
  private events: StackEvent[] = [];
  private last: Promise<unknown> = Promise.resolve();

  public constructor(private readonly options: StackEngineOptions = {}) {
    const { accountId = '123456789012', region = 'us-east-1' } = options;
    this.environment = { accountId, region };
    this.parameters = options.parameters ?? new ParameterStore();
    this.secrets = options.secrets ?? new SecretStore();
    this.world = this.makeWorld();
  }

  /** The stacks that exist, in the order in which they were created. */
  public get stacks(): readonly StackRecord[] {
    return [...this.deployed.values()];
  }

  /** Resources that were deployed and do nothing here, those of nested stacks too. */
  public get ignored(): readonly IgnoredResource[] {
    return this.stacks.flatMap((stack) => this.ignoredOf(stack));
  }

  /**
   * The stack of a template, nested ones too.
   *
   * @param source name of the template
   */
  public stack(source: string): StackRecord | undefined {
    return findStack(this.stacks, source);
  }

  /** A resource that exists. */
  public resource({ source, logicalId }: ResourceId): ResourceRecord | undefined {
    return this.stack(source)?.resources.get(logicalId);
  }

  /**
   * Creates the stacks that do not exist and updates those that do, one behind the other. A stack
   * that fails is rolled back; those before it stay as they are, those behind it are not begun.
   * Operations that are started meanwhile wait. A stack without resources is deleted, or never
   * created, as `cdk deploy` does it.
   *
   * @param sources templates, those of nested stacks (with a `parent`) too
   * @throws {@link ValidationError} when a template is refused, or when a stack failed
   */
  public deploy(sources: readonly StackSource[]): Promise<DeployResult> {
    return this.afterOthers(async () => {
      const world = { ...this.world, nestedTemplates: this.nestedTemplates(sources) };
      const stacks: StackRecord[] = [];
      for (const source of deploymentOrder(sources)) {
        const stack = await this.deployOne(world, source);
        if (stack !== undefined) stacks.push(stack);
      }
      return { stacks, events: this.events };
    });
  }

  /**
   * Deletes stacks, the last that was created first.
   *
   * @param names of their templates; all stacks unless given
   * @throws {@link ValidationError} StackOperation - when a stack is in use, or when a resource could
   * not be deleted
   */
  public delete(names?: readonly string[]): Promise<void> {
    return this.afterOthers(async () => {
      const chosen = this.stacks.filter((stack) => names?.includes(nameOf(stack)) ?? true);
      for (const stack of chosen.reverse()) await this.deleteOne(stack);
    });
  }

  private async deployOne(world: World, source: StackSource): Promise<StackRecord | undefined> {
    const stackName = source.stackName ?? source.name;
    const environment = { ...this.environment, ...source.environment };
    const key = stackKey(environment, stackName);
    const before = this.deployed.get(key);
    if (Object.keys(source.template.Resources ?? {}).length === 0) {
      if (before !== undefined) await this.deleteOne(before);
      return undefined;
    }
    const identity =
      before === undefined
        ? identify(source.name, stackName, environment, this.world.ids)
        : { ...before.identity, source: source.name };
    const { template, parameters = {} } = source;
    const operation = prepareOperation(world, { identity, template, parameters }, before);
    const stack = await this.run(operation, key);
    this.deployed.set(key, stack);
    return stack;
  }

  private async run(operation: Operation, key: string): Promise<StackRecord> {
    try {
      await applyStack(operation);
    } catch (failure) {
      const left = await rollBackStack(operation, reasonOf(failure));
      if (left === undefined) this.deployed.delete(key);
      else this.deployed.set(key, left);
      throw deploymentError(operation, left, failure);
    }
    await commitStack(operation);
    return appliedStack(operation);
  }

  private async deleteOne(stack: StackRecord): Promise<void> {
    const { identity } = stack;
    const key = stackKey(identity, identity.stackName);
    try {
      await deleteStack(this.world, stack);
      this.deployed.delete(key);
    } catch (cause) {
      if (!(cause instanceof DeletionFailure)) throw cause;
      const resources = new Map(cause.remaining.map((left) => [left.logicalId, left]));
      this.deployed.set(key, { ...stack, status: 'DELETE_FAILED', resources });
      throw templateError('StackOperation', reasonOf(cause).trim(), identity.source, { cause });
    }
  }

  private afterOthers<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(() => {
      this.events = [];
      return work();
    });
    this.last = result.catch(() => undefined);
    return result;
  }

  private nestedTemplates(sources: readonly StackSource[]): NestedTemplates {
    const byParent = new Map(
      sources.flatMap(({ parent, template }) =>
        parent === undefined ? [] : [[resourceKey(parent), template] as const],
      ),
    );
    return (id, properties) =>
      byParent.get(resourceKey(id)) ?? this.options.nestedTemplates?.(id, properties);
  }

  private ignoredOf(stack: StackRecord): readonly IgnoredResource[] {
    return [...stack.resources.values()].flatMap(({ logicalId, type, given, nested }) => {
      if (nested !== undefined) return this.ignoredOf(nested);
      const { withoutEffect = false } = this.world.providerOf(type);
      const isIdle = typeof withoutEffect === 'function' ? withoutEffect(given) : withoutEffect;
      if (!isIdle) return [];
      return [{ source: stack.identity.source, logicalId, type }];
    });
  }

  private makeWorld(): World {
    const { options, parameters, secrets } = this;
    const zones = (region: string) => ['a', 'b', 'c'].map((zone) => region + zone);
    return {
      providerOf: providerTable({ ...options, parameters, secrets }),
      ids: new IdSource(options.seed ?? 1),
      creations: new Map(),
      parameters,
      secrets,
      exports: new ExportRegistry(),
      nestedTemplates: () => undefined,
      availabilityZones: options.availabilityZones ?? zones,
      stackOutput: (environment, stackName, outputName) =>
        this.deployed.get(stackKey(environment, stackName))?.outputs.get(outputName),
      emit: (event) => {
        this.events.push(event);
        options.onEvent?.(event);
      },
    };
  }
}

function nameOf({ identity }: StackRecord): string {
  return identity.source;
}

function stackKey(environment: StackEnvironment, stackName: string): string {
  return `${environmentKey(environment)}/${stackName}`;
}

function findStack(stacks: readonly StackRecord[], source: string): StackRecord | undefined {
  for (const stack of stacks) {
    if (nameOf(stack) === source) return stack;
    if (!source.startsWith(`${nameOf(stack)}/`)) continue;
    const nested = [...stack.resources.values()].flatMap((record) => record.nested ?? []);
    const found = findStack(nested, source);
    if (found !== undefined) return found;
  }
  return undefined;
}

function deploymentError(
  { stack, before }: Operation,
  left: StackRecord | undefined,
  failure: unknown,
): Error {
  const action = before === undefined ? 'created' : 'updated';
  const status = left?.status ?? 'ROLLBACK_COMPLETE';
  const advice = ENDED_WELL.test(status) ? 'it is as it was before' : 'delete it and deploy again';
  const { path, cause } = innermost(failure) ?? { path: stack.identity.source, cause: failure };
  return templateError(
    'StackOperation',
    `stack ${stack.identity.stackName} could not be ${action}, it is in ${status}: ${reasonOf(cause)}; ${advice}`,
    path,
    { cause },
  );
}

/** The resource at fault: that of the nested stack, where a nested stack failed. */
function innermost(error: unknown): OperationFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  return innermost(error.cause) ?? (error instanceof OperationFailure ? error : undefined);
}
