import { compact } from '../../model/value';
import type { ResourceContext, ResourceProvider, ResourceState } from '../cloudformation/provider';
import type { LambdaWorld } from './lambda-world';
import { functionArn, number, splitQualifier, text } from './properties';

/**
 * `AWS::Lambda::EventInvokeConfig`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html
 */
export function eventInvokeConfigProvider(world: () => LambdaWorld): ResourceProvider {
  const arnOf = ({ stack, properties }: ResourceContext): string =>
    `${functionArn(stack, properties['FunctionName'])}:${text(properties['Qualifier']) ?? '$LATEST'}`;
  const put = (context: ResourceContext, physicalId: string): ResourceState => {
    const { properties } = context;
    world().lambda.putEventSettings(
      arnOf(context),
      compact({
        maximumRetryAttempts: number(properties['MaximumRetryAttempts']),
        maximumEventAgeSeconds: number(properties['MaximumEventAgeInSeconds']),
      }),
    );
    return { physicalId };
  };
  return {
    replaceOn: ['FunctionName', 'Qualifier'],
    create: (context) => put(context, context.ids.uuid('event invoke config')),
    update: (context) => put(context, context.physicalId),
    delete: (context) => {
      const { lambda } = world();
      const arn = arnOf(context);
      if (lambda.definition(splitQualifier(arn).arn) !== undefined) lambda.putEventSettings(arn);
    },
  };
}
