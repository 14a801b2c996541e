import { NO_VALUE } from '../intrinsics/resolution';
import type { StackIdentity } from '../stack-identity';

const PSEUDO_PARAMETERS: Readonly<Record<string, (stack: StackIdentity) => unknown>> = {
  'AWS::AccountId': (stack) => stack.accountId,
  'AWS::NoValue': () => NO_VALUE,
  'AWS::NotificationARNs': () => [],
  'AWS::Partition': (stack) => stack.partition,
  'AWS::Region': (stack) => stack.region,
  'AWS::StackId': (stack) => stack.stackId,
  'AWS::StackName': (stack) => stack.stackName,
  'AWS::URLSuffix': (stack) => stack.urlSuffix,
};

/** Tells whether a name is that of a pseudo parameter, such as `AWS::Region`. */
export function isPseudoParameter(name: string): boolean {
  return Object.hasOwn(PSEUDO_PARAMETERS, name);
}

/**
 * Value of a pseudo parameter; undefined when the name is none.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
 */
export function pseudoParameter(name: string, stack: StackIdentity): unknown {
  return isPseudoParameter(name) ? PSEUDO_PARAMETERS[name]?.(stack) : undefined;
}
