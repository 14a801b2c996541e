import type { ApiGatewayService } from '../../../lib/cloud/apigateway';
import { IdSource } from '../../../lib/cloud/cloudformation/ids';
import type { ResourceContext, ResourceState } from '../../../lib/cloud/cloudformation/provider';
import { identify } from '../../../lib/cloud/cloudformation/stack-identity';
import type { CfnResource, CfnTemplate } from '../../../lib/model';
import { isObject } from '../../../lib/model/value';

interface Deployed extends ResourceState {
  readonly type: string;
  readonly properties: Record<string, unknown>;
}

const ENVIRONMENT = { accountId: '123456789012', region: 'eu-west-1' };

/**
 * Hands a template to the providers, resource by resource. It is no CloudFormation: it knows Ref,
 * Fn::GetAtt and Fn::Sub, and updates in place what is there.
 */
export class TestStack {
  public readonly deployed = new Map<string, Deployed>();
  private readonly ids = new IdSource(0);
  private readonly stack = identify('Stack', 'Stack', ENVIRONMENT, this.ids);

  public constructor(private readonly service: ApiGatewayService) {}

  /** Creates what is new, updates what is there, deletes what is gone. */
  public async deploy(template: CfnTemplate): Promise<void> {
    const resources = template.Resources ?? {};
    for (const id of inOrder(resources)) await this.put(id, resources[id]!);
    for (const id of [...this.deployed.keys()].reverse()) {
      if (!(id in resources)) await this.remove(id);
    }
  }

  public id(logicalId: string): string {
    return this.deployed.get(logicalId)!.physicalId;
  }

  public attribute(logicalId: string, name: string): unknown {
    return this.deployed.get(logicalId)?.attributes?.[name];
  }

  public async remove(logicalId: string): Promise<void> {
    const deployed = this.deployed.get(logicalId)!;
    const { type, properties, physicalId, attributes = {} } = deployed;
    const context = { ...this.context(logicalId, type, properties), physicalId, attributes };
    await this.service.providers[type]?.delete?.(context);
    this.deployed.delete(logicalId);
  }

  private async put(logicalId: string, resource: CfnResource): Promise<void> {
    const properties = this.resolve(resource.Properties ?? {}) as Record<string, unknown>;
    const context = this.context(logicalId, resource.Type, properties);
    const present = this.deployed.get(logicalId);
    const state = await this.apply(context, present);
    this.deployed.set(logicalId, { ...state, type: resource.Type, properties });
  }

  private async apply(context: ResourceContext, present: Deployed | undefined) {
    const provider = this.service.providers[context.type];
    // Whatever is not of API Gateway gets an id and nothing else.
    if (provider === undefined) return { physicalId: context.logicalId };
    if (present === undefined) return provider.create(context);
    const same = JSON.stringify(present.properties) === JSON.stringify(context.properties);
    if (same || provider.update === undefined) return present;
    const { physicalId, attributes = {}, properties: previous } = present;
    return provider.update({ ...context, physicalId, attributes, previous, rollback: false });
  }

  private context(
    logicalId: string,
    type: string,
    properties: Record<string, unknown>,
  ): ResourceContext {
    const ids = this.ids.of(logicalId);
    return { stack: this.stack, logicalId, type, properties, metadata: {}, ids };
  }

  private resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (!isObject(value)) return value;
    if (typeof value['Ref'] === 'string') return this.ref(value['Ref']);
    const attribute = value['Fn::GetAtt'];
    if (Array.isArray(attribute)) return this.attribute(String(attribute[0]), String(attribute[1]));
    if (typeof value['Fn::Sub'] === 'string') return this.substitute(value['Fn::Sub']);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.resolve(item)]),
    );
  }

  private ref(name: string): unknown {
    const pseudo: Record<string, string> = {
      'AWS::Region': ENVIRONMENT.region,
      'AWS::AccountId': ENVIRONMENT.accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
    };
    return pseudo[name] ?? this.id(name);
  }

  private substitute(text: string): string {
    return text.replace(/\$\{([^!}]+)\}/g, (_match, name: string) => {
      const [id = '', attribute] = name.split('.');
      return String(attribute === undefined ? this.ref(id) : this.attribute(id, attribute));
    });
  }
}

/** Resources behind those that they refer to. */
function inOrder(resources: Record<string, CfnResource>): string[] {
  const done = new Set<string>();
  const visit = (id: string): void => {
    if (done.has(id) || resources[id] === undefined) return;
    done.add(id);
    const { DependsOn: on = [], Properties } = resources[id];
    const text = JSON.stringify(Properties ?? {});
    const names = Object.keys(resources).filter(
      (name) => text.includes(`"${name}"`) || text.includes(`\${${name}`),
    );
    const before = [...(typeof on === 'string' ? [on] : on), ...names];
    done.delete(id);
    waiting.add(id);
    for (const name of before) if (!waiting.has(name)) visit(name);
    waiting.delete(id);
    done.add(id);
  };
  const waiting = new Set<string>();
  for (const id of Object.keys(resources)) visit(id);
  return [...done];
}
