import type { JsonObject } from '../../model/value';
import type { IdSource } from './ids';
import type { StackIdentity } from './stack-identity';

/** A value, or a promise of it where a step has to wait. */
export type MaybePromise<T> = T | Promise<T>;

/** What a resource is after it was created or updated. */
export interface ResourceState {
  /** What `Ref` yields; a new one on update means that the resource was replaced. */
  readonly physicalId: string;
  /**
   * What `Fn::GetAtt` yields, by attribute; a dotted attribute may be given flat
   * (`'Endpoint.Address'`) or nested.
   *
   * @default - no attributes
   */
  readonly attributes?: JsonObject;
}

/** A resource that a provider works on. */
export interface ResourceContext {
  readonly stack: StackIdentity;
  readonly logicalId: string;
  /** Such as `AWS::ApiGateway::RestApi`. */
  readonly type: string;
  /** Properties with every intrinsic and every dynamic reference resolved. */
  readonly properties: JsonObject;
  /** `Metadata` of the template, as it stands there. */
  readonly metadata: JsonObject;
  /** Makes ids that are the same in every run; others for each replacement of the resource. */
  readonly ids: IdSource;
}

/** A resource that exists. */
export interface ExistingResourceContext extends ResourceContext {
  readonly physicalId: string;
  readonly attributes: JsonObject;
}

/** A resource whose properties change. */
export interface UpdateContext extends ExistingResourceContext {
  /** Properties as the provider was given them the last time. */
  readonly previous: JsonObject;
  /** Whether a failed operation is undone: a provider should then not fail if it can avoid it. */
  readonly rollback: boolean;
}

/**
 * Creates, updates and deletes resources of one type.
 *
 * A method that throws fails the operation, and the stack is rolled back. Throw a
 * {@link ResourceFailure} where something was made before it failed, to have it deleted.
 */
export interface ResourceProvider {
  create(context: ResourceContext): MaybePromise<ResourceState>;
  /**
   * Changes the resource in place.
   *
   * @default - the resource keeps its id and attributes
   */
  update?(context: UpdateContext): MaybePromise<ResourceState>;
  /** @default - nothing is left to do when the resource is deleted */
  delete?(context: ExistingResourceContext): MaybePromise<void>;
  /**
   * The create-only properties, whose change replaces the resource: names, or paths such as
   * `EndpointConfiguration/Types`; or a function that decides.
   *
   * @default - every change is made in place
   */
  readonly replaceOn?: readonly string[] | ((before: JsonObject, after: JsonObject) => boolean);
  /**
   * Properties as CloudFormation keeps and compares them.
   *
   * @default - as the template has them
   */
  readonly normalize?: (properties: JsonObject) => JsonObject;
  /**
   * Refuses a change that CloudFormation does not allow.
   *
   * @throws when the change is not allowed
   */
  readonly checkUpdate?: (before: JsonObject, after: JsonObject) => void;
  /** What CloudFormation says of an attribute that does not exist. */
  readonly missingAttribute?: (attribute: string, type: string) => string;
  /**
   * Whether the type, or a resource of it with these properties, has no behaviour here: it gets an
   * id and attributes, and nothing else.
   *
   * @default false
   */
  readonly withoutEffect?: boolean | ((properties: JsonObject) => boolean);
}

/** A failure that leaves something behind. */
export class ResourceFailure extends Error {
  /**
   * @param message reason, as the events show it
   * @param physicalId what was made, or what the failed update turned the resource into
   */
  public constructor(
    message: string,
    public readonly physicalId: string,
  ) {
    super(message);
    this.name = 'ResourceFailure';
  }
}

/** Finds the provider of a type. */
export type ProviderLookup = (type: string) => ResourceProvider;
