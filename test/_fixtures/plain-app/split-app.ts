import { type App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/** One API over several stacks: functions nested, routes in a second stack. */
export interface SplitApp {
  readonly stage: Stage;
  readonly functions: NestedStack;
  readonly fn: lambda.Function;
  readonly base: Stack;
  readonly api: apigateway.RestApi;
  readonly more: Stack;
}

/** Builds the app that plain L2s make of such an API, with the traps that are in it. */
export function splitApp(app: App): SplitApp {
  const stage = new Stage(app, 'Test');
  const base = new Stack(stage, 'Base');
  const functions = new NestedStack(base, 'Functions');
  const fn = new lambda.Function(functions, 'Fn', {
    code: lambda.Code.fromInline('exports.handler = async () => ({});'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
  });
  const api = new apigateway.RestApi(base, 'Api');
  api.root.addMethod('GET', new apigateway.LambdaIntegration(fn));
  const more = new Stack(stage, 'More');
  const imported = apigateway.RestApi.fromRestApiAttributes(more, 'Imported', {
    restApiId: api.restApiId,
    rootResourceId: api.restApiRootResourceId,
  });
  imported.root.addResource('more').addMethod('GET', new apigateway.MockIntegration());
  return { stage, functions, fn, base, api, more };
}
