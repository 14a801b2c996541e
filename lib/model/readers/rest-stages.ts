import type { Properties } from '../properties';
import { optionalTarget, type ReaderContext, type ReaderTable, targetOf } from '../reader';
import type {
  CanaryModel,
  DeploymentModel,
  MethodSettingModel,
  StageModel,
} from '../rest-api-model';
import { sortedBy } from '../stable-text';
import { ofOrigin } from '../stage-names';
import type { Origin, Value } from '../template';
import { compact } from '../value';

/** Deployments and stages of REST APIs. */
export const REST_STAGE_READERS: ReaderTable = {
  'AWS::ApiGateway::Deployment': readDeployment,
  'AWS::ApiGateway::Stage': readStage,
};

/** Settings of all methods that a `StageDescription` holds beside `MethodSettings`. */
const ALL_METHODS = { resourcePath: '/*', httpMethod: '*' };

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html */
function readStage(context: ReaderContext): void {
  const { properties, origin } = context;
  const api = context.draft.restApi(targetOf(context, properties.requiredText('RestApiId')));
  const canary = properties.section('CanarySetting');
  api.stages.push(
    compact({
      origin,
      name: properties.requiredText('StageName'),
      deployment: optionalTarget(context, properties.text('DeploymentId')),
      canary: canary && readCanary(context, canary),
      methodSettings: inOrder(properties.sections('MethodSettings').map(readMethodSetting)),
      ...readStageSettings(properties),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html */
function readDeployment(context: ReaderContext): void {
  const { properties, origin, resource } = context;
  const api = context.draft.restApi(targetOf(context, properties.requiredText('RestApiId')));
  const canary = properties.section('DeploymentCanarySettings');
  const description = properties.section('StageDescription');
  const stageName = properties.text('StageName');
  const deployment: DeploymentModel = compact({
    origin,
    description: properties.text('Description'),
    stageName,
    stageDescription: description?.values,
    stage:
      stageName === undefined ? undefined : readDescribedStage(context, stageName, description),
    canarySettings: canary && readCanary(context, canary),
    deletionPolicy: resource.DeletionPolicy ?? 'Delete',
  });
  api.deployments.push(deployment);
}

/** The stage that a deployment makes or moves by itself. */
function readDescribedStage(
  context: ReaderContext,
  name: Value<string>,
  description: Properties | undefined,
): StageModel {
  const section = description ?? context.properties.elsewhere({});
  const origin: Origin = { ...context.origin, pointer: '/StageDescription' };
  const canary = section.section('CanarySetting');
  const all = readMethodSettingValues(section);
  const settings = section.sections('MethodSettings').map(readMethodSetting);
  return compact({
    origin,
    name,
    deployment: ofOrigin(context.origin),
    canary: canary && readCanary(context, canary),
    methodSettings: inOrder(
      Object.keys(all).length > 0 ? [{ ...ALL_METHODS, ...all }, ...settings] : settings,
    ),
    ...readStageSettings(section),
  });
}

function readStageSettings(section: Properties) {
  // Documentation and tags have no effect on requests.
  section.withoutEffect('DocumentationVersion', 'Tags');
  const accessLog = section.section('AccessLogSetting');
  return compact({
    description: section.text('Description'),
    variables: section.textMap('Variables'),
    accessLog: accessLog && readAccessLog(accessLog),
    tracingEnabled: section.flag('TracingEnabled') ?? false,
    cacheClusterEnabled: section.flag('CacheClusterEnabled') ?? false,
    cacheClusterSize: section.text('CacheClusterSize'),
    clientCertificateId: section.text('ClientCertificateId'),
  });
}

/** Reads where access logs go, which stages of all kinds of APIs say alike. */
export function readAccessLog(section: Properties): NonNullable<StageModel['accessLog']> {
  return compact({
    destinationArn: section.text('DestinationArn'),
    format: section.text('Format'),
  });
}

/** Any of the three canary settings: the one of a stage alone has a `DeploymentId`. */
function readCanary(context: ReaderContext, section: Properties): CanaryModel {
  return compact({
    deployment: optionalTarget(context, section.text('DeploymentId')),
    percentTraffic: section.number('PercentTraffic'),
    stageVariableOverrides: section.textMap('StageVariableOverrides'),
    useStageCache: section.flag('UseStageCache'),
  });
}

function readMethodSetting(section: Properties): MethodSettingModel {
  return {
    resourcePath: section.text('ResourcePath') ?? ALL_METHODS.resourcePath,
    httpMethod: section.text('HttpMethod') ?? ALL_METHODS.httpMethod,
    ...readMethodSettingValues(section),
  };
}

function readMethodSettingValues(section: Properties) {
  return compact({
    rateLimit: section.number('ThrottlingRateLimit'),
    burstLimit: section.number('ThrottlingBurstLimit'),
    loggingLevel: section.text('LoggingLevel'),
    dataTraceEnabled: section.flag('DataTraceEnabled'),
    metricsEnabled: section.flag('MetricsEnabled'),
    cachingEnabled: section.flag('CachingEnabled'),
    cacheTtlInSeconds: section.number('CacheTtlInSeconds'),
    cacheDataEncrypted: section.flag('CacheDataEncrypted'),
  });
}

function inOrder(settings: readonly MethodSettingModel[]): MethodSettingModel[] {
  return sortedBy(settings, ({ resourcePath, httpMethod }) => [resourcePath, httpMethod]);
}
