import { compact } from '../../model/value';
import type { ResourceProvider } from '../cloudformation/provider';
import type { LambdaWorld } from './lambda-world';
import { functionArn, splitQualifier, text, truth } from './properties';

const API_ACTION = 'lambda:InvokeFunction';

/** `AWS::Lambda::Permission`: every change of a permission replaces it. */
export function permissionProvider(world: () => LambdaWorld): ResourceProvider {
  return {
    replaceOn: () => true,
    create: (context) => {
      const { stack, logicalId, ids, properties } = context;
      const statementId = `${stack.stackName}-${logicalId}-${ids.upperAlphanumeric(12)}`;
      world().lambda.addPermission(
        functionArn(stack, properties['FunctionName']),
        compact({
          statementId,
          action: text(properties['Action']) ?? API_ACTION,
          principal: text(properties['Principal']) ?? '',
          sourceArn: text(properties['SourceArn']),
          sourceAccount: text(properties['SourceAccount']),
          principalOrgId: text(properties['PrincipalOrgID']),
          eventSourceToken: text(properties['EventSourceToken']),
          functionUrlAuthType: text(properties['FunctionUrlAuthType']),
          invokedViaFunctionUrl: truth(properties['InvokedViaFunctionUrl']),
        }),
      );
      return { physicalId: statementId, attributes: { Id: statementId } };
    },
    delete: ({ stack, properties, physicalId }) => {
      const { lambda } = world();
      const arn = functionArn(stack, properties['FunctionName']);
      if (lambda.definition(splitQualifier(arn).arn) !== undefined) {
        lambda.removePermission(arn, physicalId);
      }
    },
  };
}
