import { stableText } from './stable-text';
import type { CfnResource, Origin, ResourceId, TemplateSource } from './template';
import { isObject, own } from './value';

/** A value together with the template that it stands in. */
export interface PlacedValue {
  /** `name` of the {@link TemplateSource}; references in the value are looked up there. */
  readonly source: string;
  /** JSON, intrinsics kept. */
  readonly value: unknown;
}

/** Finds things across the templates of an app. */
export class SourceIndex {
  /** Takes what is an index already, and indexes templates. */
  public static of(sources: SourceIndex | readonly TemplateSource[]): SourceIndex {
    return sources instanceof SourceIndex ? sources : new SourceIndex(sources);
  }

  private readonly byName = new Map<string, TemplateSource>();
  private readonly byStackName = new Map<string, TemplateSource>();
  private readonly byParent = new Map<string, TemplateSource>();
  private readonly exports = new Map<string, PlacedValue>();

  public constructor(
    /** The templates of the app, in the order given. */
    public readonly sources: readonly TemplateSource[],
  ) {
    for (const source of sources) {
      this.byName.set(source.name, source);
      if (source.parent === undefined)
        this.byStackName.set(source.stackName ?? source.name, source);
      else this.byParent.set(resourceKey(source.parent), source);
      this.indexOutputs(source);
      this.indexCrossRegionExports(source);
    }
  }

  /** The template of a name. */
  public source(name: string): TemplateSource | undefined {
    return this.byName.get(name);
  }

  /** A resource, wherever it is. */
  public resource(id: ResourceId): CfnResource | undefined {
    return own(this.byName.get(id.source)?.template.Resources, id.logicalId);
  }

  /** The construct path, the condition and the id of a resource. */
  public origin(id: ResourceId): Origin {
    const resource = this.resource(id);
    const path = resource?.Metadata?.['aws:cdk:path'];
    return {
      source: id.source,
      logicalId: id.logicalId,
      ...(typeof path === 'string' && { constructPath: path }),
      ...(typeof resource?.Condition === 'string' && { condition: resource.Condition }),
    };
  }

  /** The value of an output of the template that a nested-stack resource stands for. */
  public nestedOutput(stack: ResourceId, output: string): PlacedValue | undefined {
    return outputOf(this.byParent.get(resourceKey(stack)), output);
  }

  /** The value of an output of the stack that has this name in its account. */
  public stackOutput(stackName: string, output: string): PlacedValue | undefined {
    return outputOf(this.byStackName.get(stackName), output);
  }

  /** What a nested stack is given for a parameter. */
  public argument(sourceName: string, parameter: string): PlacedValue | undefined {
    const parent = this.byName.get(sourceName)?.parent;
    if (parent === undefined) return undefined;
    const given = this.resource(parent)?.Properties?.['Parameters'];
    const value = isObject(given) ? own(given, parameter) : undefined;
    return value === undefined ? undefined : { source: parent.source, value };
  }

  /** What is exported under a name (`Fn::ImportValue`, or a cross-region export of the CDK). */
  public exported(name: unknown): PlacedValue | undefined {
    return this.exports.get(stableText(name));
  }

  private indexOutputs({ name: source, template }: TemplateSource): void {
    for (const output of Object.values(template.Outputs ?? {})) {
      const name = output?.Export?.Name;
      if (name !== undefined) this.exports.set(stableText(name), { source, value: output.Value });
    }
  }

  /** The CDK carries references to other regions through these custom resources. */
  private indexCrossRegionExports({ name: source, template }: TemplateSource): void {
    for (const resource of Object.values(template.Resources ?? {})) {
      if (resource?.Type !== 'Custom::CrossRegionExportWriter') continue;
      const writer = resource.Properties?.['WriterProps'];
      const exported = isObject(writer) ? writer['exports'] : undefined;
      if (!isObject(exported)) continue;
      for (const [name, value] of Object.entries(exported)) {
        this.exports.set(stableText(name), { source, value });
      }
    }
  }
}

/** A text that is equal for the same resource alone. */
export function resourceKey(id: ResourceId): string {
  // Neither part of an id may contain a line feed.
  return `${id.source}\n${id.logicalId}`;
}

function outputOf(source: TemplateSource | undefined, output: string): PlacedValue | undefined {
  const found = own(source?.template.Outputs, output);
  if (source === undefined || found === undefined) return undefined;
  return { source: source.name, value: found.Value };
}
