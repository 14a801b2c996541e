import { partitionOf, type StackEnvironment } from '../cloudformation/stack-identity';
import { InvokeError } from './invoke-error';

/** A function that somebody calls. */
export interface CalledFunction {
  /** With the version or alias that is called, if there is one. */
  readonly functionArn: string;
}

const NAME =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** Pattern of a function's name, as Lambda's own message has it. */
const PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?';

/**
 * The function that a call names: by name, partial ARN or ARN, with a version or alias behind it
 * or beside it.
 *
 * @param name percent-encoded
 * @param caller account and region that a bare name is of
 * @throws InvokeError ValidationException, InvalidParameterValueException,
 *   ResourceNotFoundException for a function of another region
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters
 */
export function calledFunction(
  name: string,
  qualifier: string | undefined,
  caller: StackEnvironment,
): CalledFunction {
  const text = decoded(name);
  const [, region = caller.region, accountId = caller.accountId, plain, own] =
    NAME.exec(text) ?? [];
  if (plain === undefined) {
    throw new InvokeError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${PATTERN}`,
    );
  }
  if (own !== undefined && qualifier !== undefined && own !== qualifier) {
    throw new InvokeError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  if (region !== caller.region) {
    throw new InvokeError(
      'ResourceNotFoundException',
      `Functions from '${region}' are not reachable in this region ('${caller.region}')`,
      404,
    );
  }
  const { partition } = partitionOf(region);
  const version = own ?? qualifier;
  const functionArn = `arn:${partition}:lambda:${region}:${accountId}:function:${plain}`;
  return { functionArn: version === undefined ? functionArn : `${functionArn}:${version}` };
}

/** A text with a percent sign that stands for itself is left as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
