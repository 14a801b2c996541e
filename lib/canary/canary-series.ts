import type { CfnStage, Stage } from 'aws-cdk-lib/aws-apigateway';
import { type Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** Name of a stage's canary in logs and metrics: `prod/Canary`. */
export const canaryName = (stage: Stage): string =>
  `${(stage.node.defaultChild as CfnStage).stageName ?? stage.stageName}/Canary`;

/**
 * Metrics of what the canary of a stage serves.
 *
 * API Gateway reports them beside those of the stage, under `Stage` = `{stage}/Canary`. That
 * dimension is used in the field and not documented by AWS.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export class CanarySeries {
  public constructor(private readonly stage: Stage) {}

  public metric(name: string, options: MetricOptions = {}): Metric {
    const ApiName = this.stage.restApi.restApiName;
    const dimensionsMap = { ApiName, Stage: canaryName(this.stage) };
    return this.stage.metric(name, { dimensionsMap, ...options });
  }

  public count(options?: MetricOptions): Metric {
    return this.metric('Count', { statistic: Stats.SAMPLE_COUNT, ...options });
  }

  public clientError(options?: MetricOptions): Metric {
    return this.metric('4XXError', { statistic: Stats.SUM, ...options });
  }

  public serverError(options?: MetricOptions): Metric {
    return this.metric('5XXError', { statistic: Stats.SUM, ...options });
  }

  public latency(options?: MetricOptions): Metric {
    return this.metric('Latency', { statistic: Stats.AVERAGE, ...options });
  }

  public integrationLatency(options?: MetricOptions): Metric {
    return this.metric('IntegrationLatency', { statistic: Stats.AVERAGE, ...options });
  }
}
