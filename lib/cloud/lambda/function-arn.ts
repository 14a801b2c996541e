import { ValidationError } from '../../errors';

/** A function's ARN in its parts. */
export interface FunctionArn {
  /** Without version or alias. */
  readonly functionArn: string;
  readonly region: string;
  readonly accountId: string;
  readonly functionName: string;
  /** Version or alias; none: what was deployed last. */
  readonly qualifier?: string;
}

const FUNCTION_ARN =
  /^(arn:aws[a-z-]*:lambda:([a-z0-9-]+):(\d{12}):function:([A-Za-z0-9-_]{1,140}))(?::(\$LATEST|[A-Za-z0-9-_]{1,128}))?$/;

/** Takes a function's ARN apart; `undefined` if it is none. */
export function parseFunctionArn(arn: string): FunctionArn | undefined {
  const [, functionArn, region, accountId, functionName, qualifier] = FUNCTION_ARN.exec(arn) ?? [];
  if (!functionArn || !region || !accountId || !functionName) return undefined;
  const parts = { functionArn, region, accountId, functionName };
  return qualifier === undefined ? parts : { ...parts, qualifier };
}

/**
 * Takes a function's ARN apart.
 *
 * @throws ValidationError FunctionArn
 */
export function requireFunctionArn(arn: string): FunctionArn {
  const parsed = parseFunctionArn(arn);
  if (parsed) return parsed;
  throw new ValidationError(
    'FunctionArn',
    '`functionArn` must be arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :ALIAS or :VERSION ' +
      `where one is meant, got: ${JSON.stringify(arn)}`,
  );
}
