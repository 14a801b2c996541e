import { checkAlias } from './alias-checks';
import { type AliasDefinition, type AliasSplit, aliasRouter } from './alias-routing';
import type { EventSettings } from './event-settings';
import type { FunctionDefinition } from './function-definition';
import { FunctionVersion, type VersionSettings } from './function-version';
import { invalidParameter, notFound } from './lambda-error';
import type { LambdaPermission } from './lambda-permission';
import { ResourcePolicy } from './resource-policy';

/** How the aliases of a function divide their calls. */
export interface RoutingSettings {
  readonly split: AliasSplit;
  /** Next number from 0 (included) to 1 (excluded). */
  random(): number;
}

interface Alias {
  readonly definition: AliasDefinition;
  readonly route: () => string;
}

const LATEST = '$LATEST';
const VERSION_NUMBER = /^\d+$/;

/** A function with its versions, aliases and policies. */
export class LambdaFunction {
  /** Invocations that are going on, of whichever version. */
  public running = 0;

  readonly #versions = new Map<string, FunctionVersion>();
  readonly #aliases = new Map<string, Alias>();
  readonly #policies = new Map<string, ResourcePolicy>();
  readonly #eventSettings = new Map<string, EventSettings>();
  #latest: FunctionVersion;
  #lastNumber = 0;
  #changedSincePublish = true;

  public constructor(
    definition: FunctionDefinition,
    private readonly settings: VersionSettings & RoutingSettings,
  ) {
    this.#latest = new FunctionVersion(definition, LATEST, settings);
  }

  /** What was deployed last. */
  public get definition(): FunctionDefinition {
    return this.#latest.definition;
  }

  /** Whether reserved concurrency is used up. */
  public get isFull(): boolean {
    const { reservedConcurrency } = this.#latest.definition;
    return reservedConcurrency !== undefined && this.running >= reservedConcurrency;
  }

  /**
   * Deploys code and settings; versions stay what they are.
   *
   * @param isVersioned - whether what has changed is a part of versions
   */
  public update(definition: FunctionDefinition, isVersioned: boolean): void {
    this.#latest.retire();
    this.#latest = new FunctionVersion(definition, LATEST, this.settings);
    this.#changedSincePublish ||= isVersioned;
  }

  /** The version that is what was deployed last, if it was published already. */
  public get published(): string | undefined {
    return this.#changedSincePublish ? undefined : String(this.#lastNumber);
  }

  /**
   * Makes a version of what was deployed last, unless there is one: then that one's number comes
   * back, as on Lambda.
   */
  public publish(): string {
    if (this.published !== undefined) return this.published;
    const number = String(++this.#lastNumber);
    const { definition } = this.#latest;
    this.#versions.set(number, new FunctionVersion(definition, number, this.settings));
    this.#changedSincePublish = false;
    return number;
  }

  /** Deletes a version, with its policy. */
  public deleteVersion(number: string): void {
    this.#versions.get(number)?.retire();
    this.#versions.delete(number);
    this.#policies.delete(number);
    if (number === String(this.#lastNumber)) this.#changedSincePublish = true;
  }

  /**
   * Makes an alias, or points it elsewhere.
   *
   * @throws ValidationError LambdaAlias
   * @throws LambdaError for versions that an alias cannot point to
   */
  public putAlias(definition: AliasDefinition): void {
    checkAlias(definition, { definition: this.definition, versions: [...this.#versions.keys()] });
    const { split, random } = this.settings;
    this.#aliases.set(definition.name, {
      definition,
      route: aliasRouter(definition, split, random),
    });
  }

  /** Deletes an alias, with its policy. */
  public deleteAlias(name: string): void {
    this.#aliases.delete(name);
    this.#policies.delete(name);
  }

  /** Whether there is an alias of this name. */
  public hasAlias(name: string): boolean {
    return this.#aliases.has(name);
  }

  /** Whether there is such a version or alias; without a qualifier there always is. */
  public has(qualifier: string | undefined): boolean {
    if (qualifier === undefined || qualifier === LATEST) return true;
    return this.#aliases.has(qualifier) || this.#versions.has(qualifier);
  }

  /** The version that gets the next call; an alias divides its calls. */
  public versionFor(qualifier: string | undefined): FunctionVersion | undefined {
    if (qualifier === undefined || qualifier === LATEST) return this.#latest;
    const alias = this.#aliases.get(qualifier);
    const name = alias ? alias.route() : qualifier;
    return name === LATEST ? this.#latest : this.#versions.get(name);
  }

  /** The policy of a version, of an alias or, without a qualifier, of the function alone. */
  public policy(qualifier: string | undefined): ResourcePolicy {
    const key = qualifier ?? '';
    const policy = this.#policies.get(key) ?? new ResourcePolicy(this.#arnOf(qualifier));
    this.#policies.set(key, policy);
    return policy;
  }

  /**
   * Adds a statement to the policy of a version, of an alias or, without a qualifier, of the
   * function alone.
   *
   * @throws ValidationError LambdaPermission
   * @throws LambdaError
   */
  public addPermission(qualifier: string | undefined, permission: LambdaPermission): void {
    if (qualifier === LATEST) {
      throw invalidParameter('We currently do not support adding policies for $LATEST.');
    }
    if (!this.has(qualifier)) {
      const what = VERSION_NUMBER.test(qualifier ?? '')
        ? 'Function not found'
        : 'Cannot find alias arn';
      throw notFound(`${what}: ${this.#arnOf(qualifier)}`);
    }
    this.policy(qualifier).add(permission);
  }

  /** What becomes of failed `Event` invocations of a version, of an alias or of the function. */
  public eventSettings(qualifier = LATEST): EventSettings {
    return this.#eventSettings.get(qualifier) ?? {};
  }

  /** Keeps or, without settings, forgets what becomes of failed `Event` invocations. */
  public putEventSettings(qualifier = LATEST, settings: EventSettings = {}): void {
    this.#eventSettings.set(qualifier, settings);
  }

  /** Ends what runs. */
  public async close(): Promise<void> {
    await Promise.all([this.#latest, ...this.#versions.values()].map((one) => one.close()));
  }

  #arnOf(qualifier: string | undefined): string {
    const { functionArn } = this.definition;
    return qualifier === undefined ? functionArn : `${functionArn}:${qualifier}`;
  }
}
