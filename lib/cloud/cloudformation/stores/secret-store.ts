import { createHash } from 'node:crypto';
import { own } from '../../../model/value';
import { environmentKey, type StackEnvironment } from '../stack-identity';

/** Which value of a secret is meant. */
export interface SecretSelector {
  /** @default 'AWSCURRENT' */
  readonly versionStage?: string;
  /** @default - the version of the stage */
  readonly versionId?: string;
}

/** A secret with one of its values. */
export interface SecretValue {
  readonly arn: string;
  readonly name: string;
  readonly value: string;
  /** A UUID. */
  readonly versionId: string;
  /** Staging labels of the version; none for one that is older than the previous. */
  readonly stages: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

interface SecretVersion {
  readonly id: string;
  readonly value: string;
  readonly createdAt: number;
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  /** Oldest first. */
  readonly versions: SecretVersion[];
}

/** Place of each staging label among the versions, counted from the newest. */
const STAGES: Readonly<Record<string, number>> = { AWSCURRENT: -1, AWSPREVIOUS: -2 };

const ARN_SUFFIX = /-[A-Za-z0-9]{6}$/;

/** The secrets of Secrets Manager that stacks create, and that they read. */
export class SecretStore {
  private readonly byArn = new Map<string, Secret>();
  private readonly arnByName = new Map<string, string>();

  /** @param now milliseconds since 1970 */
  public constructor(private readonly now: () => number = Date.now) {}

  /**
   * Text of a secret.
   *
   * @param id name, ARN, or ARN without its random suffix
   * @returns undefined when there is no such secret or version
   */
  public get(
    environment: StackEnvironment,
    id: string,
    selector: SecretSelector = {},
  ): string | undefined {
    return this.read(environment, id, selector)?.value;
  }

  /** Whether there is such a secret. */
  public has(environment: StackEnvironment, id: string): boolean {
    return this.find(environment, id) !== undefined;
  }

  /** A secret with one of its values: {@link get}. */
  public read(
    environment: StackEnvironment,
    id: string,
    { versionStage = 'AWSCURRENT', versionId }: SecretSelector = {},
  ): SecretValue | undefined {
    const secret = this.find(environment, id);
    const place = versionId === undefined ? own(STAGES, versionStage) : undefined;
    const version =
      versionId === undefined
        ? place && secret?.versions.at(place)
        : secret?.versions.find((one) => one.id === versionId);
    if (!secret || !version) return undefined;
    const { arn, name, versions } = secret;
    const stages = Object.keys(STAGES).filter(
      (stage) => versions.at(STAGES[stage] ?? 0) === version,
    );
    return {
      arn,
      name,
      stages,
      value: version.value,
      versionId: version.id,
      createdAt: version.createdAt,
    };
  }

  /** Creates a secret. */
  public create(
    environment: StackEnvironment,
    { arn, name, value }: { readonly arn: string; readonly name: string; readonly value: string },
  ): void {
    this.byArn.set(arn, { arn, name, versions: [this.version(arn, 1, value)] });
    this.arnByName.set(nameKey(environment, name), arn);
  }

  /** Gives a secret a new current value; the one before becomes `AWSPREVIOUS`. */
  public update(environment: StackEnvironment, id: string, value: string): void {
    const secret = this.find(environment, id);
    secret?.versions.push(this.version(secret.arn, secret.versions.length + 1, value));
  }

  /** Deletes a secret at once, without a recovery window. */
  public delete(environment: StackEnvironment, id: string): void {
    const secret = this.find(environment, id);
    if (secret === undefined) return;
    this.byArn.delete(secret.arn);
    const key = nameKey(environment, secret.name);
    if (this.arnByName.get(key) === secret.arn) this.arnByName.delete(key);
  }

  private version(arn: string, number: number, value: string): SecretVersion {
    return { id: versionIdOf(arn, number), value, createdAt: this.now() };
  }

  private find(environment: StackEnvironment, id: string): Secret | undefined {
    const exact = this.byArn.get(id) ?? this.byName(environment, id);
    if (exact !== undefined || !id.startsWith('arn:')) return exact;
    const secrets = [...this.byArn.values()];
    return secrets.find(({ arn }) => arn.replace(ARN_SUFFIX, '') === id);
  }

  private byName(environment: StackEnvironment, name: string): Secret | undefined {
    const arn = this.arnByName.get(nameKey(environment, name));
    return arn === undefined ? undefined : this.byArn.get(arn);
  }
}

/** A UUID that is the same in every run. */
function versionIdOf(arn: string, number: number): string {
  const hex = createHash('sha256').update(`${arn}#${number}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

function nameKey(environment: StackEnvironment, name: string): string {
  return `${environmentKey(environment)}\n${name}`;
}
