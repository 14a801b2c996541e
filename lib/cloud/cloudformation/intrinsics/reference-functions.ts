import { attributePair } from '../../../model/text-parts';
import { isObject } from '../../../model/value';
import { resolveText } from './arguments';
import type { IntrinsicFunction, Resolution, StackOutputReference } from './resolution';

/** `Ref` and the functions that read another resource or another stack. */
export const REFERENCE_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (name, resolution) =>
    resolution.scope.reference(resolveText(name, resolution, 'Ref'), resolution),
  'Fn::GetAtt': getAttribute,
  'Fn::ImportValue': (name, resolution) =>
    resolution.scope.importValue(
      resolveText(name, resolution, 'the attribute in Fn::ImportValue'),
      resolution,
    ),
  'Fn::GetStackOutput': (argument, resolution) =>
    resolution.scope.stackOutput(outputReference(argument, resolution), resolution),
};

function getAttribute(argument: unknown, resolution: Resolution): unknown {
  const [logicalId, attribute] = attributeArgument(argument, resolution);
  return resolution.scope.attribute(logicalId, attribute, resolution);
}

/** The name of the attribute may be a `Ref`, that of the resource may not. */
function attributeArgument(argument: unknown, resolution: Resolution): [string, string] {
  const pair = attributePair(argument);
  if (pair !== undefined) return pair;
  const [logicalId, attribute] = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (typeof logicalId !== 'string' || attribute === undefined) {
    return resolution.fail(
      'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    );
  }
  return [logicalId, resolveText(attribute, resolution, 'the attribute of Fn::GetAtt', 1)];
}

function outputReference(argument: unknown, resolution: Resolution): StackOutputReference {
  if (!isObject(argument)) {
    return resolution.fail('Template error: Fn::GetStackOutput must be an object');
  }
  const text = (name: string) =>
    resolveText(argument[name], resolution, `${name} of Fn::GetStackOutput`, name);
  return {
    stackName: text('StackName'),
    outputName: text('OutputName'),
    ...(argument['Region'] !== undefined && { region: text('Region') }),
    ...(argument['RoleArn'] !== undefined && { roleArn: text('RoleArn') }),
  };
}
