import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import {
  type IRestApi,
  MockIntegration,
  RestApi,
  type RestApiProps,
} from 'aws-cdk-lib/aws-apigateway';
import {
  Alias,
  type AliasProps,
  Code,
  type FunctionProps,
  type IAlias,
  type IVersion,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { type CanaryOptions, CanaryRollout, CanaryState } from '../../lib/canary';

/** A REST API with `GET /`, which does not deploy itself unless asked to. */
export function apiIn(stack: Stack, props: RestApiProps = {}, id = 'Api'): RestApi & IRestApi {
  const api = new RestApi(stack, id, { deploy: false, ...props });
  api.root.addMethod('GET', new MockIntegration());
  return api as RestApi & IRestApi;
}

/** A function whose versions stay. */
export function functionIn(
  stack: Stack,
  id = 'Fn',
  props: Partial<FunctionProps> = {},
): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    ...props,
  });
}

/** An alias of the current version of a function. */
export function aliasIn(
  stack: Stack,
  fn: LambdaFunction,
  aliasName: string,
  props: Partial<AliasProps> = {},
): Alias & IAlias {
  const version = fn.currentVersion as IVersion;
  return new Alias(stack, `Alias${aliasName}`, { aliasName, version, ...props }) as Alias & IAlias;
}

/** Production is deployment `a1b2c3`, a canary gets a tenth. */
export function pinned(api: IRestApi, options: Partial<CanaryOptions> = {}): CanaryOptions {
  const state = CanaryState.pinned({ stableDeploymentId: 'a1b2c3' });
  return { api, state, rollout: CanaryRollout.manual({ percent: 10 }), ...options };
}

/** A resource of a template, by section. */
export type Resource = Record<string, Record<string, unknown>>;

/** Logical id of the first resource of a type. */
export const onlyId = (template: Template, type: string): string =>
  Object.keys(template.findResources(type))[0] ?? '';

/** The first resource of a type. */
export const onlyOne = (template: Template, type: string): Resource =>
  Object.values(template.findResources(type))[0] as Resource;
