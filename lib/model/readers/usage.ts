import type { ThrottleModel, UsagePlanModel } from '../api-model';
import type { Properties } from '../properties';
import { type ReaderContext, type ReaderTable, targetOf } from '../reader';
import { sortedBy } from '../stable-text';
import { targetKey } from '../target';
import { compact, mapMembers } from '../value';

/** API keys and usage plans. */
export const USAGE_READERS: ReaderTable = {
  'AWS::ApiGateway::ApiKey': readApiKey,
  'AWS::ApiGateway::UsagePlan': readUsagePlan,
  'AWS::ApiGateway::UsagePlanKey': readUsagePlanKey,
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-apikey.html */
function readApiKey({ properties, origin, draft }: ReaderContext): void {
  // GenerateDistinctId is about the id of the key, not its value; StageKeys have been replaced by
  // usage plans, though the CDK still writes them.
  properties.withoutEffect('GenerateDistinctId', 'StageKeys', 'Tags');
  draft.apiKeys.push(
    compact({
      origin,
      name: properties.text('Name'),
      description: properties.text('Description'),
      enabled: properties.flag('Enabled') ?? false,
      value: properties.text('Value'),
      customerId: properties.text('CustomerId'),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html */
function readUsagePlan(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  properties.withoutEffect('Description', 'Tags');
  const throttle = properties.section('Throttle');
  const quota = properties.section('Quota');
  const stages = properties.sections('ApiStages').map((section) => readPlanStage(context, section));
  draft.plans.push(
    compact({
      origin,
      name: properties.text('UsagePlanName'),
      throttle: throttle && readThrottle(throttle),
      quota: quota && readQuota(quota),
      stages: sortedBy(stages, ({ api, stage }) => targetKey(api) + targetKey(stage)),
    }),
  );
}

function readPlanStage(
  context: ReaderContext,
  section: Properties,
): UsagePlanModel['stages'][number] {
  return {
    api: targetOf(context, section.requiredText('ApiId')),
    stage: targetOf(context, section.requiredText('Stage')),
    methods: mapMembers(Object.fromEntries(section.entries('Throttle')), readThrottle),
  };
}

function readThrottle(section: Properties): ThrottleModel {
  return compact({
    rateLimit: section.number('RateLimit'),
    burstLimit: section.number('BurstLimit'),
  });
}

function readQuota(section: Properties): NonNullable<UsagePlanModel['quota']> {
  return compact({
    limit: section.requiredNumber('Limit'),
    period: section.text('Period'),
    offset: section.number('Offset'),
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplankey.html */
function readUsagePlanKey(context: ReaderContext): void {
  const { properties, origin, draft } = context;
  // API_KEY is the one type there is.
  properties.withoutEffect('KeyType');
  const key = targetOf(context, properties.requiredText('KeyId'));
  draft.addPlanKey(targetOf(context, properties.requiredText('UsagePlanId')), { origin, key });
}
