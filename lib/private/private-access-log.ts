import {
  type AccessLogDestinationConfig,
  AccessLogField,
  AccessLogFormat,
  type IAccessLogDestination,
  type IStageRef,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigateway';
import { type ILogGroup, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** One JSON object a request, with the VPC and the endpoint that it came through. */
export const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    extendedRequestId: AccessLogField.contextExtendedRequestId(),
    requestTime: AccessLogField.contextRequestTime(),
    httpMethod: AccessLogField.contextHttpMethod(),
    resourcePath: AccessLogField.contextResourcePath(),
    path: AccessLogField.contextPath(),
    domainName: AccessLogField.contextDomainName(),
    status: AccessLogField.contextStatus(),
    responseLength: AccessLogField.contextResponseLength(),
    responseLatency: AccessLogField.contextResponseLatency(),
    integrationLatency: AccessLogField.contextIntegrationLatency(),
    integrationStatus: AccessLogField.contextIntegrationStatus(),
    error: AccessLogField.contextErrorMessage(),
    vpcId: '$context.identity.vpcId',
    vpceId: '$context.identity.vpceId',
    sourceIp: AccessLogField.contextIdentitySourceIp(),
    caller: AccessLogField.contextIdentityUserArn(),
    isCanaryRequest: '$context.isCanaryRequest',
  }),
);

/** A log group that comes with the stage, because it cannot exist before its api. */
export class StageAccessLog implements IAccessLogDestination {
  private group?: ILogGroup;

  public constructor(private readonly retention: RetentionDays) {}

  /** The log group, once a stage has asked for it. */
  public get logGroup(): ILogGroup | undefined {
    return this.group;
  }

  public bind(stage: IStageRef): AccessLogDestinationConfig {
    if (!Construct.isConstruct(stage)) throw new TypeError('a stage is a construct');
    const group = new LogGroup(stage, 'AccessLogs', { retention: this.retention });
    this.group = group;
    return new LogGroupLogDestination(group).bind(stage);
  }
}
