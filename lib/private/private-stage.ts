import { Validations } from 'aws-cdk-lib';
import {
  MethodLoggingLevel,
  type RestApi,
  type RestApiProps,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { PrivateRestApiProps } from '../private-rest-api';
import { ACCESS_LOG_FORMAT, StageAccessLog } from './private-access-log';

/** What `RestApi` is to be given, and the log that its stage will make. */
export interface StageLogs {
  readonly restApiProps: RestApiProps;
  readonly destination?: StageAccessLog;
}

/** The props of the underlying `RestApi`: logs on, and nothing that only this library knows. */
export function stageLogs(props: PrivateRestApiProps): StageLogs {
  const {
    vpcEndpoints: _vpcEndpoints,
    vpc: _vpc,
    vpcs: _vpcs,
    endpointOptions: _endpointOptions,
    access: _access,
    domain: _domain,
    sharedDomain: _sharedDomain,
    accessLogs = true,
    accessLogRetention = RetentionDays.THREE_MONTHS,
    endpointTypes: _endpointTypes,
    endpointConfiguration: _endpointConfiguration,
    policy: _policy,
    domainName: _domainName,
    ...rest
  } = props;
  if (rest.deploy === false) return { restApiProps: rest };
  const own = accessLogs && rest.deployOptions?.accessLogDestination === undefined;
  const destination = own ? new StageAccessLog(accessLogRetention) : undefined;
  const deployOptions: StageOptions = {
    loggingLevel: MethodLoggingLevel.ERROR,
    ...(destination && { accessLogDestination: destination, accessLogFormat: ACCESS_LOG_FORMAT }),
    ...rest.deployOptions,
  };
  // A stage that logs cannot be deployed in an account that has no role for it.
  const cloudWatchRole = rest.cloudWatchRole ?? logs(deployOptions);
  const restApiProps = { ...rest, deployOptions, cloudWatchRole };
  return { restApiProps, ...(destination && { destination }) };
}

function logs({ accessLogDestination, loggingLevel }: StageOptions): boolean {
  return accessLogDestination !== undefined || loggingLevel !== MethodLoggingLevel.OFF;
}

/** Says to cdk-nag which of its findings the design of a private API answers. */
export function acknowledgeFindings(api: RestApi): void {
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-APIG3',
    reason: 'no caller from the internet reaches a private api, only those its policy names',
  });
  const role = api.node.tryFindChild('CloudWatchRole');
  if (role === undefined) return;
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    reason: 'the managed policy that API Gateway documents for its account-level logging role',
  });
}
