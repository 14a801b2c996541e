import { Duration } from 'aws-cdk-lib';
import { CanaryStage, type ICanaryStage } from '../../lib/canary';
import { newStack } from '../_helpers/stacks';
import { apiIn, pinned } from './_constructs';

const STAGES: ReadonlyArray<[string, () => ICanaryStage]> = [
  [
    'a new stage',
    () => {
      const stack = newStack();
      return new CanaryStage(stack, 'Prod', pinned(apiIn(stack, { restApiName: 'shop' })));
    },
  ],
  [
    'an adopted stage',
    () => {
      const stack = newStack();
      const api = apiIn(stack, { restApiName: 'shop', deploy: true });
      return CanaryStage.adopt(stack, 'Canary', pinned(api));
    },
  ],
];

describe.each(STAGES)('the metrics of the canary of %s', (_name, make) => {
  test.each([
    ['Count', 'SampleCount', (stage: ICanaryStage) => stage.metricCanaryCount()],
    ['4XXError', 'Sum', (stage: ICanaryStage) => stage.metricCanaryClientError()],
    ['5XXError', 'Sum', (stage: ICanaryStage) => stage.metricCanaryServerError()],
    ['Latency', 'Average', (stage: ICanaryStage) => stage.metricCanaryLatency()],
    [
      'IntegrationLatency',
      'Average',
      (stage: ICanaryStage) => stage.metricCanaryIntegrationLatency(),
    ],
    ['CacheHitCount', 'Average', (stage: ICanaryStage) => stage.canaryMetric('CacheHitCount')],
  ] as const)('have %s, its %s over 5 minutes', (metricName, statistic, metric) => {
    expect(metric(make())).toMatchObject({
      namespace: 'AWS/ApiGateway',
      metricName,
      statistic,
      period: Duration.minutes(5),
      dimensions: { ApiName: 'shop', Stage: 'prod/Canary' },
    });
  });

  test('take options', () => {
    const metric = make().metricCanaryServerError({
      period: Duration.minutes(1),
      statistic: 'p99',
    });
    expect(metric).toMatchObject({ period: Duration.minutes(1), statistic: 'p99' });
  });
});
