import { scalarText } from '../intrinsics/arguments';
import { generatedName } from '../physical-names';
import type { ResourceContext, ResourceProvider, ResourceState } from '../provider';
import type { ParameterStore } from '../stores/parameter-store';

const MAX_NAME = 1011;

/** `AWS::SSM::Parameter`: templates read it by its name. */
export function parameterProvider(store: ParameterStore): ResourceProvider {
  const write = (context: ResourceContext, name: string): ResourceState => {
    const value = scalarText(context.properties['Value']) ?? '';
    store.put(context.stack, name, value, scalarText(context.properties['Type']));
    return {
      physicalId: name,
      attributes: {
        Arn: parameterArn(context, name),
        Type: context.properties['Type'],
        Value: value,
      },
    };
  };
  return {
    replaceOn: ['Name'],
    create: (context) => {
      const { stack, logicalId, ids, properties } = context;
      const given = scalarText(properties['Name']);
      const name = given ?? `CFN-${generatedName(stack.stackName, logicalId, MAX_NAME - 4, ids)}`;
      if (store.get(stack, name) !== undefined) throw new Error(`${name} already exists.`);
      return write(context, name);
    },
    update: (context) => write(context, context.physicalId),
    delete: ({ stack, physicalId }) => store.delete(stack, physicalId),
  };
}

function parameterArn({ stack }: ResourceContext, name: string): string {
  const path = name.startsWith('/') ? name : `/${name}`;
  return `arn:${stack.partition}:ssm:${stack.region}:${stack.accountId}:parameter${path}`;
}
