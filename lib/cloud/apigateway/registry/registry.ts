import { Gateway, type StageWorld, UsageMeters } from '../../../gateway';
import { randomWord } from '../../../gateway/random';
import { IdSource } from '../../cloudformation/ids';
import { notFound } from '../service-error';
import { DomainRegistry } from './domain-registry';
import { LiveStage } from './live-stage';
import type { ApiGatewayServiceOptions } from './options';
import { type DeploymentRecord, RestApi } from './rest-api';
import type { StageState } from './stage-state';
import { UsageRegistry } from './usage-registry';

/** Account-level throttle of a region before anybody raises it. */
const ACCOUNT_THROTTLE = { rateLimit: 10_000, burstLimit: 5_000 };

const WORDS = 2 ** 32;

/** A VPC link of REST APIs. */
export interface VpcLinkRecord {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly targetArns: readonly string[];
}

/** Something that a template has and that has no effect here. */
export interface IgnoredLine {
  /** `Stack/LogicalId`, with the path of a property where it is not the whole resource. */
  readonly path: string;
  readonly reason: string;
}

/** Everything that API Gateway holds for one account and region. */
export class Registry {
  public readonly restApis = new Map<string, RestApi>();
  public readonly usage = new UsageRegistry();
  public readonly domains = new DomainRegistry();
  public readonly vpcLinks = new Map<string, VpcLinkRecord>();
  public readonly clientCertificates = new Map<string, { readonly description?: string }>();
  /** Role that execution logs are written with. */
  public cloudWatchRoleArn: string | undefined;
  /** What was let through by `ignoreUnsupported`. */
  public readonly ignored: IgnoredLine[] = [];
  public readonly ids: IdSource;
  /** Throttles and quotas of the account and of usage plans. */
  public readonly meters: UsageMeters;
  private made = 0;

  public constructor(public readonly options: ApiGatewayServiceOptions) {
    this.ids = new IdSource(options.seed ?? 0, `apigateway ${options.accountId} ${options.region}`);
    this.meters = new UsageMeters(options.clock);
  }

  public get partition(): string {
    return this.options.partition ?? 'aws';
  }

  /** Throttle of the account in the region. */
  public get accountThrottle(): StageWorld['accountThrottle'] {
    return this.options.accountThrottle ?? ACCOUNT_THROTTLE;
  }

  /** The time of the simulated clock. */
  public now(): Date {
    return new Date(this.options.clock.now());
  }

  /** Ids of something that a control-plane call makes. */
  public newIds(kind: string): IdSource {
    this.made += 1;
    return this.ids.of(kind, this.made);
  }

  /** Makes an API without anything in it. */
  public createRestApi(apiId: string): RestApi {
    const { accountId, region } = this.options;
    const ids = this.ids.of('restapi', apiId);
    const api = new RestApi({
      identity: { partition: this.partition, region, accountId, apiId },
      rootResourceId: ids.lowerAlphanumeric(10, 'root'),
      createdDate: this.now(),
      idOf: (kind, name) => ids.of(kind, name).lowerAlphanumeric(6),
    });
    this.restApis.set(apiId, api);
    return api;
  }

  /** @throws ServiceError where there is none of this id */
  public restApi(id: string): RestApi {
    const api = this.restApis.get(id);
    if (api !== undefined) return api;
    throw notFound(`Invalid API identifier specified ${this.options.accountId}:${id}`);
  }

  /** @throws ServiceError where the API has no stage of this name */
  public stage(restApiId: string, name: string): LiveStage {
    const stage = this.restApi(restApiId).stages.get(name);
    if (stage === undefined) throw notFound('Invalid stage identifier specified');
    return stage;
  }

  /** @throws ServiceError where the API has no deployment of this id */
  public deployment(restApiId: string, id: string): DeploymentRecord {
    const deployment = this.restApi(restApiId).deployments.get(id);
    if (deployment === undefined) throw notFound('Invalid Deployment identifier specified');
    return deployment;
  }

  /** Puts a stage up. */
  public openStage(api: RestApi, state: StageState, madeByDeployment: boolean): LiveStage {
    const stage = new LiveStage({
      restApiId: api.id,
      state,
      deployments: api.deployments,
      world: this.worldOf(api.id, state.stageName),
      open: (opened) => this.openGateway(opened),
      madeByDeployment,
    });
    api.stages.set(state.stageName, stage);
    return stage;
  }

  /** What the gateway asks of the world around a stage. */
  public worldOf(restApiId: string, stage: string): StageWorld {
    const { clock, userPoolKeys, credentials, denialReasons = false } = this.options;
    const seed = this.seedOf(restApiId, stage);
    let position = 0;
    return {
      clock,
      random: () => {
        position += 1;
        return randomWord(seed, position) / WORDS;
      },
      key: (value) => this.usage.keyAtStage(restApiId, stage, value),
      accountThrottle: this.accountThrottle,
      denialReasons,
      userPoolKeys: userPoolKeys ?? (() => undefined),
      credentials: credentials ?? (() => undefined),
    };
  }

  /** Seed of what a stage draws. */
  public seedOf(restApiId: string, stage: string): number {
    return Number.parseInt(this.ids.of('seed', restApiId, stage).hex(8), 16) | 0;
  }

  private openGateway(stage: LiveStage): Gateway {
    const { backends, canarySplit, onAnswer } = this.options;
    return new Gateway({
      deployment: stage.deployment,
      settings: stage.settings,
      world: stage.world,
      backends,
      meters: this.meters,
      seed: this.seedOf(stage.restApiId, `${stage.name} ids`),
      canarySplit: canarySplit ?? 'random',
      ...(onAnswer !== undefined && { onAnswer: (answer) => onAnswer(answer, stage) }),
    });
  }
}
