import { randomUUID } from 'node:crypto';
import type { LambdaAnswer, LambdaInvocation } from '../../gateway/backends';
import type { Clock } from '../../gateway/stage-runtime';
import type { AliasDefinition, AliasSplit } from './alias-routing';
import type { EventSettings } from './event-settings';
import { Execution } from './execution';
import { checkDefinition, type FunctionDefinition } from './function-definition';
import { FunctionTable, type FunctionTarget } from './function-table';
import type { FunctionVersion } from './function-version';
import { LambdaFunction } from './lambda-function';
import type { LambdaLogLine } from './lambda-log';
import type { LambdaPermission } from './lambda-permission';
import type { LambdaMode } from './open-sandbox';
import { SentEvents } from './sent-events';

/** How local functions run. */
export interface LambdaServiceOptions {
  /** Where deployed code runs. @default 'in-process' */
  readonly mode?: LambdaMode;
  /** @default - real time */
  readonly clock?: Clock;
  /** How calls of an alias are divided among versions. @default 'random' */
  readonly split?: AliasSplit;
  /** Next number from 0 (included) to 1 (excluded), for `random`. @default Math.random */
  readonly random?: () => number;
  /** Next request id. @default - a random UUID */
  readonly requestId?: () => string;
  /**
   * Variables of functions whose code is deployed, such as `AWS_ENDPOINT_URL`; a function's own
   * come first. A function of them is asked when the code is loaded.
   *
   * @default - none
   */
  readonly environment?: Variables | (() => Variables);
  /**
   * Gets every line that functions log. Without it no line is made.
   *
   * @default - nobody reads the logs
   */
  readonly onLog?: (line: LambdaLogLine) => void;
}

type Variables = Readonly<Record<string, string>>;

const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/**
 * Lambda on this machine: functions by their ARNs, with versions, aliases, permissions and
 * reserved concurrency.
 *
 * Differences from the service: there is no limit of concurrency but a function's own, and an
 * `Event` invocation that is given up goes to no destination or dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-invocation.html
 */
export class LambdaService {
  readonly #options: LambdaServiceOptions;
  readonly #clock: Clock;
  readonly #nextRequestId: () => string;
  readonly #functions = new FunctionTable();
  readonly #executions = new Set<Execution>();
  readonly #events: SentEvents;

