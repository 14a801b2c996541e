import type { FrozenDeployment, Gateway, StageSettings, StageWorld } from '../../../gateway';
import { badRequest } from '../service-error';
import type { DeploymentRecord } from './rest-api';
import { stageSettings } from './stage-settings';
import type { StageState } from './stage-state';

/** What a stage starts with. */
export interface LiveStageStart {
  readonly restApiId: string;
  readonly state: StageState;
  /** Deployments of the API, by id. */
  readonly deployments: ReadonlyMap<string, DeploymentRecord>;
  /** What the gateway asks of the world around the stage. */
  readonly world: StageWorld;
  /** Makes what answers the requests of the stage, when it is first asked for. */
  readonly open: (stage: LiveStage) => Gateway;
  /** Whether a template's deployment has made the stage (`StageName`), no stage resource. */
  readonly madeByDeployment: boolean;
}

/** A stage that answers requests, always with the settings that the last change left. */
export class LiveStage {
  public readonly restApiId: string;
  public readonly world: StageWorld;
  public readonly madeByDeployment: boolean;
  private readonly deployments: ReadonlyMap<string, DeploymentRecord>;
  private readonly open: LiveStageStart['open'];
  private current: StageState;
  private currentSettings: StageSettings | undefined;
  private opened: Gateway | undefined;

  public constructor(start: LiveStageStart) {
    this.restApiId = start.restApiId;
    this.deployments = start.deployments;
    this.world = start.world;
    this.open = start.open;
    this.madeByDeployment = start.madeByDeployment;
    this.current = start.state;
  }

  public get name(): string {
    return this.current.stageName;
  }

  /** The stage by the names of the control plane. */
  public get state(): StageState {
    return this.current;
  }

  /** Replaces the stage: the change is live with the next request. */
  public set state(state: StageState) {
    this.current = state;
    this.currentSettings = undefined;
    this.opened?.update({ deployment: this.deployment, settings: this.settings });
  }

  /** The stage as the gateway wants it. */
  public get settings(): StageSettings {
    this.currentSettings ??= stageSettings(this.current, (id) => this.record(id).snapshot);
    return this.currentSettings;
  }

  /** The deployment that answers, the canary apart. */
  public get deployment(): FrozenDeployment {
    return this.record(this.current.deploymentId).frozen;
  }

  /** Answers the requests of the stage. */
  public get gateway(): Gateway {
    this.opened ??= this.open(this);
    return this.opened;
  }

  /** Whether the stage or its canary points at a deployment. */
  public pointsAt(deploymentId: string): boolean {
    const { deploymentId: own, canarySettings: canary } = this.current;
    return own === deploymentId || canary?.deploymentId === deploymentId;
  }

  /** Forgets cached answers of methods. */
  public flushCache(): void {
    this.opened?.flushCache();
  }

  /** Forgets what authorizers have answered. */
  public flushAuthorizersCache(): void {
    this.opened?.flushAuthorizersCache();
  }

  private record(deploymentId: string): DeploymentRecord {
    const record = this.deployments.get(deploymentId);
    if (record === undefined) throw badRequest('Deployment id does not exist');
    return record;
  }
}
