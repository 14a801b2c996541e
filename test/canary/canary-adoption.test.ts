import { type Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  ApiDefinition,
  type IRestApi,
  LogGroupLogDestination,
  MethodLoggingLevel,
  MockIntegration,
  type RestApi,
  type RestApiProps,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CanaryAction, CanaryStage } from '../../lib/canary';
import { newStack } from '../_helpers/stacks';
import { apiIn, onlyId, onlyOne, pinned } from './_constructs';

const STAGE = 'AWS::ApiGateway::Stage';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';
const LOG_GROUP = 'AWS::Logs::LogGroup';

const PROPS: RestApiProps = {
  deploy: true,
  deployOptions: {
    stageName: 'live',
    throttlingRateLimit: 10,
    variables: { tableName: 'orders' },
  },
};

/** The template of an API that deploys itself, adopted or as it was. */
function templateOf(adopted: boolean, change: (api: RestApi, stack: Stack) => void = () => {}) {
  const stack = newStack();
  const api = apiIn(stack, PROPS);
  if (adopted) CanaryStage.adopt(stack, 'Canary', pinned(api));
  change(api, stack);
  return Template.fromStack(stack);
}

const CHANGES: ReadonlyArray<[string, (api: RestApi, stack: Stack) => void]> = [
  ['nothing', () => {}],
  ['a method', (api) => api.root.addMethod('PUT', new MockIntegration())],
  ['a tag', (_api, stack) => Tags.of(stack).add('team', 'shop')],
];

describe('an adopted stage', () => {
  test.each(CHANGES)('keeps all logical ids of the app with %s', (_what, change) => {
    const before = Object.keys(templateOf(false, change).toJSON()['Resources']);
    const after = Object.keys(templateOf(true, change).toJSON()['Resources']);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test('keeps its settings and gets a canary', () => {
    const { DeploymentId, ...before } = onlyOne(templateOf(false), STAGE)['Properties'] ?? {};
    const template = templateOf(true);
    expect(onlyOne(template, STAGE)['Properties']).toEqual({
      ...before,
      DeploymentId: 'a1b2c3',
      CanarySetting: {
        DeploymentId: DeploymentId,
        PercentTraffic: 10,
        StageVariableOverrides: { tableName: 'orders' },
        UseStageCache: false,
      },
    });
  });

  test('has a deployment that is retained', () => {
    templateOf(true).hasResource(DEPLOYMENT, {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('is not given logs that it did not have', () => {
    templateOf(true).resourceCountIs(LOG_GROUP, 0);
  });

  test('has groups for the canary in the logs that it had', () => {
    const stack = newStack();
    const group = new LogGroup(stack, 'Logs');
    const deployOptions = {
      loggingLevel: MethodLoggingLevel.INFO,
      accessLogDestination: new LogGroupLogDestination(group),
    };
    const canary = CanaryStage.adopt(
      stack,
      'Canary',
      pinned(apiIn(stack, { deploy: true, deployOptions })),
    );
    const template = Template.fromStack(stack);
    template.resourceCountIs(LOG_GROUP, 3);
    template.hasResourceProperties(LOG_GROUP, {
      LogGroupName: { 'Fn::Join': ['', [{ Ref: Match.stringLikeRegexp('^Logs') }, '/Canary']] },
      RetentionInDays: 30,
    });
    expect(canary.logGroups.access).toBeUndefined();
    expect(canary.logGroups.canaryExecution).toBeDefined();
  });

  test('may be that of an API from a definition', () => {
    const stack = newStack();
    const apiDefinition = ApiDefinition.fromInline({ openapi: '3.0.1', paths: {} });
    const api = new SpecRestApi(stack, 'Api', { apiDefinition }) as SpecRestApi & IRestApi;
    CanaryStage.adopt(stack, 'Canary', pinned(api, { action: CanaryAction.PROMOTE }));
    const template = Template.fromStack(stack);
    const DeploymentId = { Ref: onlyId(template, DEPLOYMENT) };
    template.hasResourceProperties(STAGE, {
      DeploymentId,
      CanarySetting: { DeploymentId, PercentTraffic: 0 },
    });
  });
});
