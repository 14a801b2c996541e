import type { TemplateErrorCode } from '../template-error';

/** Stands for `{ Ref: 'AWS::NoValue' }`: the member or item it stands in is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** What the intrinsics of one template refer to. */
export interface TemplateScope {
  /** `Ref` of a parameter, a pseudo parameter or a resource. */
  reference(name: string, resolution: Resolution): unknown;
  /** `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string, resolution: Resolution): unknown;
  /** Value of a condition of the template. */
  condition(name: string, resolution: Resolution): boolean;
  /** Value of a mapping; undefined when it has none of the keys. */
  mapping(map: string, topLevelKey: string, secondLevelKey: string): unknown;
  /** Names of the availability zones of a region; of the stack's own for an empty text. */
  availabilityZones(region: string): readonly string[];
  /** `Fn::ImportValue`. */
  importValue(name: string, resolution: Resolution): unknown;
  /** `Fn::GetStackOutput`. */
  stackOutput(reference: StackOutputReference, resolution: Resolution): unknown;
}

/** Argument of `Fn::GetStackOutput`. */
export interface StackOutputReference {
  readonly stackName: string;
  readonly outputName: string;
  /** @default - the region of the stack that refers */
  readonly region?: string;
  /**
   * Role that reads the output: in another account where its ARN says so.
   *
   * @default - the account of the stack that refers
   */
  readonly roleArn?: string;
}

/** A value that is being resolved, and where it stands. */
export interface Resolution {
  readonly scope: TemplateScope;
  /** Resolves what stands at a key below the current place. */
  resolve(value: unknown, key?: string | number): unknown;
  /** Calls back with a path of the template as the current place. */
  at<T>(path: readonly string[], work: () => T): T;
  /** Refuses the value at the current place. */
  fail(message: string, code?: TemplateErrorCode): never;
}

/** Resolves the argument of one intrinsic function. */
export type IntrinsicFunction = (argument: unknown, resolution: Resolution) => unknown;
