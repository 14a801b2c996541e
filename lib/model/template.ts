/**
 * A CloudFormation intrinsic, kept as it stands in the template: an object of one member such as
 * `{ Ref: 'Api' }` or `{ 'Fn::GetAtt': ['Fn', 'Arn'] }`.
 */
export interface Intrinsic {
  /** Argument of the function, by its name: `Ref` or `Fn::…`. */
  readonly [fn: string]: unknown;
}

/** A property as a template holds it: a literal, or an intrinsic that yields one at deployment. */
export type Value<T> = T | Intrinsic;

/** A resource of a template. */
export interface CfnResource {
  /** Resource type, such as `AWS::ApiGateway::Method`. */
  readonly Type: string;
  /** Properties by name, intrinsics kept. */
  readonly Properties?: Record<string, unknown>;
  /** Logical ids of resources that are made before this one and deleted after it. */
  readonly DependsOn?: string | string[];
  /** Name of the condition that decides whether the resource exists; absent: it does. */
  readonly Condition?: string;
  /** Notes on the resource, such as its construct path under `aws:cdk:path`. */
  readonly Metadata?: Record<string, unknown>;
  /**
   * What happens to it when it leaves the template: `Delete` (for API Gateway also when absent),
   * `Retain`, `RetainExceptOnCreate` or `Snapshot`.
   */
  readonly DeletionPolicy?: string;
  /** What happens to the old one on replacement: `Delete` (also when absent), `Retain` … */
  readonly UpdateReplacePolicy?: string;
}

/** A CloudFormation template, as JSON. */
export interface CfnTemplate {
  /** Resources by logical id. */
  readonly Resources?: Record<string, CfnResource>;
  /** Declarations of parameters (`Type`, `Default`, …) by name. */
  readonly Parameters?: Record<string, Record<string, unknown>>;
  /** Condition functions by name. */
  readonly Conditions?: Record<string, unknown>;
  /** Two levels of keys, as `Fn::FindInMap` looks them up, by the name of the mapping. */
  readonly Mappings?: Record<string, unknown>;
  /** Outputs by logical id; one with an `Export` can be imported by other stacks. */
  readonly Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
  /** Any other section, such as `Metadata`, `Rules` or `Transform`. */
  readonly [section: string]: unknown;
}

/** One template of an app, with what links it to the others. */
export interface TemplateSource {
  /** Unique name: the artifact id of a stack; for a nested stack `parent name/logical id`. */
  readonly name: string;
  /** The template itself, as it is deployed. */
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
  /** `name` of the {@link TemplateSource}. */
  readonly source: string;
  /** Key of the resource below `Resources`. */
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
