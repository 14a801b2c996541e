import type { Deployment, Stage } from 'aws-cdk-lib/aws-apigateway';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import type { CanaryLogGroups } from './canary-logs';
import type { CanaryPointers } from './canary-state';

/** A stage with a canary: a `CanaryStage`, or the stage of an API that was adopted. */
export interface ICanaryStage extends IConstruct {
  /** The stage, as aws-apigateway knows it. */
  readonly stage: Stage;

  /** The API as this template has it. */
  readonly deployment: Deployment;

  /**
   * Logical id of the deployment, which changes with what the API serves; a token until synthesis.
   * The ledger of `CanaryState.pinned` knows deployments by it.
   */
  readonly fingerprint: string;

  /** Where the stage and its canary point. */
  readonly pointers: CanaryPointers;

  /** Log groups that were made. */
  readonly logGroups: CanaryLogGroups;

  /**
   * A metric of what the canary serves, such as `4XXError`; by default the average of 5 minutes.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
   */
  canaryMetric(name: string, options?: MetricOptions): Metric;

  /** Requests that the canary served; by default their number in 5 minutes. */
  metricCanaryCount(options?: MetricOptions): Metric;

  /** Errors of clients that the canary answered; by default their sum over 5 minutes. */
  metricCanaryClientError(options?: MetricOptions): Metric;

  /** Errors of the canary itself; by default their sum over 5 minutes. */
  metricCanaryServerError(options?: MetricOptions): Metric;

  /** Milliseconds from request to answer of the canary; by default the average of 5 minutes. */
  metricCanaryLatency(options?: MetricOptions): Metric;

  /** Milliseconds that the canary waited for its backend; by default the average of 5 minutes. */
  metricCanaryIntegrationLatency(options?: MetricOptions): Metric;
}
