import { Annotations, type CfnResource } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { ValidationError } from '../errors';
import { refuse } from './checks';
import { renderedProperty } from './private-endpoints';
import { isEmptyPolicy, openStatement } from './private-policy';

/** Runs a check at synthesis, when everything that the app changes afterwards is known. */
export function validates(scope: IConstruct, check: () => void): void {
  scope.node.addValidation({ validate: () => messagesOf(check) });
}

/** Refuses a resource whose policy, as rendered, is missing or open. */
export function checkPolicy(scope: IConstruct, resource: CfnResource): void {
  const policy = renderedProperty(resource, 'Policy');
  const change = 'say who may call with `access`';
  const context = { scope, code: 'PrivateApiPolicy', prop: 'policy', change };
  if (isEmptyPolicy(policy)) refuse(context, 'must not be missing', undefined);
  const open = openStatement(policy);
  if (open === undefined) return;
  refuse({ ...context, code: 'PrivateApiOpen' }, 'must let named callers in only', open);
}

/** A method without IAM authorization has no caller that an organization or principal could match. */
export function warnIfAnonymous(node: IConstruct): void {
  if (!(node instanceof CfnMethod) || node.authorizationType === 'AWS_IAM') return;
  Annotations.of(node).addWarningV2(
    'cdk-gatehouse:PrivateApiAnonymousMethod',
    `${node.httpMethod} answers 403 to every call: \`access\` asks for an IAM identity, and only methods with \`authorizationType: AuthorizationType.IAM\` have one`,
  );
}

function messagesOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!ValidationError.isValidationError(error)) throw error;
    return [error.message];
  }
}
