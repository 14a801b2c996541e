import { type App, Duration, type Stack } from 'aws-cdk-lib';
import {
  type CfnStage,
  ConnectionType,
  Deployment,
  type IRestApi,
  ResponseTransferMode,
  RestApi,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { Alias, type IAlias, Function as LambdaFunction, Version } from 'aws-cdk-lib/aws-lambda';
import { CanaryStage } from '../../lib/canary';
import {
  type RouterIntegrationOptions,
  StageVariableLambdaRouter,
} from '../../lib/stage-variable-lambda-router';
import type { Rejection } from '../_helpers/rejections';
import { newStack } from '../_helpers/stacks';
import { aliasIn, apiIn, functionIn, pinned } from '../canary/_constructs';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const VARIABLES = `${GUIDE}/stage-variables.html`;
const REFERENCE = `${GUIDE}/aws-api-gateway-stage-variables-reference.html`;
const QUOTAS = `${GUIDE}/api-gateway-execution-service-limits-table.html`;
const STREAMING = `${GUIDE}/response-transfer-mode.html`;
const ALIAS = 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html';
const PERMISSION = 'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html';
const VPC_LINK = `${GUIDE}/getting-started-with-private-integration.html`;

const OTHER_REGION = 'arn:aws:lambda:us-east-1:111111111111:function:orders';
const OTHER_ACCOUNT = 'arn:aws:lambda:eu-west-1:222222222222:function:orders';
const ORDERS = 'arn:aws:lambda:eu-west-1:111111111111:function:orders';
const BILLING = 'arn:aws:lambda:eu-west-1:111111111111:function:billing';

/** An API with stage `prod`, a function, and the router between them. */
function setup(stack: Stack, variableName?: string) {
  const handler = functionIn(stack);
  const props = { handler, ...(variableName !== undefined && { variableName }) };
  const router = new StageVariableLambdaRouter(stack, 'Router', props);
  const api = apiIn(stack, { deploy: true });
  api.root.addMethod('POST', router.integration());
  return { handler, router, api, stage: api.deploymentStage };
}

function rejection(
  code: string,
  when: string,
  see: string,
  build: (stack: Stack) => void,
): Rejection {
  return { code, when, see, build };
}

const named = (code: string, when: string, see: string, variableName: string): Rejection =>
  rejection(code, when, see, (stack) => setup(stack, variableName));

/** Gives the stage an alias that is wrong. */
function wrongAlias(
  code: string,
  when: string,
  see: string,
  make: (stack: Stack, handler: LambdaFunction) => IAlias,
): Rejection {
  return rejection(code, when, see, (stack) => {
    const { router, stage, handler } = setup(stack);
    router.addStage(stage, make(stack, handler));
  });
}

const aliasNamed = (code: string, when: string, see: string, name: string): Rejection =>
  wrongAlias(code, when, see, (stack, handler) =>
    aliasIn(stack, handler, 'x', { aliasName: name }),
  );

function importedAlias(stack: Stack, functionArn: string): IAlias {
  const aliasVersion = Version.fromVersionArn(stack, 'Version', `${functionArn}:7`);
  return Alias.fromAliasAttributes(stack, 'Imported', { aliasName: 'live', aliasVersion });
}

const integration = (when: string, see: string, options: RouterIntegrationOptions): Rejection =>
  rejection('RouterIntegration', when, see, (stack) => setup(stack).router.integration(options));

const aliasRejections: Rejection[] = [
  aliasNamed('StageVariableValue', 'the name of an alias has an asterisk', VARIABLES, 'live*'),
  aliasNamed('StageVariableLatest', 'an alias is named $LATEST', VARIABLES, '$LATEST'),
  aliasNamed('RouterAliasName', 'the name of an alias is a version number', ALIAS, '7'),
  aliasNamed('RouterAliasName', 'the name of an alias has a colon', ALIAS, 'live:7'),
  aliasNamed('RouterAliasName', 'the name of an alias has a space', ALIAS, 'my alias'),
  aliasNamed('RouterAliasName', 'the name of an alias has 129 characters', ALIAS, 'a'.repeat(129)),
  wrongAlias('StageVariableLatest', 'an alias stands for $LATEST', REFERENCE, (stack, handler) =>
    aliasIn(stack, handler, 'live', { version: handler.latestVersion }),
  ),
  wrongAlias(
    'StageVariableLatest',
    'the version $LATEST is given for an alias',
    REFERENCE,
    (_stack, handler) => handler.latestVersion as unknown as IAlias,
  ),
  wrongAlias(
    'RouterAlias',
    'a version is given for an alias',
    REFERENCE,
    (_stack, handler) => handler.currentVersion as unknown as IAlias,
  ),
  wrongAlias('RouterAliasFunction', 'the alias is one of another function', REFERENCE, (stack) =>
    aliasIn(stack, functionIn(stack, 'Other'), 'live'),
  ),
  rejection(
    'RouterAliasFunction',
    'the alias is one of another imported function',
    REFERENCE,
    (stack) => {
      const handler = LambdaFunction.fromFunctionArn(stack, 'Fn', BILLING);
      const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
      const { deploymentStage } = apiIn(stack, { deploy: true });
      router.addStage(deploymentStage, importedAlias(stack, ORDERS));
    },
  ),
  rejection('RouterHandler', 'an alias is given for the function', REFERENCE, (stack) => {
    const handler = aliasIn(stack, functionIn(stack), 'live');
    new StageVariableLambdaRouter(stack, 'Router', { handler });
  }),
  rejection('RouterHandler', 'the ARN of the function names a version', REFERENCE, (stack) => {
    const handler = LambdaFunction.fromFunctionArn(stack, 'Fn', `${ORDERS}:7`);
    new StageVariableLambdaRouter(stack, 'Router', { handler });
  }),
];

function importedHandler(stack: Stack, arn: string): StageVariableLambdaRouter {
  const handler = LambdaFunction.fromFunctionArn(stack, 'Fn', arn);
  return new StageVariableLambdaRouter(stack, 'Router', { handler });
}

const placeRejections: Rejection[] = [
  ...[
    ['RouterCrossAccount', 'account', OTHER_ACCOUNT, REFERENCE] as const,
    ['RouterCrossRegion', 'region', OTHER_REGION, PERMISSION] as const,
  ].flatMap(([code, place, arn, see]) => [
    rejection(code, `a method integrates a function of another ${place}`, see, (stack) =>
      apiIn(stack).root.addMethod('POST', importedHandler(stack, arn).integration()),
    ),
    rejection(code, `a stage gets an alias of another ${place}`, see, (stack) => {
      const { deploymentStage } = apiIn(stack, { deploy: true });
      importedHandler(stack, arn).addStage(deploymentStage, importedAlias(stack, arn));
    }),
  ]),
];

const stageRejections: Rejection[] = [
  rejection('RouterStageWithoutAlias', 'no stage of the API has an alias', REFERENCE, (stack) =>
    setup(stack),
  ),
  rejection('RouterStageWithoutAlias', 'one of two stages has no alias', REFERENCE, (stack) => {
    const { router, api, stage, handler } = setup(stack);
    router.addStage(stage, aliasIn(stack, handler, 'live'));
    const deployment = new Deployment(stack, 'Deployment', { api });
    new Stage(stack, 'Dev', { deployment, stageName: 'dev' });
  }),
  rejection(
    'RouterStageWithoutAlias',
    'a stage in another stack has no alias',
    REFERENCE,
    (stack) => {
      const { router, api, stage, handler } = setup(stack);
      router.addStage(stage, aliasIn(stack, handler, 'live'));
      const other = newStack('Other', stack.node.root as App);
      const view = RestApi.fromRestApiId(other, 'View', api.restApiId);
      const deployment = new Deployment(other, 'Deployment', { api: view });
      new Stage(other, 'Dev', { deployment, stageName: 'dev' });
    },
  ),
  rejection('RouterStageTwice', 'a stage is added twice', REFERENCE, (stack) => {
    const { router, stage, handler } = setup(stack);
    router.addStage(stage, aliasIn(stack, handler, 'live'));
    router.addStage(stage, aliasIn(stack, handler, 'beta'));
  }),
  rejection('RouterStageImported', 'the stage is imported', VARIABLES, (stack) => {
    const { router, api, handler } = setup(stack);
    const restApi: IRestApi = api;
    const stage = Stage.fromStageAttributes(stack, 'Imported', { restApi, stageName: 'prod' });
    router.addStage(stage, aliasIn(stack, handler, 'live'));
  }),
  rejection('RouterVariableTaken', 'the stage has the variable already', VARIABLES, (stack) => {
    const { router, api, handler } = setup(stack);
    const deployment = new Deployment(stack, 'Deployment', { api });
    const variables = { lambdaAlias: 'beta' };
    const stage = new Stage(stack, 'Dev', { deployment, stageName: 'dev', variables });
    router.addStage(stage, aliasIn(stack, handler, 'live'));
  }),
  rejection('RouterVariableTaken', 'another router names another alias', VARIABLES, (stack) => {
    const { router, stage, handler } = setup(stack);
    router.addStage(stage, aliasIn(stack, handler, 'live'));
    const other = functionIn(stack, 'Other');
    const second = new StageVariableLambdaRouter(stack, 'Second', { handler: other });
    second.addStage(stage, aliasIn(stack, other, 'beta'));
  }),
  rejection('RouterVariableTaken', 'the variable is overridden later', VARIABLES, (stack) => {
    const { router, stage, handler } = setup(stack);
    router.addStage(stage, aliasIn(stack, handler, 'live'));
    const resource = stage.node.defaultChild as CfnStage;
    resource.addPropertyOverride('Variables.lambdaAlias', 'beta');
  }),
  rejection(
    'RouterVariableTaken',
    'the canary names an alias that the stage may not invoke',
    VARIABLES,
    (stack) => {
      const handler = functionIn(stack);
      const router = new StageVariableLambdaRouter(stack, 'Router', { handler });
      const api = apiIn(stack);
      api.root.addMethod('POST', router.integration());
      const canaryVariables = { lambdaAlias: 'beta' };
      const stage = new CanaryStage(stack, 'Prod', pinned(api, { canaryVariables }));
      router.addStage(stage, aliasIn(stack, handler, 'live'));
    },
  ),
];

const optionRejections: Rejection[] = [
  named('StageVariableName', 'the name of the variable is empty', VARIABLES, ''),
  named('StageVariableName', 'the name of the variable has a hyphen', VARIABLES, 'lambda-alias'),
  named('StageVariableName', 'the name of the variable has 65 characters', QUOTAS, 'a'.repeat(65)),
  integration('a timeout is under 50 ms', QUOTAS, { timeout: Duration.millis(49) }),
  integration('an integration goes through a VPC link', VPC_LINK, {
    connectionType: ConnectionType.VPC_LINK,
  }),
  integration('answers are streamed through templates', STREAMING, {
    proxy: false,
    responseTransferMode: ResponseTransferMode.STREAM,
  }),
];

export const stageVariableLambdaRouterRejections: Rejection[] = [
  ...stageRejections,
  ...aliasRejections,
  ...placeRejections,
  ...optionRejections,
];
