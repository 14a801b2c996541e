import { isObject, type JsonObject } from '../../model/value';
import type { ResourceContext, ResourceProvider, ResourceState } from '../cloudformation/provider';
import { conflict } from '../lambda';
import type { LambdaWorld } from './lambda-world';
import { functionArn, number, splitQualifier, text } from './properties';

/**
 * `AWS::Lambda::Version`. Lambda gives an existing version again where nothing has changed since;
 * CloudFormation refuses to make a resource of it.
 */
export function versionProvider(world: () => LambdaWorld): ResourceProvider {
  return {
    replaceOn: ['FunctionName', 'Description', 'CodeSha256', 'RuntimePolicy'],
    create: ({ stack, properties }) => {
      const arn = functionArn(stack, properties['FunctionName']);
      const { lambda } = world();
      const existing = lambda.publishedVersion(arn);
      if (existing !== undefined) {
        throw conflict(
          `A version for this Lambda function exists ( ${existing} ). Modify the function to create a new version.`,
        );
      }
      const version = lambda.publishVersion(arn);
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
  const identify = ({ stack, properties }: ResourceContext) => ({
    arn: functionArn(stack, properties['FunctionName']),
    name: text(properties['Name']) ?? '',
  });
  const put = (context: ResourceContext): ResourceState => {
    const { properties } = context;
    const { arn, name } = identify(context);
    world().lambda.putAlias(arn, {
      name,
      functionVersion: text(properties['FunctionVersion']) ?? '',
      additionalVersionWeights: weightsOf(properties['RoutingConfig']),
    });
    return { physicalId: `${arn}:${name}`, attributes: { AliasArn: `${arn}:${name}` } };
  };
  return {
    replaceOn: ['FunctionName', 'Name'],
    create: (context) => {
      const { arn, name } = identify(context);
      if (world().lambda.hasAlias(arn, name)) {
        throw conflict(`Alias already exists: ${arn}:${name}`);
      }
      return put(context);
    },
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
