/**
 * A CloudFormation intrinsic, kept as it stands in the template: an object of one member such as
 * `{ Ref: 'Api' }` or `{ 'Fn::GetAtt': ['Fn', 'Arn'] }`.
 */
export interface Intrinsic {
  readonly [fn: string]: unknown;
}

/** A property as a template holds it: a literal, or an intrinsic that yields one at deployment. */
export type Value<T> = T | Intrinsic;

/** A resource of a template. */
export interface CfnResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly Metadata?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A CloudFormation template, as JSON. */
export interface CfnTemplate {
  readonly Resources?: Record<string, CfnResource>;
  readonly Parameters?: Record<string, Record<string, unknown>>;
  readonly Conditions?: Record<string, unknown>;
  readonly Mappings?: Record<string, unknown>;
  readonly Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
  readonly [section: string]: unknown;
}

/** One template of an app, with what links it to the others. */
export interface TemplateSource {
  /** Unique name: the artifact id of a stack; for a nested stack `parent name/logical id`. */
  readonly name: string;
  readonly template: CfnTemplate;
  /**
   * Name of the stack in its account, by which `Fn::GetStackOutput` finds it.
   *
   * @default - `name`
   */
  readonly stackName?: string;
  /**
   * The `AWS::CloudFormation::Stack` resource that makes this template a nested stack.
   *
   * @default - a stack of its own
   */
  readonly parent?: ResourceId;
}

/** Where a resource stands: the template's name and the logical id in it. */
export interface ResourceId {
  readonly source: string;
  readonly logicalId: string;
}

/** Where an element of the model was declared. */
export interface Origin extends ResourceId {
  /**
   * The construct path that the CDK recorded (`aws:cdk:path`).
   *
   * @default - the template was not made by the CDK, or without metadata
   */
  readonly constructPath?: string;
  /**
   * Name of the condition that the resource stands under.
   *
   * @default - none: it always exists
   */
  readonly condition?: string;
  /**
   * JSON pointer into the property of the resource, for elements of an OpenAPI document:
   * `/Body/paths/~1orders/get`.
   *
   * @default - the element is a resource of its own
   */
  readonly pointer?: string;
}