  public constructor(options: LambdaServiceOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#events = new SentEvents({
      clock: this.#clock,
      has: (fn) => this.#functions.get(fn.definition.functionArn) === fn,
      run: ({ fn, invocation }, version) =>
        this.#execute(fn, version, invocation, Number.POSITIVE_INFINITY),
    });
    this.#nextRequestId = options.requestId ?? randomUUID;
  }

  /**
   * Makes a function, or deploys it again; its code is loaded at the first call.
   *
   * @param isVersioned - whether what has changed is a part of versions, so that another one can be
   *   published
   * @throws ValidationError FunctionArn, FunctionSetting
   * @throws LambdaError InvalidParameterValueException - for a variable whose name is reserved
   */
  public putFunction(definition: FunctionDefinition, isVersioned = true): void {
    checkDefinition(definition);
    const known = this.#functions.get(definition.functionArn);
    if (known) known.update(definition, isVersioned);
    else this.#functions.add(this.#newFunction(definition));
  }

  /** Deletes a function with its versions, aliases and policies. */
  public async deleteFunction(functionArn: string): Promise<void> {
    await this.#functions.take(functionArn)?.close();
  }

  /** Whether there is a function, with the version or alias that its ARN may name. */
  public has(functionArn: string): boolean {
    const target = this.#functions.find(functionArn);
    return target?.fn.has(target.qualifier) === true;
  }

  /** Whether there is a function, and it has an alias of this name. */
  public hasAlias(functionArn: string, name: string): boolean {
    return this.#functions.get(functionArn)?.hasAlias(name) === true;
  }

  /** The function as it was deployed last, or `undefined`. */
  public definition(functionArn: string): FunctionDefinition | undefined {
    return this.#functions.get(functionArn)?.definition;
  }

  /**
   * The version that is what was deployed last, or `undefined` where none was published since.
   *
   * @throws LambdaError ResourceNotFoundException
   */
  public publishedVersion(functionArn: string): string | undefined {
    return this.#functions.require(functionArn).fn.published;
  }

  /**
   * Publishes what was deployed last; without a change since the last version, that one comes back.
   *
   * @returns number of the version
   * @throws LambdaError ResourceNotFoundException
   */
  public publishVersion(functionArn: string): string {
    return this.#functions.require(functionArn).fn.publish();
  }

  /**
   * Deletes a version.
   *
   * @throws LambdaError ResourceNotFoundException
   */
  public deleteVersion(functionArn: string, version: string): void {
    this.#functions.require(functionArn).fn.deleteVersion(version);
  }

  /**
   * Makes an alias, or points it elsewhere: then its exact split starts anew.
   *
   * @throws ValidationError LambdaAlias
   * @throws LambdaError as Lambda itself refuses it
   */
  public putAlias(functionArn: string, alias: AliasDefinition): void {
    this.#functions.require(functionArn).fn.putAlias(alias);
  }

  /**
   * Deletes an alias.
   *
   * @throws LambdaError ResourceNotFoundException
   */
  public deleteAlias(functionArn: string, name: string): void {
    this.#functions.require(functionArn).fn.deleteAlias(name);
  }

  /**
   * Adds a statement to the policy of a function, or of one version or alias alone.
   *
   * @param functionArn - with the version or alias that the statement is for, if any
   * @throws ValidationError LambdaPermission
   * @throws LambdaError as Lambda itself refuses it
   */
  public addPermission(functionArn: string, permission: LambdaPermission): void {
    const { fn, qualifier } = this.#functions.require(functionArn);
    fn.addPermission(qualifier, permission);
  }

  /**
   * Removes a statement; tells whether there was one.
   *
   * @throws LambdaError ResourceNotFoundException
   */
  public removePermission(functionArn: string, statementId: string): boolean {
    const { fn, qualifier } = this.#functions.require(functionArn);
    return fn.policy(qualifier).remove(statementId);
  }

  /**
   * Says what becomes of failed `Event` invocations; without settings, what Lambda does by itself.
   *
   * @param functionArn - with the version or alias that the settings are for, if any
   * @throws LambdaError ResourceNotFoundException
   */
  public putEventSettings(functionArn: string, settings?: EventSettings): void {
    const { fn, qualifier } = this.#functions.require(functionArn);
    fn.putEventSettings(qualifier, settings);
  }

  /**
   * Calls a function.
   *
   * A promise comes back only where the handler is not done at once.
   *
   * @param onVersion - gets the name of the version that is called, before it runs
   * @throws ValidationError FunctionRuntime, FunctionHandler, FunctionCode - code that cannot run
   *   locally
   */
  public invoke(
    invocation: LambdaInvocation,
    onVersion?: (version: string) => void,
  ): LambdaAnswer | Promise<LambdaAnswer> {
    const target = this.#functions.find(invocation.functionArn);
    if (!target?.fn.has(target.qualifier)) return { kind: 'missing' };
    const { fn, qualifier } = target;
    const { sourceArn } = invocation;
    if (sourceArn !== undefined && !fn.policy(qualifier).allowsApiGateway(sourceArn)) {
      return { kind: 'forbidden' };
    }
    const version = fn.versionFor(qualifier);
    if (!version) return { kind: 'missing' };
    onVersion?.(version.name);
    if (invocation.invocationType === 'Event') return this.#accept(target, version, invocation);
    if (fn.isFull) return { kind: 'throttled' };
    return this.#execute(fn, version, invocation, invocation.timeoutMs);
  }

  /**
   * Waits until every `Event` invocation is over, those that come meanwhile included. One that has
   * failed and is to be tried again later is over for now.
   */
  public settle(): Promise<void> {
    return this.#events.settle();
  }

  /** To be called when the clock was moved: ends the invocations whose time is over by it. */
  public clockMoved(): void {
    for (const execution of [...this.#executions]) execution.checkClock();
    this.#events.checkClock();
  }

  /** Ends what runs, and gives `process.env` and the console back. */
  public async close(): Promise<void> {
    const functions = this.#functions.takeAll();
    this.#events.clear();
    for (const execution of [...this.#executions]) execution.abort();
    await Promise.all(functions.map((fn) => fn.close()));
  }

  #newFunction(definition: FunctionDefinition): LambdaFunction {
    const { mode = 'in-process', split = 'random', random = Math.random, onLog } = this.#options;
    const { environment: given = {} } = this.#options;
    const environment = typeof given === 'function' ? given : () => given;
    const settings = { mode, split, random, environment, clock: this.#clock };
    return new LambdaFunction(definition, onLog ? { ...settings, onLog } : settings);
  }

  /** A function that may never run takes no events. */
  #accept(
    { fn, qualifier }: FunctionTarget,
    version: FunctionVersion,
    invocation: LambdaInvocation,
  ): LambdaAnswer {
    if (fn.definition.reservedConcurrency === 0) return { kind: 'throttled' };
    version.sandbox();
    this.#events.send({ fn, qualifier, invocation }, version);
    return { kind: 'returned', payload: '' };
  }

  #execute(
    fn: LambdaFunction,
    version: FunctionVersion,
    invocation: LambdaInvocation,
    callerMs: number,
  ): LambdaAnswer | Promise<LambdaAnswer> {
    version.sandbox();
    const execution = new Execution({
      version,
      requestId: this.#nextRequestId(),
      invocation,
      callerMs,
      clock: this.#clock,
      onEnd: (ended) => {
        fn.running--;
        this.#executions.delete(ended);
        if (fn.definition.reservedConcurrency !== undefined) this.#events.drain();
      },
    });
    fn.running++;
    this.#executions.add(execution);
    return execution.start();
  }
}
