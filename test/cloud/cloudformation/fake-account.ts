import {
  ResourceFailure,
  type ResourceProvider,
  StackEngine,
  type StackEngineOptions,
  type StackEvent,
  type StackSource,
} from '../../../lib/cloud/cloudformation';
import type { CfnResource, CfnTemplate } from '../../../lib/model';

/** Type of the resources of an account of fakes. */
export const THING = 'Test::Fake::Thing';

/** What is in the account: physical ids with their properties. */
export class FakeAccount {
  public readonly things = new Map<string, unknown>();
  /** `create Logical`, `update Logical`, `delete physical-1`. */
  public readonly calls: string[] = [];
  /** Calls that fail, such as `create B`; those that leave something behind end with `!`. */
  public readonly failing = new Set<string>();
  public readonly engine: StackEngine;

  private made = 0;
  private readonly once = new Set<string>();

  public constructor(options: StackEngineOptions = {}) {
    this.engine = new StackEngine({
      ...options,
      providers: { [THING]: this.provider(), ...options.providers },
    });
  }

  /** Makes a call fail the next time that it is made. */
  public failOnce(call: string): void {
    this.failing.add(call);
    this.once.add(call);
  }

  /** Deploys one stack `S` of these resources. */
  public deploy(resources: Record<string, CfnResource>, more: Omit<CfnTemplate, 'Resources'> = {}) {
    return this.engine.deploy([source('S', resources, more)]);
  }

  /** Deploys and gives the reason why that failed, or undefined. */
  public async failure(
    resources: Record<string, CfnResource>,
    more: Omit<CfnTemplate, 'Resources'> = {},
  ): Promise<string | undefined> {
    return reasonOf(() => this.deploy(resources, more));
  }

  /** Calls since the last time. */
  public takeCalls(): string[] {
    return this.calls.splice(0);
  }

  /** Physical id of a resource of the stack `S`. */
  public id(logicalId: string): string | undefined {
    return this.engine.resource({ source: 'S', logicalId })?.physicalId;
  }

  private provider(): ResourceProvider {
    return {
      replaceOn: ['Name', 'Deep/Name'],
      create: ({ logicalId, properties }) => {
        this.made += 1;
        const physicalId = `${logicalId.toLowerCase()}-${this.made}`;
        this.call(`create ${logicalId}`, physicalId, () => this.things.set(physicalId, properties));
        return { physicalId, attributes: { Arn: `arn:${physicalId}`, Value: properties['Value'] } };
      },
      update: ({ logicalId, physicalId, properties }) => {
        this.call(`update ${logicalId}`, physicalId, () => this.things.set(physicalId, properties));
        return { physicalId, attributes: { Arn: `arn:${physicalId}`, Value: properties['Value'] } };
      },
      delete: ({ physicalId }) => {
        this.call(`delete ${physicalId}`, physicalId, () => this.things.delete(physicalId));
      },
    };
  }

  private call(name: string, physicalId: string, work: () => void): void {
    this.calls.push(name);
    const [halfway, fails] = [this.takeFailure(`${name}!`), this.takeFailure(name)];
    if (halfway) {
      work();
      throw new ResourceFailure(`${name} failed halfway`, physicalId);
    }
    if (fails) throw new Error(`${name} failed`);
    work();
  }

  private takeFailure(call: string): boolean {
    const fails = this.failing.has(call);
    if (this.once.delete(call)) this.failing.delete(call);
    return fails;
  }
}

/** A template as a stack of its own. */
export function source(
  name: string,
  resources: Record<string, CfnResource>,
  more: Omit<CfnTemplate, 'Resources'> & Partial<StackSource> = {},
): StackSource {
  const { parameters, environment, dependsOn, stackName, parent, ...sections } = more;
  return {
    name,
    template: { Resources: resources, ...sections } as CfnTemplate,
    ...(parameters && { parameters }),
    ...(environment && { environment }),
    ...(dependsOn && { dependsOn }),
    ...(stackName && { stackName }),
    ...(parent && { parent }),
  } as StackSource;
}

/** A fake resource. */
export function thing(
  properties: Record<string, unknown> = {},
  more: Partial<CfnResource> = {},
): CfnResource {
  return { Type: THING, Properties: properties, ...more };
}

/** The message of what a promise throws. */
export async function reasonOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Events as `logicalId ACTION_STATUS`. */
export function statusLines(events: readonly StackEvent[]): string[] {
  return events.map(({ logicalId, action, status }) => `${logicalId} ${action}_${status}`);
}
