import type { CfnTemplate } from '../../../model';
import { isObject, own } from '../../../model/value';
import type { Resolution, StackOutputReference, TemplateScope } from '../intrinsics/resolution';
import type { StackEnvironment, StackIdentity } from '../stack-identity';
import { Conditions } from '../template/conditions';
import { isPseudoParameter, pseudoParameter } from '../template/pseudo-parameters';
import type { ResourceRecord } from './stack-record';
import type { World } from './world';

/** What the values of the template of one stack refer to, while the stack is deployed. */
export class StackScope implements TemplateScope {
  /** The resources that exist so far. */
  public readonly records = new Map<string, ResourceRecord>();
  /** Names of the exports that were imported so far. */
  public readonly imports = new Set<string>();

  private readonly conditions: Conditions;

  public constructor(
    private readonly world: World,
    private readonly stack: StackIdentity,
    private readonly template: CfnTemplate,
    private readonly parameters: ReadonlyMap<string, unknown>,
  ) {
    this.conditions = new Conditions(template);
  }

  public reference(name: string, resolution: Resolution): unknown {
    if (isPseudoParameter(name)) return pseudoParameter(name, this.stack);
    if (this.parameters.has(name)) return this.parameters.get(name);
    return this.record(name, resolution).physicalId;
  }

  public attribute(logicalId: string, attribute: string, resolution: Resolution): unknown {
    const { attributes, type } = this.record(logicalId, resolution);
    const value = own(attributes, attribute) ?? nestedMember(attributes, attribute);
    if (value !== undefined) return value;
    const known = Object.keys(attributes).join(', ') || 'none';
    const reason =
      this.world.providerOf(type).missingAttribute?.(attribute, type) ??
      `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`;
    return resolution.fail(`${reason}; ${type} has here: ${known}`, 'ResourceAttribute');
  }

  public condition(name: string, resolution: Resolution): boolean {
    return this.conditions.value(name, resolution);
  }

  public mapping(map: string, topLevelKey: string, secondLevelKey: string): unknown {
    const top = own(this.template.Mappings, map);
    const second = isObject(top) ? own(top, topLevelKey) : undefined;
    return isObject(second) ? own(second, secondLevelKey) : undefined;
  }

  public availabilityZones(region: string): readonly string[] {
    return this.world.availabilityZones(region === '' ? this.stack.region : region);
  }

  public importValue(name: string, resolution: Resolution): unknown {
    const value = this.world.exports.value(this.stack, name);
    if (value === undefined) {
      return resolution.fail(
        `No export named ${name} found; deploy the stack that exports it first`,
        'StackImport',
      );
    }
    this.imports.add(name);
    return value;
  }

  public stackOutput(reference: StackOutputReference, resolution: Resolution): unknown {
    const { stackName, outputName, region = this.stack.region, roleArn } = reference;
    const environment: StackEnvironment = {
      region,
      accountId: roleArn?.split(':')[4] ?? this.stack.accountId,
    };
    return (
      this.world.stackOutput(environment, stackName, outputName) ??
      resolution.fail(
        `stack ${stackName} has no output ${outputName} in ${environment.accountId}/${region}; deploy that stack first`,
        'StackImport',
      )
    );
  }

  private record(logicalId: string, resolution: Resolution): ResourceRecord {
    return (
      this.records.get(logicalId) ??
      resolution.fail(
        `Template format error: Unresolved resource dependencies [${logicalId}]; it does not exist here, or its condition is false`,
        'TemplateReference',
      )
    );
  }
}

/** A dotted attribute walks into nested data, as that of custom resources. */
function nestedMember(attributes: unknown, attribute: string): unknown {
  return attribute
    .split('.')
    .reduce<unknown>((value, name) => (isObject(value) ? own(value, name) : undefined), attributes);
}
