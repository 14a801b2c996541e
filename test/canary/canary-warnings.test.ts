import { CfnDeletionPolicy, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  HttpIntegration,
  type Integration,
  LambdaIntegration,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  CfnPermission,
  type IFunction,
  Function as LambdaFunction,
  Version,
} from 'aws-cdk-lib/aws-lambda';
import { CanaryAction, CanaryStage, CanaryState } from '../../lib/canary';
import { StageVariableLambdaRouter } from '../../lib/stage-variable-lambda-router';
import { newStack } from '../_helpers/stacks';
import { aliasIn, apiIn, functionIn, pinned } from './_constructs';

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => jest.restoreAllMocks());

/** The ids of the warnings that an app with a canary gets. */
function warningsOf(build: (stack: Stack, api: RestApi) => void): string[] {
  const stack = newStack();
  const api = apiIn(stack);
  new CanaryStage(stack, 'Prod', pinned(api));
  build(stack, api);
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .flatMap(({ entry }) => /cdk-gatehouse:\w+/.exec(String(entry.data)) ?? [])
    .map((id) => id.replace('cdk-gatehouse:', ''));
}

const lambdaWith =
  (integration: (fn: LambdaFunction, stack: Stack) => Integration, policy = RemovalPolicy.RETAIN) =>
  (stack: Stack, api: RestApi): void => {
    const fn = functionIn(stack, 'Fn', { currentVersionOptions: { removalPolicy: policy } });
    api.root.addMethod('POST', integration(fn, stack));
  };

const byRole = (fn: IFunction, stack: Stack): Integration => {
  const assumedBy = new ServicePrincipal('apigateway.amazonaws.com');
  return new LambdaIntegration(fn, { credentialsRole: new Role(stack, 'Role', { assumedBy }) });
};

const MOVING = ['canaryCodeNotCanaried'];

describe('a canary is warned of', () => {
  test.each<[string, (stack: Stack, api: RestApi) => void, string[]]>([
    ['a function', lambdaWith((fn) => new LambdaIntegration(fn)), MOVING],
    [
      'an alias',
      lambdaWith((fn, stack) => new LambdaIntegration(aliasIn(stack, fn, 'live'))),
      MOVING,
    ],
    [
      'an imported function',
      (stack, api) => {
        const fn = LambdaFunction.fromFunctionName(stack, 'Fn', 'orders');
        api.root.addMethod('POST', new LambdaIntegration(fn));
      },
      MOVING,
    ],
    [
      'a version that is deleted',
      lambdaWith(
        (fn, stack) => byRole(fn.currentVersion as IFunction, stack),
        RemovalPolicy.DESTROY,
      ),
      ['canaryVersionNotRetained'],
    ],
    [
      'a permission that is replaced',
      lambdaWith((fn) => new LambdaIntegration(fn.currentVersion as IFunction)),
      ['canaryPermissionNotRetained'],
    ],
  ])('%s', (_what, build, expected) => {
    expect(warningsOf(build)).toEqual(expected);
  });

  test('a router, whose aliases move', () => {
    const stack = newStack();
    const api = apiIn(stack);
    const prod = new CanaryStage(stack, 'Prod', pinned(api));
    const handler = functionIn(stack);
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    api.root.addMethod('POST', router.integration());
    router.addStage(prod, aliasIn(stack, handler, 'live'));
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Prod',
      Match.stringLikeRegexp('canaryCodeNotCanaried'),
    );
  });

  test('methods, the first three by name', () => {
    const stack = newStack();
    const api = apiIn(stack);
    new CanaryStage(stack, 'Prod', pinned(api));
    const integration = new LambdaIntegration(functionIn(stack));
    for (const method of ['PUT', 'POST', 'PATCH', 'DELETE'])
      api.root.addMethod(method, integration);
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Prod',
      Match.stringLikeRegexp('Api/Default/PUT/Resource, .*PATCH/Resource and 1 more invoke'),
    );
  });

  test('nothing being pinned, in a deploy that does not say so', () => {
    const stack = newStack();
    new CanaryStage(stack, 'Prod', pinned(apiIn(stack), { state: CanaryState.pinned() }));
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Prod',
      Match.stringLikeRegexp('"111111111111/eu-west-1/Stack/Prod".*canaryNotPinned'),
    );
  });
});

describe('a canary is not warned of', () => {
  test.each<[string, (stack: Stack, api: RestApi) => void]>([
    [
      'integrations without Lambda',
      (_stack, api) =>
        api.root.addMethod('POST', new HttpIntegration('https://example.com/invocations')),
    ],
    [
      'a kept version that a role invokes',
      lambdaWith((fn, stack) => byRole(fn.currentVersion as IFunction, stack)),
    ],
    [
      'an imported version',
      (stack, api) => {
        const arn = 'arn:aws:lambda:eu-west-1:111111111111:function:orders:7';
        const version = Version.fromVersionArn(stack, 'Version', arn);
        api.root.addMethod('POST', new LambdaIntegration(version));
      },
    ],
    [
      'a kept version with a kept permission',
      (stack, api) => {
        const version = functionIn(stack).currentVersion as IFunction;
        const method = api.root.addMethod('POST', new LambdaIntegration(version));
        for (const child of method.node.findAll()) {
          if (!(child instanceof CfnPermission)) continue;
          child.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
        }
      },
    ],
  ])('%s', (_what, build) => {
    expect(warningsOf(build)).toEqual([]);
  });

  test('a first deploy that is direct', () => {
    const stack = newStack();
    const options = { state: CanaryState.pinned(), action: CanaryAction.DIRECT };
    new CanaryStage(stack, 'Prod', pinned(apiIn(stack), options));
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});
