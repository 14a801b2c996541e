// One measurement in a fresh process: `synth <variant> <routes>` or `assert <harness> <routes>`.
import { App, type Stack, Stack as StackClass } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type Integration, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CanaryRollout, CanaryStage, CanaryState, StageVariableLambdaRouter } from 'cdk-gatehouse';
import { expectApi } from 'cdk-gatehouse/testing';
import { cpuMs } from './calibration';
import type { AssertSample, SynthSample } from './synth';

const env = { account: '111111111111', region: 'eu-west-1' };

function ordersFunction(stack: Stack): lambda.Function {
  return new lambda.Function(stack, 'Orders', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  });
}

function addRoutes(api: RestApi, routes: number, integration: Integration): void {
  for (let index = 0; index < routes; index += 1) {
    api.root.addResource(`route${index}`).addMethod('GET', integration);
  }
}

const BUILDERS: Readonly<Record<string, (stack: Stack, routes: number) => void>> = {
  l2: (stack, routes) => {
    addRoutes(new RestApi(stack, 'Api'), routes, new LambdaIntegration(ordersFunction(stack)));
  },
  'l2-lean': (stack, routes) => {
    const options = { scopePermissionToMethod: false };
    addRoutes(
      new RestApi(stack, 'Api'),
      routes,
      new LambdaIntegration(ordersFunction(stack), options),
    );
  },
  gatehouse: (stack, routes) => {
    const handler = ordersFunction(stack);
    const api = new RestApi(stack, 'Api', { deploy: false });
    const state = CanaryState.pinned({ stableDeploymentId: 'a1b2c3' });
    const rollout = CanaryRollout.manual({ percent: 10 });
    const prod = new CanaryStage(stack, 'Prod', { api, stageName: 'prod', state, rollout });
    const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
    const version = handler.currentVersion;
    router.addStage(prod, new lambda.Alias(stack, 'Live', { aliasName: 'live', version }));
    addRoutes(api, routes, router.integration());
  },
};

function build(app: App, variant: string, routes: number): Stack {
  const stack = new StackClass(app, 'Stack', { env });
  BUILDERS[variant]?.(stack, routes);
  return stack;
}

function measureSynth(variant: string, routes: number): SynthSample {
  const start = cpuMs();
  const app = new App({ builtinCloudFormationValidation: false });
  build(app, variant, routes);
  const { template } = app.synth().getStackByName('Stack');
  const synthMs = cpuMs() - start;
  const resources = Object.keys(template.Resources).length;
  const empty = build(new App({ builtinCloudFormationValidation: false }), variant, 1);
  const fixed = Object.keys(Template.fromStack(empty).toJSON().Resources).length;
  const resourcesPerRoute = routes === 1 ? resources : (resources - fixed) / (routes - 1);
  return { resources, resourcesPerRoute, bytes: JSON.stringify(template).length, synthMs };
}

function assertWithTemplate(stack: Stack): void {
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: Match.exact('GET') });
}

/** Where the app comes from, and what is asserted of its stack. */
const HARNESSES: Readonly<Record<string, [() => App, (stack: Stack) => void]>> = {
  'cdk-default': [() => new App(), assertWithTemplate],
  'cdk-validation-off': [
    () => new App({ builtinCloudFormationValidation: false }),
    assertWithTemplate,
  ],
  gatehouse: [() => new App(), (stack) => expectApi(stack).toHaveRoute('GET /route0')],
};

/** From the built stack to the first assertion that holds. */
function measureAssert(harness: string, routes: number): AssertSample {
  const [newApp, assert] = HARNESSES[harness] ?? [];
  if (!newApp || !assert) throw new Error(`no harness ${harness}`);
  const stack = build(newApp(), 'l2', routes);
  const start = cpuMs();
  assert(stack);
  return { firstAssertMs: cpuMs() - start };
}

const [what, name = '', routes = '1'] = process.argv.slice(2);
const measure = what === 'assert' ? measureAssert : measureSynth;
console.log(JSON.stringify(measure(name, Number(routes))));
