import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  AccessLogFormat,
  FirehoseLogDestination,
  LogGroupLogDestination,
  MethodLoggingLevel,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CanaryStage, type CanaryStageProps } from '../../lib/canary';
import { newStack } from '../_helpers/stacks';
import { apiIn, onlyId, onlyOne, pinned } from './_constructs';

const STAGE = 'AWS::ApiGateway::Stage';
const LOG_GROUP = 'AWS::Logs::LogGroup';

/** The template of an API with one canary stage. */
function stageTemplate(props: Partial<CanaryStageProps> = {}): Template {
  const stack = newStack();
  new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), ...props });
  return Template.fromStack(stack);
}

describe('logs', () => {
  const format = (template: Template): Record<string, string> => {
    const setting = onlyOne(template, STAGE)['Properties']?.['AccessLogSetting'];
    return JSON.parse((setting as { readonly Format: string }).Format);
  };

  test('are JSON and tell canary requests from others', () => {
    expect(format(stageTemplate())).toMatchObject({
      requestId: '$context.requestId',
      isCanaryRequest: '$context.isCanaryRequest',
    });
  });

  test('of errors are on', () => {
    stageTemplate().hasResourceProperties(STAGE, {
      MethodSettings: [
        Match.objectLike({ HttpMethod: '*', LoggingLevel: 'ERROR', ResourcePath: '/*' }),
      ],
    });
  });

  test('have groups of the names that API Gateway uses, with a retention', () => {
    const template = stageTemplate();
    template.resourceCountIs(LOG_GROUP, 3);
    template.hasResource(LOG_GROUP, {
      Properties: {
        LogGroupName: {
          'Fn::Join': [
            '',
            [
              'API-Gateway-Execution-Logs_',
              { Ref: onlyId(template, 'AWS::ApiGateway::RestApi') },
              '/prod/Canary',
            ],
          ],
        },
        RetentionInDays: 30,
      },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
    template.hasResourceProperties(LOG_GROUP, {
      LogGroupName: {
        'Fn::Join': ['', [{ Ref: Match.stringLikeRegexp('AccessLogs') }, '/Canary']],
      },
      RetentionInDays: 30,
    });
  });

  test('have their groups before the stage can write to them', () => {
    const template = stageTemplate();
    const named = Object.entries(template.findResources(LOG_GROUP))
      .filter(([, group]) => group['Properties']['LogGroupName'] !== undefined)
      .map(([id]) => id);
    expect(named).toHaveLength(2);
    expect(onlyOne(template, STAGE)['DependsOn']).toEqual(expect.arrayContaining(named));
  });

  test('are kept as long as asked', () => {
    const logs = { retention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY };
    const groups = Object.values(stageTemplate({ logs }).findResources(LOG_GROUP));
    expect(groups).toHaveLength(3);
    for (const group of groups) {
      expect(group).toMatchObject({ Properties: { RetentionInDays: 7 }, DeletionPolicy: 'Delete' });
    }
  });

  test('can all be turned off', () => {
    const template = stageTemplate({
      loggingLevel: MethodLoggingLevel.OFF,
      logs: { accessLogs: false, canaryGroups: false },
    });
    template.resourceCountIs(LOG_GROUP, 0);
    template.hasResourceProperties(STAGE, { AccessLogSetting: Match.absent() });
  });

  test('need no execution group when execution logging is off', () => {
    stageTemplate({ loggingLevel: MethodLoggingLevel.OFF }).resourceCountIs(LOG_GROUP, 2);
  });

  test('need an execution group when one method logs', () => {
    const methodOptions = { '/orders/GET': { loggingLevel: MethodLoggingLevel.INFO } };
    stageTemplate({
      loggingLevel: MethodLoggingLevel.OFF,
      methodOptions,
      logs: { accessLogs: false },
    }).resourceCountIs(LOG_GROUP, 1);
  });

  test.each([
    [
      'a group of the app',
      (stack: Stack) => new LogGroup(stack, 'Logs'),
      { Ref: Match.stringLikeRegexp('^Logs') },
    ],
    [
      'an imported group',
      (stack: Stack) => LogGroup.fromLogGroupName(stack, 'Logs', 'shop'),
      undefined,
    ],
  ])('go to %s', (_name, make, ref) => {
    const stack = newStack();
    const accessLogDestination = new LogGroupLogDestination(make(stack));
    new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), accessLogDestination });
    const LogGroupName = ref ? { 'Fn::Join': ['', [ref, '/Canary']] } : 'shop/Canary';
    Template.fromStack(stack).hasResourceProperties(LOG_GROUP, { LogGroupName });
  });

  test('go to a group of the app in an app without feature flags', () => {
    const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Stack');
    const accessLogDestination = new LogGroupLogDestination(new LogGroup(stack, 'Logs'));
    new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), accessLogDestination });
    Template.fromStack(stack).hasResourceProperties(LOG_GROUP, {
      LogGroupName: { 'Fn::Join': ['', [{ Ref: Match.stringLikeRegexp('^Logs') }, '/Canary']] },
    });
  });

  test('that go to Firehose need no access group', () => {
    const stack = newStack();
    const stream = new CfnDeliveryStream(stack, 'Stream', {
      deliveryStreamName: 'amazon-apigateway-shop',
    });
    const accessLogDestination = new FirehoseLogDestination(stream);
    new CanaryStage(stack, 'Prod', { ...pinned(apiIn(stack)), accessLogDestination });
    Template.fromStack(stack).resourceCountIs(LOG_GROUP, 1);
  });

  test('have the format that is given', () => {
    const accessLogFormat = AccessLogFormat.custom('$context.requestId $context.status');
    stageTemplate({ accessLogFormat }).hasResourceProperties(STAGE, {
      AccessLogSetting: { Format: '$context.requestId $context.status' },
    });
  });
});
