import type { ApiModel, Target, UnreadProperty, UsagePlanModel } from './api-model';
import { DomainDrafts } from './domain-draft';
import { RestApiDraft } from './rest-draft';
import { resourceKey } from './sources';
import { sortedBy } from './stable-text';
import { ofOrigin, StageNames } from './stage-names';
import { targetKey } from './target';
import type { Origin } from './template';
import { V2ApiDraft } from './v2-draft';
import { getOrCreate } from './value';

/** A usage plan while its keys come in. */
export type DraftPlan = Omit<UsagePlanModel, 'keys'>;

type PlanKey = UsagePlanModel['keys'][number];

/** The model of an app while its resources come in, in any order. */
export class ModelDraft {
  public readonly apiKeys: ApiModel['apiKeys'][number][] = [];
  public readonly permissions: ApiModel['permissions'][number][] = [];
  public readonly vpcLinks: ApiModel['vpcLinks'][number][] = [];
  public readonly accounts: ApiModel['accounts'][number][] = [];
  public readonly unread: UnreadProperty[] = [];
  public readonly plans: DraftPlan[] = [];
  public readonly domains = new DomainDrafts();
  private readonly planKeys = new Map<string, PlanKey[]>();
  private readonly restApis = new Map<string, RestApiDraft>();
  private readonly v2Apis = new Map<string, V2ApiDraft>();

  /** The REST API that a `RestApiId` means. */
  public restApi(target: Target): RestApiDraft {
    const create = () => new RestApiDraft(target, this.unread);
    return getOrCreate(this.restApis, targetKey(target), create);
  }

  /** The HTTP or WebSocket API that an `ApiId` means. */
  public v2Api(target: Target): V2ApiDraft {
    return getOrCreate(this.v2Apis, targetKey(target), () => new V2ApiDraft(target));
  }

  /** Attaches a key to the usage plan that a `UsagePlanId` means. */
  public addPlanKey(plan: Target, key: PlanKey): void {
    getOrCreate(this.planKeys, targetKey(plan), () => []).push(key);
  }

  /** The model with its lists in order and its ends joined. */
  public finish(): ApiModel {
    const restApis = finishAll(this.restApis);
    const v2Apis = finishAll(this.v2Apis);
    const stages = new StageNames([...restApis, ...v2Apis]);
    return {
      restApis,
      v2Apis,
      apiKeys: inOrder(this.apiKeys),
      usagePlans: inOrder(this.plans.map((plan) => this.finishPlan(plan, stages))),
      domains: this.domains.finish(stages),
      permissions: inOrder(this.permissions),
      vpcLinks: inOrder(this.vpcLinks),
      accounts: inOrder(this.accounts),
      unread: this.finishUnread(),
    };
  }

  private finishPlan(plan: DraftPlan, stages: StageNames): UsagePlanModel {
    const planKey = targetKey(ofOrigin(plan.origin));
    const keys = this.planKeys.get(planKey) ?? [];
    this.planKeys.delete(planKey);
    return {
      ...plan,
      stages: plan.stages.map((entry) => ({
        ...entry,
        stage: stages.resolve(entry.api, entry.stage),
      })),
      keys: inOrder(keys),
    };
  }

  private finishUnread(): UnreadProperty[] {
    const orphans = [...this.planKeys.values()].flat().map(({ origin }) => ({
      origin,
      property: 'UsagePlanId',
      reason: 'is a usage plan outside of the app, which the model does not hold',
    }));
    const byPlace = new Map(
      [...this.unread, ...orphans].map((line) => [
        `${resourceKey(line.origin)}\n${line.property}\n${line.reason}`,
        line,
      ]),
    );
    return sortedBy(byPlace, ([key]) => key).map(([, line]) => line);
  }
}

function finishAll<T extends { readonly target: Target }>(
  drafts: ReadonlyMap<string, { finish(): T }>,
): T[] {
  const finished = [...drafts.values()].map((draft) => draft.finish());
  return sortedBy(finished, ({ target }) => targetKey(target));
}

function inOrder<T extends { readonly origin: Origin }>(items: Iterable<T>): T[] {
  return sortedBy(items, ({ origin }) => resourceKey(origin));
}
