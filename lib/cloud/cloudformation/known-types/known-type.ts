import type { JsonObject } from '../../../model/value';
import type { IdSource } from '../ids';
import type { StackIdentity } from '../stack-identity';

/** What the ids and attributes of a resource are made from. */
export interface TypeFacts {
  readonly stack: StackIdentity;
  readonly logicalId: string;
  readonly properties: JsonObject;
  readonly ids: IdSource;
  /** As the template names the resource, or made up. */
  readonly name: string;
}

/** Facts of a resource that has its physical id. */
export interface IdentifiedFacts extends TypeFacts {
  /** What `Ref` yields. */
  readonly id: string;
}

/** A resource type that has an id and attributes here, and no behaviour. */
export interface KnownType {
  /**
   * Property that names the resource; a change of it replaces the resource.
   *
   * @default - it cannot be named
   */
  readonly nameProperty?: string;
  /**
   * Longest name that is made up.
   *
   * @default 64
   */
  readonly maxName?: number;
  /** @default false */
  readonly lowerCaseName?: boolean;
  /** @default - the name */
  readonly id?: (facts: TypeFacts) => string;
  /** @default - none */
  readonly attributes?: Readonly<Record<string, (facts: IdentifiedFacts) => unknown>>;
  /**
   * Properties beside the name whose change replaces the resource.
   *
   * @default - none
   */
  readonly createOnly?: readonly string[];
}

/** Known types by name. */
export type KnownTypes = Readonly<Record<string, KnownType>>;

/** An ARN in the account and region of the stack. */
export function arn({ stack }: TypeFacts, service: string, resource: string): string {
  return `arn:${stack.partition}:${service}:${stack.region}:${stack.accountId}:${resource}`;
}

/** An ARN of a service that has no regions, such as IAM. */
export function globalArn({ stack }: TypeFacts, service: string, resource: string): string {
  return `arn:${stack.partition}:${service}::${stack.accountId}:${resource}`;
}

/** A host name of a service in the region of the stack. */
export function host({ stack }: TypeFacts, service: string): string {
  return `${service}.${stack.region}.${stack.urlSuffix}`;
}

/** The physical id, as an attribute. */
export function ownId({ id }: IdentifiedFacts): string {
  return id;
}

/** A property that is a text; empty when it is absent. */
export function textProperty({ properties }: TypeFacts, name: string): string {
  const value = properties[name];
  return typeof value === 'string' ? value : '';
}

/** Ids as EC2 makes them: `vpc-0a1b…`. */
export function prefixed(prefix: string): (facts: TypeFacts) => string {
  return ({ ids }) => `${prefix}-0${ids.hex(16)}`;
}
