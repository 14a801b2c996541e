import { isObject, type JsonObject } from '../../model/value';
import type { ResourceContext, ResourceProvider, ResourceState } from '../cloudformation/provider';
import type { LambdaWorld } from './lambda-world';
import { functionArn, number, splitQualifier, text } from './properties';

/** `AWS::Lambda::Version`. */
export function versionProvider(world: () => LambdaWorld): ResourceProvider {
  return {
    replaceOn: ['FunctionName', 'Description', 'CodeSha256', 'RuntimePolicy'],
    create: ({ stack, properties }) => {
      const arn = functionArn(stack, properties['FunctionName']);
      const version = world().lambda.publishVersion(arn);
      const physicalId = `${arn}:${version}`;
      return { physicalId, attributes: { Version: version, FunctionArn: physicalId } };
    },
    delete: ({ physicalId }) => {
      const { lambda } = world();
      const { arn, qualifier } = splitQualifier(physicalId);
      if (lambda.definition(arn) !== undefined) lambda.deleteVersion(arn, qualifier ?? '');
    },
  };
}

/** `AWS::Lambda::Alias`. */
export function aliasProvider(world: () => LambdaWorld): ResourceProvider {
  const put = ({ stack, properties }: ResourceContext): ResourceState => {
    const arn = functionArn(stack, properties['FunctionName']);
    const name = text(properties['Name']) ?? '';
    world().lambda.putAlias(arn, {
      name,
      functionVersion: text(properties['FunctionVersion']) ?? '',
      additionalVersionWeights: weightsOf(properties['RoutingConfig']),
    });
    return { physicalId: `${arn}:${name}`, attributes: { AliasArn: `${arn}:${name}` } };
  };
  return {
    replaceOn: ['FunctionName', 'Name'],
    create: put,
    update: put,
    delete: ({ physicalId }) => {
      const { lambda } = world();
      const { arn, qualifier } = splitQualifier(physicalId);
      if (lambda.definition(arn) !== undefined) lambda.deleteAlias(arn, qualifier ?? '');
    },
  };
}

function weightsOf(routing: unknown): Readonly<Record<string, number>> {
  const weights = isObject(routing) ? routing['AdditionalVersionWeights'] : undefined;
  const entries: readonly unknown[] = Array.isArray(weights) ? weights : [];
  return Object.fromEntries(
    entries
      .filter(isObject)
      .map((entry: JsonObject) => [
        text(entry['FunctionVersion']) ?? '',
        number(entry['FunctionWeight']) ?? 0,
      ]),
  );
}
