import { ValidationError } from '../../errors';
import { type AliasDefinition, type AliasSplit, aliasRouter } from './alias-routing';
import type { EventSettings } from './event-settings';
import { type FunctionDefinition, labelOf } from './function-definition';
import { FunctionVersion, type VersionSettings } from './function-version';
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
const ALIAS_NAME = /^(?!\d+$)[A-Za-z0-9-_]{1,128}$/;

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

  /** Deploys code and settings; versions stay what they are. */
  public update(definition: FunctionDefinition): void {
    this.#latest.retire();
    this.#latest = new FunctionVersion(definition, LATEST, this.settings);
    this.#changedSincePublish = true;
  }

  /**
   * Makes a version of what was deployed last, unless there is one: then that one's number comes
   * back, as on Lambda.
   */
  public publish(): string {
    if (!this.#changedSincePublish) return String(this.#lastNumber);
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
   */
  public putAlias(definition: AliasDefinition): void {
    this.#checkAlias(definition);
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
    const policy = this.#policies.get(key) ?? new ResourcePolicy();
    this.#policies.set(key, policy);
    return policy;
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

  #checkAlias({ name, functionVersion, additionalVersionWeights = {} }: AliasDefinition): void {
    const fail = (message: string): never => {
      throw new ValidationError('LambdaAlias', message, labelOf(this.definition));
    };
    if (!ALIAS_NAME.test(name)) {
      fail(
        `\`name\` must be 1 to 128 letters, digits, - or _, not digits alone, got: ${JSON.stringify(name)}`,
      );
    }
    const weights = Object.entries(additionalVersionWeights);
    const unknown = [functionVersion, ...weights.map(([version]) => version)].find(
      (version) => version !== LATEST && !this.#versions.has(version),
    );
    if (unknown !== undefined) {
      const known = [LATEST, ...this.#versions.keys()].join(', ');
      fail(`alias ${name} must point to a version of the function (${known}), got: ${unknown}`);
    }
    const sum = weights.reduce((total, [, weight]) => total + weight, 0);
    if (!weights.every(([, weight]) => weight >= 0 && weight <= 1) || sum > 1) {
      const got = JSON.stringify(additionalVersionWeights);
      fail(`weights of alias ${name} must be from 0 to 1, and 1 at most together, got: ${got}`);
    }
  }
}
