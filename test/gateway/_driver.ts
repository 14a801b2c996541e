import {
  type ApiIdentity,
  type CompileIntegration,
  compileIntegration,
  type FrozenDeployment,
  freezeDeployment,
  Gateway,
  type GatewayOptions,
  type KnownKey,
  type Snapshot,
  type StageSettings,
  type StageWorld,
  UsageMeters,
} from '../../lib/gateway';
import {
  type ApiModel,
  type CanaryModel,
  type CfnTemplate,
  type RestApiModel,
  readApiModel,
  type StageModel,
  type Target,
  type UsagePlanModel,
} from '../../lib/model';
import { IDENTITY, refOf, resolve, resolveApi } from './_resolve';

/** A clock that a test moves. */
export class TestClock {
  public constructor(private time = Date.parse('2026-01-01T00:00:00Z')) {}

  public now(): number {
    return this.time;
  }

  public advance(seconds: number): void {
    this.time += seconds * 1000;
  }
}

/** A world with nobody in it: no keys, no users, an account that throttles as AWS does. */
export function emptyWorld(clock = new TestClock()): StageWorld {
  let position = 0;
  return {
    clock,
    random: () => {
      position = (position + 0.618033988749895) % 1;
      return position;
    },
    key: () => undefined,
    accountThrottle: { rateLimit: 10_000, burstLimit: 5_000 },
    userPoolKeys: () => undefined,
    credentials: () => undefined,
  };
}

/** Templates deployed one after the other, as far as the gateway sees it. */
export class Deployer {
  public readonly clock: TestClock;
  private readonly deployments = new Map<string, FrozenDeployment>();
  private readonly gateways = new Map<string, Gateway>();
  private model: ApiModel | undefined;

  public constructor(
    private readonly options: Pick<GatewayOptions, 'backends'> &
      Partial<GatewayOptions> & {
        readonly clock?: TestClock;
        readonly compile?: CompileIntegration;
      },
  ) {
    this.clock = options.clock ?? new TestClock();
  }

  /** Deploys a template: deployments that are new take their snapshot. */
  public deploy(template: CfnTemplate): void {
    this.model = readApiModel([{ name: 'Stack', template }]);
    for (const api of this.model.restApis) this.deployApi(api);
  }

  /** The stage of that name. */
  public stage(name: string): Gateway {
    const gateway = this.gateways.get(name);
    if (gateway === undefined) throw new Error(`no stage ${name}`);
    return gateway;
  }

  /** Id of the only API. */
  public get apiId(): string {
    const origin = this.model?.restApis[0]?.origin;
    return refOf(origin?.logicalId ?? '');
  }

  /** The API as it stands, deployed or not. */
  public draft(): FrozenDeployment {
    const api = this.model?.restApis[0];
    if (api === undefined) throw new Error('no API is deployed');
    return this.freeze(api, 'draft');
  }

  private deployApi(api: RestApiModel): void {
    for (const { origin } of api.deployments) {
      if (this.deployments.has(origin.logicalId)) continue;
      this.deployments.set(origin.logicalId, this.freeze(api, origin.logicalId));
    }
    for (const stage of api.stages) this.deployStage(stage);
  }

  private freeze(api: RestApiModel, deploymentId: string): FrozenDeployment {
    const identity: ApiIdentity = { ...IDENTITY, apiId: refOf(api.origin?.logicalId ?? 'api') };
    const snapshot: Snapshot = {
      deploymentId: refOf(deploymentId),
      identity,
      api: resolveApi(api),
      resourceIds: new Map(api.resources.map(({ path }, index) => [path, `res${index}`])),
    };
    return freezeDeployment(snapshot, this.options.compile ?? compileIntegration);
  }

  private deployStage(stage: StageModel): void {
    const name = String(resolve(stage.name));
    const deployment = this.deploymentOf(stage.deployment);
    const settings = this.settingsOf(stage);
    const running = this.gateways.get(name);
    if (running !== undefined) {
      running.update({ deployment, settings });
      return;
    }
    const world = this.options.world ?? {
      ...emptyWorld(this.clock),
      key: (value) => this.keyOf(value, name),
    };
    const meters = new UsageMeters(this.clock);
    this.gateways.set(name, new Gateway({ meters, ...this.options, deployment, settings, world }));
  }

  private settingsOf(stage: StageModel): StageSettings {
    const { name, variables, methodSettings, tracingEnabled, cacheClusterEnabled } = resolve({
      ...stage,
      deployment: undefined,
      canary: undefined,
    }) as StageModel;
    const format = resolve(stage.accessLog?.format);
    return {
      name: String(name),
      variables: variables as Record<string, string>,
      methodSettings,
      tracingEnabled: tracingEnabled === true,
      cacheClusterEnabled: cacheClusterEnabled === true,
      ...(typeof format === 'string' ? { accessLogFormat: format } : {}),
      ...(stage.canary === undefined ? {} : { canary: this.canaryOf(stage.canary, stage) }),
    };
  }

  private canaryOf(canary: CanaryModel, stage: StageModel): NonNullable<StageSettings['canary']> {
    return {
      snapshot: this.deploymentOf(canary.deployment ?? stage.deployment).snapshot,
      percentTraffic: Number(resolve(canary.percentTraffic ?? 0)),
      variables: resolve(canary.stageVariableOverrides) as Record<string, string>,
      useStageCache: canary.useStageCache === true,
    };
  }

  private deploymentOf(target: Target | undefined): FrozenDeployment {
    const id = target?.kind === 'resource' ? target.id.logicalId : '';
    const deployment = this.deployments.get(id);
    if (deployment === undefined) throw new Error(`no deployment ${id}`);
    return deployment;
  }

  private keyOf(value: string, stage: string): KnownKey | undefined {
    const key = this.model?.apiKeys.find((candidate) => resolve(candidate.value) === value);
    if (key === undefined) return undefined;
    const id = key.origin.logicalId;
    const plan = this.model?.usagePlans.find((candidate) => isPlanOf(candidate, id, stage));
    return {
      id,
      value,
      enabled: resolve(key.enabled) === true,
      ...(plan === undefined ? {} : { plan: planAt(plan) }),
    };
  }
}

function isPlanOf(plan: UsagePlanModel, keyId: string, stage: string): boolean {
  const hasKey = plan.keys.some(({ key }) => key.kind === 'resource' && key.id.logicalId === keyId);
  return hasKey && plan.stages.some((entry) => stageNameOf(entry.stage) === stage.toLowerCase());
}

// The suites call the resource of their only stage `Stage`, and it is the stage `dev`.
function stageNameOf(target: Target): string {
  return target.kind === 'resource' ? 'dev' : String(resolve(target.value));
}

function planAt(plan: UsagePlanModel): NonNullable<KnownKey['plan']> {
  const [entry] = plan.stages;
  const throttle = resolve(plan.throttle) as
    | { rateLimit?: number; burstLimit?: number }
    | undefined;
  return {
    planId: plan.origin.logicalId,
    methods: new Map(Object.entries(entry?.methods ?? {})) as Map<string, never>,
    ...(throttle === undefined ? {} : { throttle }),
    ...(plan.quota === undefined
      ? {}
      : {
          quota: {
            limit: Number(plan.quota.limit),
            period: plan.quota.period as 'DAY',
            offset: Number(plan.quota.offset ?? 0),
          },
        }),
  };
}
