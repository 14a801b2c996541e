import type { KnownKey, PlanAtStage } from '../../../gateway/stage-runtime';
import { compact, getOrCreate } from '../../../model/value';
import { conflict, notFound } from '../service-error';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
export interface ApiKeyRecord {
  readonly id: string;
  /** 20 to 128 characters. */
  readonly value: string;
  readonly name?: string;
  readonly description?: string;
  readonly customerId?: string;
  readonly enabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdDate: Date;
  readonly lastUpdatedDate: Date;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_ThrottleSettings.html */
export interface ThrottleSettings {
  readonly rateLimit?: number;
  readonly burstLimit?: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
export interface UsagePlanRecord {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly apiStages: ReadonlyArray<{
    readonly apiId: string;
    readonly stage: string;
    /** By `/path/METHOD`. */
    readonly throttle?: Readonly<Record<string, ThrottleSettings>>;
  }>;
  readonly throttle?: ThrottleSettings;
  readonly quota?: {
    readonly limit: number;
    readonly offset: number;
    readonly period: 'DAY' | 'WEEK' | 'MONTH';
  };
  readonly tags: Readonly<Record<string, string>>;
}

/** API keys and usage plans of a region, and which key is in which plan. */
export class UsageRegistry {
  public readonly keys = new Map<string, ApiKeyRecord>();
  public readonly plans = new Map<string, UsagePlanRecord>();
  private readonly keysOfPlan = new Map<string, Set<string>>();
  private readonly known = new Map<string, Map<string, KnownKey>>();

  /**
   * Puts a key in, or in the place of the one of its id.
   *
   * @throws ServiceError where another key has the value
   */
  public putKey(key: ApiKeyRecord): void {
    const twin = [...this.keys.values()].find(
      ({ value, id }) => value === key.value && id !== key.id,
    );
    if (twin !== undefined) throw conflict('API Key already exists');
    this.keys.set(key.id, key);
    this.known.clear();
  }

  /** Takes a key away, from its plans as well. */
  public removeKey(id: string): void {
    this.keys.delete(id);
    for (const keys of this.keysOfPlan.values()) keys.delete(id);
    this.known.clear();
  }

  /** Puts a plan in, or in the place of the one of its id. */
  public putPlan(plan: UsagePlanRecord): void {
    for (const keyId of this.keyIdsOf(plan.id)) this.refuseSecondPlan(keyId, plan);
    this.plans.set(plan.id, plan);
    this.known.clear();
  }

  /** Takes a plan away. */
  public removePlan(id: string): void {
    this.plans.delete(id);
    this.keysOfPlan.delete(id);
    this.known.clear();
  }

  /**
   * Attaches a key to a plan.
   *
   * @throws ServiceError where there is no such key or plan, or where another plan of the key has
   * a stage of this one
   */
  public attach(planId: string, keyId: string): void {
    const plan = this.plan(planId);
    this.key(keyId);
    this.refuseSecondPlan(keyId, plan);
    getOrCreate(this.keysOfPlan, planId, () => new Set<string>()).add(keyId);
    this.known.clear();
  }

  /** Takes a key out of a plan. */
  public detach(planId: string, keyId: string): void {
    this.keysOfPlan.get(planId)?.delete(keyId);
    this.known.clear();
  }

  /** Ids of the keys of a plan. */
  public keyIdsOf(planId: string): string[] {
    return [...(this.keysOfPlan.get(planId) ?? [])];
  }

  /** @throws ServiceError where there is none of this id */
  public key(id: string): ApiKeyRecord {
    const key = this.keys.get(id);
    if (key === undefined) throw notFound('Invalid API Key identifier specified');
    return key;
  }

  /** @throws ServiceError where there is none of this id */
  public plan(id: string): UsagePlanRecord {
    const plan = this.plans.get(id);
    if (plan === undefined) throw notFound('Invalid Usage Plan ID specified');
    return plan;
  }

  /** The key of a value, as it counts for a stage. */
  public keyAtStage(restApiId: string, stage: string, value: string): KnownKey | undefined {
    const keys = getOrCreate(this.known, `${restApiId}\n${stage}`, () =>
      this.keysAtStage(restApiId, stage),
    );
    return keys.get(value);
  }

  private keysAtStage(restApiId: string, stage: string): Map<string, KnownKey> {
    return new Map(
      [...this.keys.values()].map(({ id, value, enabled, customerId }) => {
        const plan = this.planAtStage(id, restApiId, stage);
        return [value, Object.freeze(compact({ id, value, enabled, customerId, plan }))];
      }),
    );
  }

  private planAtStage(keyId: string, restApiId: string, stage: string): PlanAtStage | undefined {
    for (const plan of this.plansOf(keyId)) {
      const entry = plan.apiStages.find((one) => one.apiId === restApiId && one.stage === stage);
      if (entry === undefined) continue;
      const { id: planId, throttle, quota } = plan;
      const methods = new Map(Object.entries(entry.throttle ?? {}));
      return Object.freeze(compact({ planId, throttle, quota, methods }));
    }
    return undefined;
  }

  private plansOf(keyId: string): UsagePlanRecord[] {
    return [...this.plans.values()].filter(({ id }) => this.keysOfPlan.get(id)?.has(keyId));
  }

  private refuseSecondPlan(keyId: string, plan: UsagePlanRecord): void {
    for (const other of this.plansOf(keyId)) {
      if (other.id === plan.id) continue;
      const shared = plan.apiStages.find(({ apiId, stage }) =>
        other.apiStages.some((one) => one.apiId === apiId && one.stage === stage),
      );
      if (shared === undefined) continue;
      throw conflict(
        `Usage Plan ${plan.id} cannot be added because API Key ${keyId} cannot reference multiple ` +
          `Usage Plans with the same ApiStage: ${shared.apiId}:${shared.stage}`,
      );
    }
  }
}
