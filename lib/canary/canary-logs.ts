import { RemovalPolicy, Token, Tokenization } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  type CfnStage,
  LogGroupLogDestination,
  type Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnLogGroup, type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { refuse } from '../private/checks';
import { identityOf, referencesIn } from '../private/deployment-identity';
import { canaryName } from './canary-series';

/** Log groups of a canary. */
export interface CanaryLogOptions {
  /**
   * How long log entries are kept in the groups that the construct makes.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly retention?: RetentionDays;

  /**
   * What becomes of these groups when the stage goes.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Log each request of a new stage that names no `accessLogDestination`. A stage that is adopted
   * keeps the setting that it has.
   *
   * @default true
   */
  readonly accessLogs?: boolean;

  /**
   * Make the log groups that API Gateway writes a canary's requests to. Otherwise API Gateway makes
   * them with the first entry, without a retention. Turn it off if they are there already.
   *
   * @default true
   */
  readonly canaryGroups?: boolean;
}

/** The groups that were made. */
export interface CanaryLogGroups {
  /**
   * Access log of the stage.
   *
   * @default - none was made
   */
  readonly access?: ILogGroup;

  /**
   * Access log of the canary, `{access log group}/Canary`.
   *
   * @default - none was made
   */
  readonly canaryAccess?: ILogGroup;

  /**
   * Execution log of the canary, `API-Gateway-Execution-Logs_{api id}/{stage}/Canary`.
   *
   * @default - none was made
   */
  readonly canaryExecution?: ILogGroup;
}

/** One JSON object a line, with what tells the canary's requests from the others. */
const FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    extendedRequestId: '$context.extendedRequestId',
    requestTime: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    caller: '$context.identity.caller',
    user: '$context.identity.user',
    httpMethod: '$context.httpMethod',
    resourcePath: '$context.resourcePath',
    protocol: '$context.protocol',
    status: '$context.status',
    responseLength: '$context.responseLength',
    responseLatency: '$context.responseLatency',
    integrationLatency: '$context.integrationLatency',
    isCanaryRequest: '$context.isCanaryRequest',
  }),
);

const REQUEST_ID = /\$context\.(requestId|extendedRequestId)\b/;

/** What a new stage logs if its user gave a format and no destination, or neither. */
export function logAccess(
  scope: Construct,
  stage: Stage,
  format: AccessLogFormat = FORMAT,
  options: CanaryLogOptions = {},
): ILogGroup {
  const context = {
    scope,
    code: 'CanaryAccessLogFormat',
    prop: 'accessLogFormat',
    change: 'add one of the two',
  };
  const text = format.toString();
  if (!Token.isUnresolved(text) && !REQUEST_ID.test(text)) {
    refuse(context, 'must have $context.requestId or $context.extendedRequestId', text);
  }
  const group = new LogGroup(scope, 'AccessLogs', keep(options));
  const { destinationArn } = new LogGroupLogDestination(group).bind(stage);
  stageOf(stage).accessLogSetting = { destinationArn, format: text };
  return group;
}

/**
 * Makes the groups that API Gateway writes the canary's requests to, before the stage can.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export function makeCanaryGroups(
  scope: Construct,
  stage: Stage,
  options: CanaryLogOptions = {},
): CanaryLogGroups {
  if (options.canaryGroups === false) return {};
  const cfnStage = stageOf(stage);
  const make = (id: string, logGroupName: string): LogGroup => {
    const group = new LogGroup(scope, id, { ...keep(options), logGroupName });
    cfnStage.addResourceDependency(group.node.defaultChild as CfnLogGroup);
    return group;
  };
  const accessName = accessLogGroupName(cfnStage);
  const executionName = `API-Gateway-Execution-Logs_${cfnStage.restApiId}/${canaryName(stage)}`;
  return {
    ...(accessName && { canaryAccess: make('CanaryAccessLogs', `${accessName}/Canary`) }),
    ...(logsExecution(cfnStage) && { canaryExecution: make('CanaryExecutionLogs', executionName) }),
  };
}

const stageOf = (stage: Stage): CfnStage => stage.node.defaultChild as CfnStage;

const keep = ({ retention, removalPolicy }: CanaryLogOptions) => ({
  retention: retention ?? RetentionDays.ONE_MONTH,
  removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
});

/** Access logs may also go to Firehose, which has no group. */
function accessLogGroupName(stage: CfnStage): string | undefined {
  const setting = stage.accessLogSetting;
  if (setting === undefined || Tokenization.isResolvable(setting)) return undefined;
  const arn = setting.destinationArn ?? '';
  const [, named] = /:log-group:(.+?)(?::\*)?$/.exec(arn) ?? [];
  if (named !== undefined) return named;
  const group = referencesIn(stage, arn).find(({ target }) => target instanceof CfnLogGroup);
  return group && (group.target as CfnLogGroup).ref;
}

function logsExecution(stage: CfnStage): boolean {
  const settings = identityOf(stage, stage.methodSettings ?? []);
  if (!Array.isArray(settings)) return Token.isUnresolved(stage.methodSettings);
  return settings.some(({ loggingLevel }) => loggingLevel !== undefined && loggingLevel !== 'OFF');
}
