import type { Deployment, Stage } from 'aws-cdk-lib/aws-apigateway';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { checkRestApi } from '../private/canary-checks';
import { refuse } from '../private/checks';
import { enforceRules } from '../private/enforce-rules';
import { attachCanary, type CanaryOptions } from './attach-canary';
import { type CanaryLogGroups, makeCanaryGroups } from './canary-logs';
import { CanarySeries } from './canary-series';
import type { ICanaryStage } from './canary-stage-interface';
import type { CanaryPointers } from './canary-state';
import { deploymentResource } from './fingerprint-deployment';

/** The stage that an API made for itself, given a canary in place. */
export class AdoptedCanaryStage extends Construct implements ICanaryStage {
  public readonly stage: Stage;
  public readonly deployment: Deployment;
  public readonly fingerprint: string;
  public readonly pointers: CanaryPointers;
  public readonly logGroups: CanaryLogGroups;
  private readonly series: CanarySeries;

  public constructor(scope: Construct, id: string, options: CanaryOptions) {
    super(scope, id);
    checkRestApi(this, options.api);
    this.stage = options.api.deploymentStage ?? refuseApi(this);
    this.deployment = options.api.latestDeployment ?? refuseApi(this);
    this.series = new CanarySeries(this.stage);
    this.fingerprint = deploymentResource(this.deployment).logicalId;
    this.pointers = attachCanary(this, this.stage, this.deployment, options);
    this.logGroups = makeCanaryGroups(this, this.stage, options.logs);
    enforceRules(this);
  }

  public canaryMetric(name: string, options?: MetricOptions): Metric {
    return this.series.metric(name, options);
  }

  public metricCanaryCount(options?: MetricOptions): Metric {
    return this.series.count(options);
  }

  public metricCanaryClientError(options?: MetricOptions): Metric {
    return this.series.clientError(options);
  }

  public metricCanaryServerError(options?: MetricOptions): Metric {
    return this.series.serverError(options);
  }

  public metricCanaryLatency(options?: MetricOptions): Metric {
    return this.series.latency(options);
  }

  public metricCanaryIntegrationLatency(options?: MetricOptions): Metric {
    return this.series.integrationLatency(options);
  }
}

function refuseApi(scope: Construct): never {
  const change = 'use new CanaryStage(…) for an API with `deploy: false`';
  const context = { scope, code: 'CanaryNoDeployment', prop: 'api', change };
  return refuse(context, 'must be a REST API of this app that deploys itself', undefined);
}
