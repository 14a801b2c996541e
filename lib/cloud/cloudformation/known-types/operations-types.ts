import { arn, globalArn, type KnownTypes, ownId } from './known-type';

/** Logs, metrics, deployment and what CloudFormation itself has. */
export const OPERATIONS_TYPES: KnownTypes = {
  'AWS::ApplicationAutoScaling::ScalableTarget': { attributes: { Id: ownId } },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    id: (facts) => arn(facts, 'autoscaling', `scalingPolicy:${facts.ids.uuid()}`),
    attributes: { Arn: ownId },
  },
  'AWS::CDK::Metadata': {},
  'AWS::CloudFormation::WaitCondition': {
    attributes: { Id: ownId, Data: () => '{}' },
  },
  'AWS::CloudFormation::WaitConditionHandle': {
    id: ({ stack, ids }) =>
      `https://cloudformation-waitcondition-${stack.region}.s3.${stack.region}.${stack.urlSuffix}/${ids.uuid()}`,
    attributes: { Id: ownId },
  },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    maxName: 255,
    attributes: { Arn: (facts) => arn(facts, 'cloudwatch', `alarm:${facts.id}`) },
  },
  'AWS::CloudWatch::CompositeAlarm': {
    nameProperty: 'AlarmName',
    maxName: 255,
    attributes: { Arn: (facts) => arn(facts, 'cloudwatch', `alarm:${facts.id}`) },
  },
  'AWS::CloudWatch::Dashboard': { nameProperty: 'DashboardName', maxName: 255 },
  'AWS::CodeDeploy::Application': { nameProperty: 'ApplicationName', maxName: 100 },
  'AWS::CodeDeploy::DeploymentConfig': { nameProperty: 'DeploymentConfigName', maxName: 100 },
  'AWS::CodeDeploy::DeploymentGroup': {
    nameProperty: 'DeploymentGroupName',
    maxName: 100,
    createOnly: ['ApplicationName'],
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    maxName: 512,
    attributes: { Arn: (facts) => arn(facts, 'logs', `log-group:${facts.id}:*`) },
  },
  'AWS::Logs::LogStream': { nameProperty: 'LogStreamName', createOnly: ['LogGroupName'] },
  'AWS::Logs::MetricFilter': { nameProperty: 'FilterName', createOnly: ['LogGroupName'] },
  'AWS::Logs::QueryDefinition': {
    id: ({ ids }) => ids.uuid(),
    attributes: { QueryDefinitionId: ownId },
  },
  'AWS::Logs::ResourcePolicy': { nameProperty: 'PolicyName' },
  'AWS::Logs::SubscriptionFilter': { nameProperty: 'FilterName', createOnly: ['LogGroupName'] },
  'AWS::SSM::Document': { nameProperty: 'Name', maxName: 128 },
  'AWS::XRay::Group': {
    id: (facts) => arn(facts, 'xray', `group/${facts.name}/${facts.ids.upperAlphanumeric(26)}`),
    nameProperty: 'GroupName',
    attributes: { GroupARN: ownId },
  },
  'AWS::XRay::SamplingRule': {
    id: (facts) => globalArn(facts, 'xray', `sampling-rule/${facts.name}`),
    attributes: { RuleARN: ownId },
  },
};
