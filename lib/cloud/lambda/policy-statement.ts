import { compact, type JsonObject } from '../../model/value';
import { invalidParameter } from './lambda-error';
import type { LambdaPermission } from './lambda-permission';

const ACCOUNT = /^\d{12}$/;
const ARN = /^arn:aws[a-z-]*:/;
const SERVICE = /^[a-z0-9.-]+\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/;

/**
 * A permission as the statement that the service makes of it.
 *
 * @param resourceArn what may be called: a function, a version or an alias
 * @throws LambdaError InvalidParameterValueException - for a principal that is none
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function policyStatement(permission: LambdaPermission, resourceArn: string): JsonObject {
  const { statementId, action, principal } = permission;
  const condition = conditionOf(permission);
  return {
    Sid: statementId,
    Effect: 'Allow',
    Principal: principalOf(principal, resourceArn),
    Action: action,
    Resource: resourceArn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function principalOf(principal: string, resourceArn: string): JsonObject | string {
  if (principal === '*') return principal;
  if (SERVICE.test(principal)) return { Service: principal };
  if (ARN.test(principal)) return { AWS: principal };
  if (ACCOUNT.test(principal)) {
    const [, partition] = resourceArn.split(':');
    return { AWS: `arn:${partition}:iam::${principal}:root` };
  }
  throw invalidParameter(
    'The provided principal was invalid. Please check the principal and try again.',
  );
}

function conditionOf(permission: LambdaPermission): JsonObject {
  const { sourceArn, invokedViaFunctionUrl } = permission;
  const equal = compact({
    'AWS:SourceAccount': permission.sourceAccount,
    'aws:PrincipalOrgID': permission.principalOrgId,
    'lambda:EventSourceToken': permission.eventSourceToken,
    'lambda:FunctionUrlAuthType': permission.functionUrlAuthType,
  });
  return compact({
    StringEquals: Object.keys(equal).length > 0 ? equal : undefined,
    Bool:
      invokedViaFunctionUrl === undefined
        ? undefined
        : { 'lambda:InvokedViaFunctionUrl': String(invokedViaFunctionUrl) },
    ArnLike: sourceArn === undefined ? undefined : { 'AWS:SourceArn': sourceArn },
  });
}
