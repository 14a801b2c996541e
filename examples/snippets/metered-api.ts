import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  ApiKey,
  type IApiKey,
  type IStage,
  type IUsagePlan,
  Period,
} from 'aws-cdk-lib/aws-apigateway';
import type { IWebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ApiKeyValue, MeteredApi, MeteredConsumer } from 'cdk-gatehouse';
import type { Construct } from 'constructs';

export function first(stack: Stack, prod: IStage, orderService: IGrantable): MeteredApi {
  // region first
  const metered = new MeteredApi(stack, 'Metered', {
    stages: [prod],
    tiers: {
      free: {
        throttle: { rateLimit: 5, burstLimit: 10 },
        quota: { limit: 1_000, period: Period.DAY },
      },
      pro: {
        throttle: { rateLimit: 100, burstLimit: 200 },
        methodThrottle: { 'POST /orders': { rateLimit: 10, burstLimit: 20 } },
      },
    },
  });

  const acme = metered.addConsumer('acme', { tier: 'pro' });
  acme.grantReadSecrets(orderService);
  // endregion
  return metered;
}

export function stages(metered: MeteredApi, otherStage: IStage, chat: IWebSocketStage): void {
  // region stages
  metered.addStage(otherStage); // any REST API of this account and region, also an imported one
  metered.addWebSocketStage(chat); // keys count where `$connect` requires one
  // endregion
}

export function rollOver(metered: MeteredApi): void {
  // region roll-over
  metered.addConsumer('initech', { tier: 'free', rotation: { current: 3, next: 4 } });
  // endregion
}

export function changeTier(metered: MeteredApi): void {
  // region change-tier
  metered.addConsumer('hooli', {
    tier: 'free',
    nextTier: 'pro',
    rotation: { current: 1, next: 2 },
  });
  // endregion
}

export function ownValues(stack: Stack, metered: MeteredApi): void {
  // region own-values
  const secret = Secret.fromSecretNameV2(stack, 'Umbrella', 'keys/umbrella');
  metered.addConsumer('umbrella', {
    tier: 'pro',
    values: { '1': ApiKeyValue.fromSecret(secret, 'apiKey') },
  });

  const apiKey = ApiKey.fromApiKeyId(stack, 'Globex', 'a1b2c3d4e5');
  metered.addImportedConsumer('globex', { tier: 'pro', apiKey });
  // endregion
}

// region other-stack
export interface PartnersStackProps extends StackProps {
  readonly plan: IUsagePlan;
  readonly partners: string[];
}

export class PartnersStack extends Stack {
  public constructor(scope: Construct, id: string, props: PartnersStackProps) {
    super(scope, id, props);
    const { plan } = props;
    for (const partner of props.partners) new MeteredConsumer(this, partner, { plan });
  }
}
// endregion

export function escapeHatches(metered: MeteredApi, consumer: MeteredConsumer): void {
  // region escape
  const plan: IUsagePlan = metered.plan('pro'); // its `node.defaultChild` is the CfnUsagePlan
  const key: IApiKey = consumer.key;
  const secret: ISecret | undefined = consumer.secret;
  const { planKey } = consumer.current; // the CfnUsagePlanKey of this generation
  // endregion
  void [plan, key, secret, planKey];
}
