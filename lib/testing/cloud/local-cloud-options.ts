import { Construct, type IConstruct } from 'constructs';
import type { CloudOptions, GivenFunctions, GivenHandler, StackEvent } from '../../cloud';
import { idOf } from './deployed-construct';
import type { ParameterValues } from './deployment';
import type { Liveness } from './liveness';

/**
 * Functions in the place of deployed code: by construct path, construct id or logical id, or as a
 * map whose keys may be constructs.
 */
export type LocalFunctions = GivenFunctions | ReadonlyMap<string | IConstruct, GivenHandler>;

/** What a deployment is made with. */
export interface DeployOptions {
  /**
   * Functions in the place of deployed code.
   *
   * @default - code runs as it is deployed
   */
  readonly functions?: LocalFunctions;
  /**
   * Values of template parameters, by name; `Stack/Name` goes before a bare name.
   *
   * @default - every parameter has its default
   */
  readonly parameters?: ParameterValues;
}

/** What a local cloud is made with. */
export interface LocalCloudOptions extends CloudOptions, DeployOptions {}

/** What an update did. */
export interface UpdateResult extends Liveness {
  /** What happened to the resources; nothing where nothing had to be changed. */
  readonly events: readonly StackEvent[];
}

/** Functions by their names, those of constructs too. */
export function namedFunctions(functions: LocalFunctions = {}): GivenFunctions {
  if (!(functions instanceof Map)) return functions as GivenFunctions;
  return Object.fromEntries(
    [...(functions as ReadonlyMap<string | IConstruct, GivenHandler>)].map(([key, handler]) => {
      if (!Construct.isConstruct(key)) return [String(key), handler];
      const id = idOf(key);
      return [id === undefined ? key.node.path : `${id.source}/${id.logicalId}`, handler];
    }),
  );
}
