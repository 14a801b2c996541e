import type { Cloud } from '../../../lib/cloud';
import type { CfnResource } from '../../../lib/model';
import { source } from '../_templates';

/** Resources of a template, by their logical ids. */
export type Resources = Record<string, CfnResource>;

export const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
export const METHOD = 'arn:aws:execute-api:us-east-1:123456789012:api1/prod/GET/orders';
export const RETAINED = { DeletionPolicy: 'Retain' };

/** A function of the name `orders`, unless it is given another one. */
export function fn(logicalId: string, properties: object = {}, more: object = {}): Resources {
  const Properties = {
    FunctionName: 'orders',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: 'exports.handler = async () => process.env.BUILD ?? "none";' },
    ...properties,
  };
  return { [logicalId]: { Type: 'AWS::Lambda::Function', Properties, ...more } };
}

/** Variables of a function. */
export function variables(Variables: object): object {
  return { Environment: { Variables } };
}

/** A version of the function `Fn`, unless it is given another one. */
export function version(logicalId: string, properties: object = {}, more: object = {}): Resources {
  const Properties = { FunctionName: { Ref: 'Fn' }, ...properties };
  return { [logicalId]: { Type: 'AWS::Lambda::Version', Properties, ...more } };
}

/** The alias `live` of the function `Fn`, which leads to version 1. */
export function alias(logicalId: string, properties: object = {}): Resources {
  const Properties = {
    FunctionName: { Ref: 'Fn' },
    FunctionVersion: '1',
    Name: 'live',
    ...properties,
  };
  return { [logicalId]: { Type: 'AWS::Lambda::Alias', Properties, DependsOn: 'V1' } };
}

/** A permission of API Gateway to call the function `Fn`. */
export function permission(logicalId: string, properties: object = {}): Resources {
  const Properties = {
    Action: 'lambda:InvokeFunction',
    FunctionName: { Ref: 'Fn' },
    Principal: 'apigateway.amazonaws.com',
    ...properties,
  };
  return { [logicalId]: { Type: 'AWS::Lambda::Permission', Properties } };
}

/** Deploys resources as a stack. */
export function deploy(cloud: Cloud, resources: readonly Resources[], name = 'Shop') {
  return cloud.deploy({ sources: [{ ...source(Object.assign({}, ...resources)), name }] });
}

/** What Lambda said, in a deployment that fails. */
export async function refusal(deployment: Promise<unknown>): Promise<string> {
  let error: unknown = await deployment.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  while (error instanceof Error && error.cause !== undefined) error = error.cause;
  return error instanceof Error ? error.message : String(error);
}

/** What a function answers, or why it does not. */
export async function call(cloud: Cloud, functionArn: string, sourceArn?: string) {
  const answer = await cloud.lambda.invoke({
    functionArn,
    payload: '{}',
    invocationType: 'RequestResponse',
    timeoutMs: 1000,
    ...(sourceArn !== undefined && { sourceArn }),
  });
  return answer.kind === 'returned' ? (JSON.parse(answer.payload) as unknown) : answer.kind;
}
