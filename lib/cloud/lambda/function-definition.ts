import { ValidationError } from '../../errors';
import { requireFunctionArn } from './function-arn';
import { checkVariableNames } from './reserved-names';
import type { LambdaContext } from './runtime/invocation-context';

/** An event, as far as nothing more is known of it: the object that its JSON text stands for. */
export interface LambdaEvent {
  /** A member of the event. */
  readonly [member: string]: ReturnType<JSON['parse']>;
}

/**
 * A function that a test gives in the place of deployed code.
 *
 * Any handler's own types fit, those of `@types/aws-lambda` among them: the event is what the
 * handler says it is.
 */
export type GivenHandler = {
  handle(
    event: LambdaEvent,
    context: LambdaContext,
    callback: (error?: unknown, result?: unknown) => void,
  ): unknown;
}['handle'];

/** Code of a function. */
export type LambdaCode =
  | { readonly kind: 'given'; readonly handler: GivenHandler }
  /** Text of `ZipFile`. */
  | { readonly kind: 'inline'; readonly text: string }
  /** Folder of an asset on this machine. */
  | { readonly kind: 'folder'; readonly path: string };

/** A function as it is deployed. */
export interface FunctionDefinition {
  /** Without version or alias. */
  readonly functionArn: string;
  readonly code: LambdaCode;
  /** `nodejs24.x`; needed for deployed code. */
  readonly runtime?: string;
  /** `index.handler`; needed for deployed code. */
  readonly handler?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Folders of layers, the first that is laid below the others in front. @default - none */
  readonly layers?: readonly string[];
  /** ARN of the execution role. */
  readonly role?: string;
  /**
   * 1 to 900.
   *
   * @default - 3; a function that a test gives has as long as its caller waits
   */
  readonly timeoutSeconds?: number;
  /** Megabytes, 128 to 10240. @default 128 */
  readonly memoryMb?: number;
  /** Invocations at one time; 0 refuses all. @default - no limit */
  readonly reservedConcurrency?: number;
  /** @default - `/aws/lambda/` and the name */
  readonly logGroupName?: string;
  /** What errors call it: the logical id, or the construct path. @default - the ARN */
  readonly label?: string;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const RANGES = [
  ['timeoutSeconds', 1, 900],
  ['memoryMb', 128, 10_240],
  ['reservedConcurrency', 0, Number.MAX_SAFE_INTEGER],
] as const;

const DEFAULT_MEMORY_MB = 128;

/** Megabytes that a function has. */
export function memoryOf({ memoryMb }: FunctionDefinition): number {
  return memoryMb ?? DEFAULT_MEMORY_MB;
}

/** What errors call a function. */
export function labelOf(definition: FunctionDefinition): string {
  return definition.label ?? definition.functionArn;
}

/**
 * Checks what can be wrong with a function on its own.
 *
 * @throws ValidationError FunctionArn, FunctionSetting
 * @throws LambdaError InvalidParameterValueException - for a variable whose name is reserved
 */
export function checkDefinition(definition: FunctionDefinition): void {
  const { qualifier } = requireFunctionArn(definition.functionArn);
  const where = labelOf(definition);
  if (qualifier !== undefined) {
    const message = `\`functionArn\` must be without version or alias, got: ${JSON.stringify(definition.functionArn)}`;
    throw new ValidationError('FunctionArn', message, where);
  }
  for (const [name, lowest, highest] of RANGES) {
    const value = definition[name];
    if (value === undefined || inRange(value, lowest, highest)) continue;
    const message = `\`${name}\` must be a whole number from ${lowest} to ${highest}, got: ${value}`;
    throw new ValidationError('FunctionSetting', message, where);
  }
  checkVariableNames(definition.environment ?? {});
}

function inRange(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}
