import type { CfnTemplate, ResourceId, TemplateSource } from '../../model';

/** One template of a cloud assembly: of a stack, or of a nested stack. */
export interface StackTemplate extends FoundTemplate, StackEnvironment {}

/** A template, and where it stands in the app. */
export interface FoundTemplate {
  /** Unique in the app: the artifact id of a stack; for a nested stack `parent name/logical id`. */
  readonly name: string;
  /** Construct path of the stack, such as `Prod/Storefront`. */
  readonly path: string;
  /** The template, as synthesized. */
  readonly template: CfnTemplate;
  /** The template's file. */
  readonly templateFile: string;
  /**
   * The resource of another template that makes this a nested stack.
   *
   * @default - a stack of its own
   */
  readonly parent?: ResourceId;
}

/** Where a template is deployed. For a nested stack: as the stack that holds it. */
export interface StackEnvironment {
  /** Name of the CloudFormation stack. */
  readonly stackName: string;
  /** Account id, or `unknown-account`. */
  readonly account: string;
  /** Region, or `unknown-region`. */
  readonly region: string;
  /** Names of the stacks that are deployed before this one, near and far. */
  readonly deployedAfter: ReadonlySet<string>;
}

/** A cloud assembly, read. */
export interface AssemblyReading {
  /** Folder of the assembly. */
  readonly directory: string;
  /** Every template, parents before their nested stacks. */
  readonly templates: readonly StackTemplate[];
  /** The templates for the model: as `templates`, with a construct path on every resource. */
  readonly sources: readonly TemplateSource[];
  /** Metadata of the constructs, by construct path without a leading slash. */
  readonly metadata: ReadonlyMap<string, readonly MetadataEntry[]>;
  /** File of an asset, by its object key in the assets bucket. */
  assetFile(objectKey: string): string | undefined;
}

/** What a construct says about itself in the assembly. */
export interface MetadataEntry {
  /** Such as `aws:cdk:logicalId`. */
  readonly type: string;
  /** Its value, if it has one. */
  readonly data?: unknown;
}
