import type { LambdaPermissionModel } from '../model';
import type { Rule } from './rule';
import { textOf } from './text';

/** What a statement costs beside its texts: braces, member names, the generated id. */
const STATEMENT_BYTES = 260;

/** The resource policy of a function holds one statement a permission, and has a size limit. */
export const lambdaPolicySize: Rule = {
  code: 'LambdaPolicySize',
  see: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  check: (model, { lambdaPolicyBytes }) => {
    const groups = new Map<string, LambdaPermissionModel[]>();
    for (const permission of model.permissions) {
      const key = `${permission.origin.source} ${JSON.stringify(permission.functionName)}`;
      groups.set(key, [...(groups.get(key) ?? []), permission]);
    }
    return [...groups.values()].flatMap((permissions) => {
      const bytes = permissions.map(bytesOf).reduce((sum, one) => sum + one, 0);
      if (bytes <= lambdaPolicyBytes) return [];
      const message = `the permissions of one function must have no more than ${lambdaPolicyBytes} bytes together, got: about ${bytes} in ${permissions.length} permissions; set \`scopePermissionToMethod: false\`, or use \`StageVariableLambdaRouter\``;
      return [{ origin: permissions[0]?.origin, message }];
    });
  },
};

function bytesOf({ functionName, principal, action, sourceArn }: LambdaPermissionModel): number {
  const texts = [functionName, principal, action, sourceArn ?? ''].map(
    (value) => textOf(value).length,
  );
  return texts.reduce((sum, one) => sum + one, STATEMENT_BYTES);
}
