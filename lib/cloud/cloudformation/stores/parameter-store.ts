import { environmentKey, type StackEnvironment } from '../stack-identity';

/** Parameter of every bootstrapped environment; templates of the CDK check it. */
const BOOTSTRAP_VERSION = /^\/cdk-bootstrap\/[^/]+\/version$/;

/** Newer than any version that a template asks for. */
const NEWEST_BOOTSTRAP_VERSION = '999';

/** The parameters of Systems Manager that stacks create, and that they read. */
export class ParameterStore {
  private readonly versions = new Map<string, string[]>();

  /**
   * Value of a parameter.
   *
   * @param name name, or the ARN of a parameter of the same account
   * @param version the newest unless given; counted from 1
   */
  public get(environment: StackEnvironment, name: string, version?: number): string | undefined {
    const { key, plainName } = locate(environment, name);
    const values = this.versions.get(key);
    if (values !== undefined) return values.at(version === undefined ? -1 : version - 1);
    return BOOTSTRAP_VERSION.test(plainName) ? NEWEST_BOOTSTRAP_VERSION : undefined;
  }

  /** Creates a parameter, or gives it a new version. */
  public put(environment: StackEnvironment, name: string, value: string): void {
    const { key } = locate(environment, name);
    const values = this.versions.get(key);
    if (values === undefined) this.versions.set(key, [value]);
    else values.push(value);
  }

  /** Deletes a parameter with all its versions. */
  public delete(environment: StackEnvironment, name: string): void {
    this.versions.delete(locate(environment, name).key);
  }
}

function locate(
  environment: StackEnvironment,
  name: string,
): { readonly key: string; readonly plainName: string } {
  const arn = /^arn:[^:]*:ssm:([^:]*):([^:]*):parameter(\/.*)$/.exec(name);
  const [, region = environment.region, accountId = environment.accountId, path = name] = arn ?? [];
  return { key: `${environmentKey({ accountId, region })}\n${path}`, plainName: path };
}
