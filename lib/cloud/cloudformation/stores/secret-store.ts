import { environmentKey, type StackEnvironment } from '../stack-identity';

/** Which value of a secret is meant. */
export interface SecretSelector {
  /** @default 'AWSCURRENT' */
  readonly versionStage?: string;
  /** @default - the version of the stage */
  readonly versionId?: string;
}

interface SecretVersion {
  readonly id: string;
  readonly value: string;
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

  /**
   * Text of a secret.
   *
   * @param id name, ARN, or ARN without its random suffix
   * @returns undefined when there is no such secret or version
   */
  public get(
    environment: StackEnvironment,
    id: string,
    { versionStage = 'AWSCURRENT', versionId }: SecretSelector = {},
  ): string | undefined {
    const versions = this.find(environment, id)?.versions;
    if (versionId !== undefined)
      return versions?.find((version) => version.id === versionId)?.value;
    const place = STAGES[versionStage];
    return place === undefined ? undefined : versions?.at(place)?.value;
  }

  /** Creates a secret. */
  public create(
    environment: StackEnvironment,
    { arn, name, value }: { readonly arn: string; readonly name: string; readonly value: string },
  ): void {
    this.byArn.set(arn, { arn, name, versions: [{ id: `${arn}#1`, value }] });
    this.arnByName.set(nameKey(environment, name), arn);
  }

  /** Gives a secret a new current value; the one before becomes `AWSPREVIOUS`. */
  public update(environment: StackEnvironment, id: string, value: string): void {
    const secret = this.find(environment, id);
    secret?.versions.push({ id: `${secret.arn}#${secret.versions.length + 1}`, value });
  }

  /** Deletes a secret at once, without a recovery window. */
  public delete(environment: StackEnvironment, id: string): void {
    const secret = this.find(environment, id);
    if (secret === undefined) return;
    this.byArn.delete(secret.arn);
    const key = nameKey(environment, secret.name);
    if (this.arnByName.get(key) === secret.arn) this.arnByName.delete(key);
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

function nameKey(environment: StackEnvironment, name: string): string {
  return `${environmentKey(environment)}\n${name}`;
}
