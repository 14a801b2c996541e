import type { ApiIdentity } from '../frozen-api';

/** ARN of the function that an integration URI names; undefined where it names none. */
export type FunctionArnOf = (
  stageVariables: Readonly<Record<string, string>>,
) => string | undefined;

const FUNCTION_URI =
  /^arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path\/\/?2015-03-31\/functions\/(.+)\/invocations$/;
const VARIABLE = /\$\{stageVariables\.([A-Za-z0-9_]+)\}/g;

/**
 * Prepares the URI of a Lambda function, in which stage variables may stand for anything below
 * the service. A name or partial ARN is completed with the account of the API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export function compileFunctionArn(uri: string, identity: ApiIdentity): FunctionArnOf {
  if (!uri.includes('${')) {
    const fixed = functionArn(uri, identity);
    return () => fixed;
  }
  return (stageVariables) => {
    let missing = false;
    const resolved = uri.replace(VARIABLE, (_reference, name: string) => {
      missing ||= !Object.hasOwn(stageVariables, name);
      return stageVariables[name] ?? '';
    });
    return missing ? undefined : functionArn(resolved, identity);
  };
}

function functionArn(uri: string, identity: ApiIdentity): string | undefined {
  const name = FUNCTION_URI.exec(uri)?.[1];
  if (name === undefined || name.startsWith('arn:')) return name;
  const { partition, region, accountId } = identity;
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}
