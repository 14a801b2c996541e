import { Construct, type IConstruct } from 'constructs';
import type { CloudOptions, GivenFunctions, GivenHandler, StackEvent } from '../../cloud';
import { ValidationError } from '../../errors';
import { idOf } from './deployed-construct';
import type { ParameterValues } from './deployment';
import type { Liveness } from './liveness';

/**
 * Functions in the place of deployed code: by construct path, construct id or logical id, or as a
 * map whose keys may be constructs. Functions that no stack declares: by ARN.
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

/** Options by name, with the words that some of them may be; the others check their values. */
const OPTIONS: Readonly<Record<keyof LocalCloudOptions, readonly string[] | undefined>> = {
  account: undefined,
  accountThrottle: undefined,
  allowHttp: undefined,
  canarySplit: ['seeded', 'exact'],
  clock: undefined,
  denialReasons: undefined,
  functions: undefined,
  http: undefined,
  ignoreUnsupported: undefined,
  lambdaMode: ['in-process', 'worker'],
  onLambdaLog: undefined,
  parameters: undefined,
  region: undefined,
  seed: undefined,
  services: undefined,
  vpcLinks: undefined,
};

/** Options of an update. */
const UPDATE_OPTIONS: readonly (keyof DeployOptions)[] = ['functions', 'parameters'];

/**
 * Checks what no compiler has checked: options from JavaScript.
 *
 * @param of - whether they are those of a local cloud or of an update
 * @throws {@link ValidationError} LocalCloudOption - for a name or a word that is none
 */
export function checkOptions(options: object, of: 'cloud' | 'update'): void {
  const names: readonly string[] = of === 'cloud' ? Object.keys(OPTIONS) : UPDATE_OPTIONS;
  for (const [name, value] of Object.entries(options)) {
    if (!names.includes(name)) throw invalid('an option', names, name);
    const words = OPTIONS[name as keyof LocalCloudOptions];
    if (words === undefined || value === undefined || words.includes(value)) continue;
    throw invalid(`\`${name}\``, words, value);
  }
}

function invalid(what: string, allowed: readonly string[], got: unknown): ValidationError {
  return new ValidationError(
    'LocalCloudOption',
    `${what} must be one of ${allowed.join(', ')}, got: ${JSON.stringify(got)}`,
  );
}

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
