import { environmentKey, type StackEnvironment } from '../stack-identity';

/** Parameter of every bootstrapped environment; templates of the CDK check it. */
const BOOTSTRAP_VERSION = /^\/cdk-bootstrap\/[^/]+\/version$/;

/** Newer than any version that a template asks for. */
const NEWEST_BOOTSTRAP_VERSION = '999';

const DEFAULT_TYPE = 'String';

/** One version of a parameter. */
export interface StoredParameter {
  /** As it was put, never an ARN. */
  readonly name: string;
  readonly value: string;
  /** `String` or `StringList`. */
  readonly type: string;
  /** Counted from 1. */
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** The parameters of Systems Manager that stacks create, and that they read. */
export class ParameterStore {
  private readonly versions = new Map<string, StoredParameter[]>();

  /** @param now milliseconds since 1970 */
  public constructor(private readonly now: () => number = Date.now) {}

  /**
   * Value of a parameter.
   *
   * @param name name, or the ARN of a parameter of the same account
   * @param version the newest unless given; counted from 1
   */
  public get(environment: StackEnvironment, name: string, version?: number): string | undefined {
    return this.find(environment, name, version)?.value;
  }

  /** A parameter: {@link get}. */
  public find(
    environment: StackEnvironment,
    name: string,
    version?: number,
  ): StoredParameter | undefined {
    const { key, plainName } = this.locate(environment, name);
    const versions = this.versions.get(key);
    if (versions !== undefined) return versions.at(version === undefined ? -1 : version - 1);
    if (!BOOTSTRAP_VERSION.test(plainName)) return undefined;
    const value = NEWEST_BOOTSTRAP_VERSION;
    return { name: plainName, value, type: DEFAULT_TYPE, version: 1, modifiedAt: this.now() };
  }

  /** Names of the parameters of an account and region, in alphabetical order. */
  public names(environment: StackEnvironment): readonly string[] {
    const prefix = keyOf(environment, '');
    return [...this.versions.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .sort();
  }

  /**
   * Creates a parameter, or gives it a new version.
   *
   * @param type `String` unless given
   */
  public put(environment: StackEnvironment, name: string, value: string, type?: string): void {
    const { key, plainName } = this.locate(environment, name);
    const versions = this.versions.get(key) ?? [];
    versions.push({
      name: plainName,
      value,
      type: type ?? versions.at(-1)?.type ?? DEFAULT_TYPE,
      version: versions.length + 1,
      modifiedAt: this.now(),
    });
    this.versions.set(key, versions);
  }

  /** Deletes a parameter with all its versions. */
  public delete(environment: StackEnvironment, name: string): void {
    this.versions.delete(this.locate(environment, name).key);
  }

  /** The ARN of a parameter has a slash before a name that has none. */
  private locate(
    environment: StackEnvironment,
    name: string,
  ): { readonly key: string; readonly plainName: string } {
    const arn = /^arn:[^:]*:ssm:([^:]*):([^:]*):parameter(\/.*)$/.exec(name);
    const [, region = environment.region, accountId = environment.accountId, path = name] =
      arn ?? [];
    const place = { accountId, region };
    const bare = path.replace(/^\//, '');
    const isBare = arn !== null && this.versions.has(keyOf(place, bare));
    const plainName = isBare ? bare : path;
    return { key: keyOf(place, plainName), plainName };
  }
}

function keyOf(environment: StackEnvironment, name: string): string {
  return `${environmentKey(environment)}\n${name}`;
}
