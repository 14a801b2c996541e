import { compact, isObject, type JsonObject, mapMembers } from '../../../model/value';
import { quotaPeriod } from '../../../rules';
import type { ResourceContext, ResourceProvider } from '../../cloudformation/provider';
import type { Registry } from '../registry/registry';
import type { ApiKeyRecord, ThrottleSettings, UsagePlanRecord } from '../registry/usage-registry';
import { badRequest, notFound } from '../service-error';
import {
  flagOf,
  numberOf,
  requiredText,
  sectionOf,
  sectionsOf,
  tagsOf,
  textOf,
} from './provider-context';
import { refuseSingle } from './single-resource';

const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const KEY_LENGTH = 40;

/** API keys, usage plans, and which key is in which plan. */
export function usageProviders(registry: Registry): Record<string, ResourceProvider> {
  return {
    'AWS::ApiGateway::ApiKey': apiKeyProvider(registry),
    'AWS::ApiGateway::UsagePlan': usagePlanProvider(registry),
    'AWS::ApiGateway::UsagePlanKey': usagePlanKeyProvider(registry),
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-apikey.html */
function apiKeyProvider(registry: Registry): ResourceProvider {
  const { usage } = registry;
  const put = (context: ResourceContext, id: string, made: Pick<ApiKeyRecord, 'createdDate'>) => {
    refuseSingle(registry, context);
    usage.putKey(keyOf(registry, context, id, made));
    return { physicalId: id, attributes: { APIKeyId: id } };
  };
  return {
    replaceOn: ['GenerateDistinctId', 'Name', 'Value'],
    create: (context) =>
      put(context, context.ids.lowerAlphanumeric(10), { createdDate: registry.now() }),
    update: (context) => put(context, context.physicalId, usage.key(context.physicalId)),
    delete: ({ physicalId }) => usage.removeKey(physicalId),
  };
}

function keyOf(
  registry: Registry,
  context: ResourceContext,
  id: string,
  { createdDate }: Pick<ApiKeyRecord, 'createdDate'>,
): ApiKeyRecord {
  const { properties, ids } = context;
  return compact({
    id,
    value:
      registry.usage.keys.get(id)?.value ??
      (textOf(properties, 'Value') || ids.text(KEY_ALPHABET, KEY_LENGTH, 'value')),
    name: (textOf(properties, 'Name') ?? nameOf(context)) || undefined,
    description: textOf(properties, 'Description'),
    customerId: textOf(properties, 'CustomerId'),
    enabled: flagOf(properties, 'Enabled'),
    tags: tagsOf(context),
    createdDate,
    lastUpdatedDate: registry.now(),
  });
}

/** The name that CloudFormation makes for what has none. */
function nameOf({ stack, logicalId, ids }: ResourceContext): string {
  return `${stack.stackName.slice(0, 5)}-${logicalId.slice(0, 5)}-${ids.upperAlphanumeric(12, 'name')}`;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html */
function usagePlanProvider(registry: Registry): ResourceProvider {
  const put = (context: ResourceContext, id: string) => {
    refuseHalfStages(context.properties);
    refuseSingle(registry, context);
    registry.usage.putPlan(planOf(registry, context, id));
    return { physicalId: id, attributes: { Id: id } };
  };
  return {
    create: (context) => put(context, context.ids.lowerAlphanumeric(6)),
    update: (context) => put(context, context.physicalId),
    delete: ({ physicalId }) => registry.usage.removePlan(physicalId),
  };
}

/**
 * A stage of a plan has an API and a name. The service fills in nothing in its message.
 *
 * @see https://github.com/aws/aws-sdk/issues/354
 */
function refuseHalfStages(properties: JsonObject): void {
  const isHalf = (entry: JsonObject) => !textOf(entry, 'ApiId') || !textOf(entry, 'Stage');
  if (!sectionsOf(properties, 'ApiStages').some(isHalf)) return;
  throw badRequest('Invalid API Stage {api: %s, stage: %s} specified for usageplan %s');
}

function planOf(registry: Registry, context: ResourceContext, id: string): UsagePlanRecord {
  const { properties } = context;
  const throttle = sectionOf(properties, 'Throttle');
  const quota = sectionOf(properties, 'Quota');
  return compact({
    id,
    name: textOf(properties, 'UsagePlanName') ?? nameOf(context),
    description: textOf(properties, 'Description'),
    apiStages: sectionsOf(properties, 'ApiStages').map((entry) => apiStageOf(registry, entry)),
    throttle: throttle && throttleOf(throttle),
    quota: quota && quotaOf(quota),
    tags: tagsOf(context),
  });
}

function apiStageOf(registry: Registry, entry: JsonObject): UsagePlanRecord['apiStages'][number] {
  const apiId = textOf(entry, 'ApiId') ?? '';
  const stage = textOf(entry, 'Stage') ?? '';
  if (!registry.restApis.get(apiId)?.stages.has(stage)) {
    throw notFound(`API Stage not found: ${apiId}:${stage}`);
  }
  const throttle = sectionOf(entry, 'Throttle');
  return compact({
    apiId,
    stage,
    throttle:
      throttle &&
      mapMembers(throttle, (value) => (isObject(value) ? throttleOf(value) : undefined)),
  });
}

function throttleOf(section: JsonObject): ThrottleSettings {
  return compact({
    rateLimit: numberOf(section, 'RateLimit'),
    burstLimit: numberOf(section, 'BurstLimit'),
  });
}

function quotaOf(section: JsonObject): NonNullable<UsagePlanRecord['quota']> {
  const period = quotaPeriod(textOf(section, 'Period') ?? '');
  const limit = numberOf(section, 'Limit');
  if (period === undefined || limit === undefined) {
    throw badRequest(
      `Quota must have a Limit and a Period of DAY, WEEK, MONTH, got: ${JSON.stringify(section)}`,
    );
  }
  return { limit, period, offset: numberOf(section, 'Offset') ?? 0 };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplankey.html */
function usagePlanKeyProvider(registry: Registry): ResourceProvider {
  const { usage } = registry;
  return {
    replaceOn: ['KeyId', 'UsagePlanId', 'KeyType'],
    create: (context) => {
      refuseSingle(registry, context);
      const keyId = requiredText(context, 'KeyId');
      const planId = requiredText(context, 'UsagePlanId');
      const type = requiredText(context, 'KeyType');
      if (type !== 'API_KEY') throw badRequest(`KeyType must be API_KEY, got: "${type}"`);
      usage.attach(planId, keyId);
      const id = `${keyId}:${planId}`;
      return { physicalId: id, attributes: { Id: id } };
    },
    delete: ({ properties }) =>
      usage.detach(textOf(properties, 'UsagePlanId') ?? '', textOf(properties, 'KeyId') ?? ''),
  };
}
