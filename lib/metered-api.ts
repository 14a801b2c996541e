import { Lazy } from 'aws-cdk-lib';
import {
  type CfnUsagePlan,
  CfnUsagePlanKey,
  type IApiKeyRef,
  type IStageRef,
  type IUsagePlan,
  UsagePlan,
} from 'aws-cdk-lib/aws-apigateway';
import type { IWebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { MeteredConsumer, type MeteredKeyOptions } from './metered-consumer';
import type { MeteredTier } from './metered-tier';
import { refuse } from './private/checks';
import { enforceRules } from './private/enforce-rules';
import { checkMetering, PLANS_PER_KEY, type Problem } from './private/metered-checks';
import { checkTier } from './private/metered-limits';
import { forgetModel, type MeteredStage, readModel, readModelAnew } from './private/metered-model';
import { checkMeteredName, checkStageEnvironment } from './private/metered-names';
import { methodRules, methodThrottles } from './private/metered-throttle';

/** Properties of a metered API. */
export interface MeteredApiProps {
  /**
   * What consumers may do, by the name of the tier: 1 to 128 letters, digits, blanks and `._@+-`.
   * Each tier is one usage plan over all stages.
   *
   * @default - `addTier` adds them; at synthesis there must be one
   */
  readonly tiers?: { [name: string]: MeteredTier };

  /**
   * Stages of REST APIs that the tiers are for: of any stack of this account and region, also
   * imported ones.
   *
   * @default - `addStage` and `addWebSocketStage` add them; at synthesis there must be one
   */
  readonly stages?: IStageRef[];

  /**
   * Whether other stages of the same APIs may be in no usage plan, though every call of a
   * key-protected method there is answered 403.
   *
   * @default false
   */
  readonly allowUnmeteredStages?: boolean;

  /**
   * Usage plans that may have one key: the quota of the account and region.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
   */
  readonly plansPerKey?: number;
}

/** A consumer of a tier. */
export interface MeteredConsumerOptions extends MeteredKeyOptions {
  /**
   * Tier of the consumer.
   *
   * Changing it replaces the association of the key, never the key or its value. CloudFormation
   * makes the new association before it removes the old one, while API Gateway takes a key into
   * one plan only for each stage: to change the tier of a consumer who calls, give the next
   * generation another `nextTier`.
   */
  readonly tier: string;

  /**
   * Tier of `rotation.next`. When that becomes the current generation, it becomes `tier`.
   *
   * @default - `tier`
   */
  readonly nextTier?: string;
}

/** A consumer whose key is made elsewhere. */
export interface ImportedConsumerOptions {
  /** Tier of the consumer. */
  readonly tier: string;

  /** The key, such as `ApiKey.fromApiKeyId()`. */
  readonly apiKey: IApiKeyRef;
}

/**
 * Tiers of consumers for any number of stages, and the consumers with their API keys.
 *
 * Each tier is a usage plan that has all the stages. Each consumer has a key whose value is made in
 * Secrets Manager and stands in no template and no output, and can be rolled over without a gap
 * (`rotation`). Logical ids depend on the names of tiers and consumers and on the generation of a
 * key alone: adding, removing or reordering anything replaces nothing else.
 *
 * At synthesis it is an error when a key-protected method is in no plan, when a tier protects
 * nothing, and when a key would be in two plans of one stage.
 *
 * API keys tell consumers apart; they are no authorization. Use IAM, Cognito or a Lambda
 * authorizer beside them.
 *
 * @example
 * const metered = new MeteredApi(stack, 'Metered', {
 *   stages: [prod],
 *   tiers: { pro: { throttle: { rateLimit: 100, burstLimit: 200 } } },
 * });
 * metered.addConsumer('acme', { tier: 'pro' });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class MeteredApi extends Construct {
  private readonly tiers = new Map<string, MeteredTier>();
  private readonly plans = new Map<string, UsagePlan>();
  private readonly stages = new Map<string, MeteredStage>();
  private readonly planScope: Construct;
  private readonly consumerScope: Construct;

  /**
   * @throws {@link ValidationError} MeteredTierName, MeteredThrottle, MeteredQuota,
   * MeteredMethodName, MeteredStageKind, MeteredStageEnvironment
   */
  public constructor(scope: Construct, id: string, props: MeteredApiProps = {}) {
    super(scope, id);
    this.planScope = new Construct(this, 'Tiers');
    this.consumerScope = new Construct(this, 'Consumers');
    for (const [name, tier] of Object.entries(props.tiers ?? {})) this.addTier(name, tier);
    for (const stage of props.stages ?? []) this.addStage(stage);
    const line = ({ code, message }: Problem) => `${code} at ${this.node.path}: ${message}`;
    this.node.addValidation({ validate: () => this.problems(props).map(line) });
    enforceRules(this);
  }

  /**
   * Adds a tier, over all stages.
   *
   * @throws {@link ValidationError} MeteredTierName - not a name, or taken
   * @throws {@link ValidationError} MeteredThrottle, MeteredQuota, MeteredMethodName - a limit is
   * out of range
   */
  public addTier(name: string, tier: MeteredTier): IUsagePlan {
    const change = 'choose another name';
    checkMeteredName({ scope: this, code: 'MeteredTierName', prop: 'tiers', change }, name);
    if (this.plans.has(name)) {
      const context = { scope: this, code: 'MeteredTierName', prop: 'tiers', change };
      refuse(context, 'must be added once by the same name', name);
    }
    checkTier(this, name, tier);
    const plan = new UsagePlan(this.planScope, name, {
      ...(tier.planName && { name: tier.planName }),
      ...(tier.description && { description: tier.description }),
      ...(tier.quota && { quota: tier.quota }),
      ...(tier.throttle && { throttle: tier.throttle }),
    });
    const resource = plan.node.defaultChild as CfnUsagePlan;
    resource.apiStages = Lazy.uncachedAny({
      produce: ({ preparing }) => this.renderStages(tier, preparing),
    });
    this.tiers.set(name, tier);
    this.plans.set(name, plan);
    return plan;
  }

  /**
   * Adds a stage of a REST API to every tier. A stage that is there already stays as it is.
   *
   * @throws {@link ValidationError} MeteredStageKind - a stage of an HTTP or WebSocket API
   * @throws {@link ValidationError} MeteredStageEnvironment - another account or region
   */
  public addStage(stage: IStageRef): void {
    const { restApiId, stageName } = stage.stageRef;
    if (restApiId === undefined) {
      const change =
        'use `addWebSocketStage` for a WebSocket API; usage plans do not work with HTTP APIs';
      const context = { scope: this, code: 'MeteredStageKind', prop: 'stages', change };
      refuse(context, 'must be stages of REST APIs', stage.node.path);
    }
    checkStageEnvironment(this, stage);
    this.enlist({ kind: 'REST', apiId: restApiId, stageName, path: stage.node.path });
  }

  /**
   * Adds a stage of a WebSocket API to every tier. Keys count when a client connects, if the route
   * `$connect` requires one; `methodThrottle` has no effect on it.
   *
   * @throws {@link ValidationError} MeteredStageEnvironment - another account or region
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-setup-api-keys.html
   */
  public addWebSocketStage(stage: IWebSocketStage): void {
    checkStageEnvironment(this, stage);
    const { apiId } = stage.api;
    this.enlist({ kind: 'WEBSOCKET', apiId, stageName: stage.stageName, path: stage.node.path });
  }

  /**
   * Adds somebody who calls with API keys of their own.
   *
   * @param name - 1 to 128 letters, digits, blanks and `._@+-`; all that the logical ids depend on,
   * beside the generation
   * @throws {@link ValidationError} MeteredConsumerName - not a name, or taken
   * @throws {@link ValidationError} MeteredTierUnknown - no tier has that name
   * @throws {@link ValidationError} MeteredNextTier - `nextTier` without `rotation.next`
   * @throws {@link ValidationError} ApiKeyGeneration - see `MeteredKeyOptions.rotation`
   */
  public addConsumer(name: string, options: MeteredConsumerOptions): MeteredConsumer {
    this.checkConsumer(name);
    const { tier, nextTier, ...keyOptions } = options;
    const plan = this.plan(tier);
    if (nextTier === undefined)
      return new MeteredConsumer(this.consumerScope, name, { plan, ...keyOptions });
    if (keyOptions.rotation?.next === undefined) {
      const change = 'set `rotation.next`, or change `tier`';
      const context = { scope: this, code: 'MeteredNextTier', prop: 'nextTier', change };
      refuse(context, 'must go with a next generation of the key', nextTier);
    }
    const nextPlan = this.plan(nextTier);
    return new MeteredConsumer(this.consumerScope, name, { plan, nextPlan, ...keyOptions });
  }

  /**
   * Adds somebody whose key is made elsewhere, and is not looked after here.
   *
   * @returns the association of the key with the plan
   * @throws {@link ValidationError} MeteredConsumerName - not a name, or taken
   * @throws {@link ValidationError} MeteredTierUnknown - no tier has that name
   */
  public addImportedConsumer(name: string, options: ImportedConsumerOptions): CfnUsagePlanKey {
    this.checkConsumer(name);
    const { usagePlanId } = this.plan(options.tier);
    const keyId = options.apiKey.apiKeyRef.apiKeyId;
    const consumer = new Construct(this.consumerScope, name);
    return new CfnUsagePlanKey(consumer, 'PlanKey', { keyId, keyType: 'API_KEY', usagePlanId });
  }

  /**
   * The usage plan of a tier.
   *
   * @throws {@link ValidationError} MeteredTierUnknown - no tier has that name
   */
  public plan(tier: string): IUsagePlan {
    const plan = this.plans.get(tier);
    if (plan) return plan;
    const names = [...this.plans.keys()].join(', ') || 'none yet';
    const context = {
      scope: this,
      code: 'MeteredTierUnknown',
      prop: 'tier',
      change: 'add the tier first',
    };
    return refuse(context, `must be one of the tiers (${names})`, tier);
  }

  private enlist(stage: MeteredStage): void {
    this.stages.set(`${stage.apiId} ${stage.stageName}`, stage);
  }

  /** In an order that does not depend on the order of the calls. */
  private sortedStages(): MeteredStage[] {
    return [...this.stages.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private renderStages(tier: MeteredTier, preparing: boolean): CfnUsagePlan.ApiStageProperty[] {
    const stages = this.sortedStages();
    const throttle = tier.methodThrottle ?? {};
    if (preparing) forgetModel(this);
    const isPlain = preparing || Object.keys(throttle).length === 0;
    const model = isPlain ? undefined : readModel(this);
    return stages.map((stage) => {
      const methods = model ? methodThrottles(model, stages, stage, throttle) : {};
      const { apiId, stageName } = stage;
      return {
        apiId,
        stage: stageName,
        ...(Object.keys(methods).length > 0 && { throttle: methods }),
      };
    });
  }

  private problems(props: MeteredApiProps): Problem[] {
    const model = readModelAnew(this);
    if (model === undefined) return [];
    const rules = [...this.tiers].map(([name, { methodThrottle }]) => {
      return [name, methodRules(Object.keys(methodThrottle ?? {}))] as const;
    });
    return checkMetering({
      model,
      stages: this.sortedStages(),
      rules: new Map(rules),
      planPaths: new Set([...this.plans.values()].map((plan) => `${plan.node.path}/Resource`)),
      plansPerKey: props.plansPerKey ?? PLANS_PER_KEY,
      allowUnmeteredStages: props.allowUnmeteredStages ?? false,
    });
  }

  private checkConsumer(name: string): void {
    const change = 'choose another name';
    const context = { scope: this, code: 'MeteredConsumerName', prop: 'name', change };
    checkMeteredName(context, name);
    if (!this.consumerScope.node.tryFindChild(name)) return;
    refuse(context, 'must be the name of one consumer only', name);
  }
}
