import type { V2RouteSettingModel } from '../http-api-model';
import type { Properties } from '../properties';
import { optionalTarget, type ReaderContext, type ReaderTable, targetOf } from '../reader';
import { compact, mapMembers } from '../value';
import { readAccessLog } from './rest-stages';

/** Stages and deployments of HTTP and WebSocket APIs. */
export const V2_STAGE_READERS: ReaderTable = {
  'AWS::ApiGatewayV2::Stage': readStage,
  'AWS::ApiGatewayV2::Deployment': readDeployment,
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html */
function readStage(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  properties.withoutEffect('Tags');
  const accessLog = properties.section('AccessLogSettings');
  const defaults = properties.section('DefaultRouteSettings');
  draft.v2Api(targetOf(context, properties.requiredText('ApiId'))).stages.push(
    compact({
      origin,
      name: properties.requiredText('StageName'),
      autoDeploy: properties.flag('AutoDeploy') ?? false,
      deployment: optionalTarget(context, properties.text('DeploymentId')),
      description: properties.text('Description'),
      clientCertificateId: properties.text('ClientCertificateId'),
      variables: properties.textMap('StageVariables'),
      accessLog: accessLog && readAccessLog(accessLog),
      defaultRouteSettings: defaults ? readRouteSettings(defaults) : {},
      routeSettings: mapMembers(
        Object.fromEntries(properties.entries('RouteSettings')),
        readRouteSettings,
      ),
    }),
  );
}

function readRouteSettings(section: Properties): V2RouteSettingModel {
  return compact({
    rateLimit: section.number('ThrottlingRateLimit'),
    burstLimit: section.number('ThrottlingBurstLimit'),
    detailedMetricsEnabled: section.flag('DetailedMetricsEnabled'),
    loggingLevel: section.text('LoggingLevel'),
    dataTraceEnabled: section.flag('DataTraceEnabled'),
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-deployment.html */
function readDeployment(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  properties.withoutEffect('Description');
  draft
    .v2Api(targetOf(context, properties.requiredText('ApiId')))
    .deployments.push(compact({ origin, stageName: properties.text('StageName') }));
}
