import { CfnResource, Token } from 'aws-cdk-lib';
import {
  type CfnStage,
  type Deployment,
  type IRestApi,
  MethodLoggingLevel,
  Stage,
  type StageOptions,
  type StageProps,
} from 'aws-cdk-lib/aws-apigateway';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { checkCache, checkRestApi, checkStageName } from '../private/canary-checks';
import { refuse } from '../private/checks';
import { enforceRules } from '../private/enforce-rules';
import { AdoptedCanaryStage } from './adopted-canary-stage';
import { attachCanary, type CanaryOptions } from './attach-canary';
import { type CanaryLogGroups, logAccess, makeCanaryGroups } from './canary-logs';
import { CanarySeries } from './canary-series';
import type { ICanaryStage } from './canary-stage-interface';
import type { CanaryPointers } from './canary-state';
import { deploymentResource, FingerprintDeployment } from './fingerprint-deployment';

/** A new stage with a canary. */
export interface CanaryStageProps extends StageOptions, CanaryOptions {
  /**
   * What the stage is to serve.
   *
   * @default - the API's own deployment if it deploys itself; else a deployment that is renewed
   * whenever the API serves something else, overrides of its resources included
   */
  readonly deployment?: Deployment;
}

/** How the stage that an API made for itself is given a canary. */
export interface CanaryStageAdoptionProps extends CanaryOptions {}

/**
 * A stage of a REST API on which a changed API serves a share of the requests before it serves all
 * of them.
 *
 * A deploy that changes the API leaves production where it is and makes the change the canary.
 * `cdk deploy -c canary=promote` serves it to everybody, `-c canary=abort` to nobody. A stage
 * without a running canary has an idle one of 0 percent.
 *
 * Unless told otherwise, errors are logged, each request is logged as JSON with `isCanaryRequest`,
 * and the log groups of the canary have a retention. API Gateway needs the account's CloudWatch
 * role for that. Requests are split at random, one by one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export class CanaryStage extends Stage implements ICanaryStage {
  /**
   * Gives the stage that an API made for itself a canary, in place.
   *
   * Stage and deployment keep their logical ids and the stage its settings. Deploy once like this,
   * so that the deployment in production is retained, before a deploy that changes the API.
   *
   * @throws {@link ValidationError} `CanaryNoDeployment` - the API does not deploy itself
   */
  public static adopt(scope: Construct, id: string, props: CanaryStageAdoptionProps): ICanaryStage {
    return new AdoptedCanaryStage(scope, id, props);
  }

  /** This stage. */
  public readonly stage: Stage = this;

  /** The API as this template has it: what was given, the API's own, or one that was made. */
  public readonly deployment: Deployment;

  /** Logical id of the deployment, new whenever the API serves something else; may be a token. */
  public readonly fingerprint: string;

  /** Where the stage and its canary point. */
  public readonly pointers: CanaryPointers;

  /** Log groups that were made. */
  public readonly logGroups: CanaryLogGroups;

  private readonly series = new CanarySeries(this);

  public constructor(scope: Construct, id: string, props: CanaryStageProps) {
    const deployment = deploymentOf(scope, id, props);
    super(scope, id, stageProps(scope, props, deployment));
    this.deployment = deployment;
    this.fingerprint = deploymentResource(this.deployment).logicalId;
    this.pointers = attachCanary(this, this, deployment, props);
    this.logGroups = makeLogs(this, props);
    enforceRules(this);
  }

  /**
   * A metric of what the canary serves, such as `4XXError`; by default the average of 5 minutes.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
   */
  public canaryMetric(name: string, options?: MetricOptions): Metric {
    return this.series.metric(name, options);
  }

  /** Requests that the canary served; by default their number in 5 minutes. */
  public metricCanaryCount(options?: MetricOptions): Metric {
    return this.series.count(options);
  }

  /** Errors of clients that the canary answered; by default their sum over 5 minutes. */
  public metricCanaryClientError(options?: MetricOptions): Metric {
    return this.series.clientError(options);
  }

  /** Errors of the canary itself; by default their sum over 5 minutes. */
  public metricCanaryServerError(options?: MetricOptions): Metric {
    return this.series.serverError(options);
  }

  /** Milliseconds from request to answer of the canary; by default the average of 5 minutes. */
  public metricCanaryLatency(options?: MetricOptions): Metric {
    return this.series.latency(options);
  }

  /** Milliseconds that the canary waited for its backend; by default the average of 5 minutes. */
  public metricCanaryIntegrationLatency(options?: MetricOptions): Metric {
    return this.series.integrationLatency(options);
  }
}

/** Checks first what aws-apigateway would say in other words, or not at all. */
function stageProps(scope: Construct, props: CanaryStageProps, deployment: Deployment): StageProps {
  checkStageName(scope, props.stageName);
  checkCache(scope, props);
  const { accessLogFormat, accessLogDestination, ...rest } = props;
  const format = accessLogDestination && accessLogFormat;
  return {
    ...rest,
    ...(accessLogDestination && { accessLogDestination }),
    ...(format && { accessLogFormat: format }),
    loggingLevel: props.loggingLevel ?? MethodLoggingLevel.ERROR,
    deployment,
  };
}

function makeLogs(stage: Stage, props: CanaryStageProps): CanaryLogGroups {
  const { logs, accessLogDestination, accessLogFormat } = props;
  const own = accessLogDestination === undefined && logs?.accessLogs !== false;
  const access = own ? logAccess(stage, stage, accessLogFormat, logs) : undefined;
  return { ...(access && { access }), ...makeCanaryGroups(stage, stage, logs) };
}

function deploymentOf(scope: Construct, id: string, props: CanaryStageProps): Deployment {
  const { api, deployment } = props;
  checkRestApi(scope, api);
  checkFreeName(scope, api, props.stageName ?? 'prod');
  if (deployment !== undefined) return checkDeployment(scope, api, deployment);
  if (api.latestDeployment !== undefined) return api.latestDeployment;
  if (CfnResource.isCfnResource(api.node.defaultChild)) {
    return new FingerprintDeployment(scope, `${id}.Deployment`, api);
  }
  const change = 'give the `deployment` that the stage is to serve';
  const context = { scope, code: 'CanaryNoDeployment', prop: 'api', change };
  return refuse(context, 'must be a REST API of this app, whose resources are known', undefined);
}

function checkFreeName(scope: Construct, api: IRestApi, name: string): void {
  const taken = (api.deploymentStage?.node.defaultChild as CfnStage | undefined)?.stageName;
  if (taken === undefined || Token.isUnresolved(name) || taken !== name) return;
  const change = 'use CanaryStage.adopt for the stage that the API made, or another name';
  const context = { scope, code: 'CanaryStageName', prop: 'stageName', change };
  refuse(context, 'must not be that of `api.deploymentStage`', name);
}

function checkDeployment(scope: Construct, api: IRestApi, deployment: Deployment): Deployment {
  if (deployment.api.restApiId === api.restApiId) return deployment;
  const change = 'give a deployment of `api`';
  const context = { scope, code: 'CanaryDeployment', prop: 'deployment', change };
  return refuse(context, 'must be one of the same API', deployment.node.path);
}
