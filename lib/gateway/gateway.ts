import type { Backends } from './backends';
import { forbidden } from './forbidden';
import { type FrozenDeployment, freezeDeployment } from './frozen-deployment';
import { LiveExchange } from './live-exchange';
import { withMethodOverride } from './method-override';
import { answer } from './pipeline';
import { isPromise } from './promises';
import type { GatewayRequest, GatewayResponse } from './request';
import { RequestIdSequence } from './request-ids';
import { RequestTrace } from './request-trace';
import type { MetricCounts } from './stage-metrics';
import type { StageSettings, StageWorld } from './stage-runtime';
import { StageState } from './stage-state';
import { type CanarySplit, exactSplit, randomSplit } from './steps/canary';
import { refuseAtFrontDoor } from './steps/front-door';
import { UsageMeters } from './usage-meters';

/** What a stage is made of. */
export interface GatewayOptions {
  /** The deployment that the stage points at. */
  readonly deployment: FrozenDeployment;
  readonly settings: StageSettings;
  readonly world: StageWorld;
  readonly backends: Backends;
  /**
   * What is counted over all stages of a region: the throttle of the account, throttles and
   * quotas of usage plans.
   *
   * @default - the stage counts for itself
   */
  readonly meters?: UsageMeters;
  /**
   * Seed of request ids: the same seed gives the same ids.
   *
   * @default 0
   */
  readonly seed?: number;
  /**
   * How a canary gets its requests: `random` as on AWS, `exact` in turn, so that any N requests
   * are split exactly by the percentage.
   *
   * @default 'random'
   */
  readonly canarySplit?: 'random' | 'exact';
  /**
   * Called with every answer before the caller gets it, such as to write an access log.
   *
   * @default - nobody is told
   */
  readonly onAnswer?: (answer: GatewayAnswer) => void;
}

/** What a control-plane call changes of a stage at once. */
export interface StageUpdate {
  /** @default - stays */
  readonly deployment?: FrozenDeployment;
  /** @default - stay */
  readonly settings?: StageSettings;
}

/** An answer, and how it came about. */
export interface GatewayAnswer extends GatewayResponse {
  readonly trace: RequestTrace;
}

/** A deployment that answers, with the stage variables that count for it. */
interface Side {
  readonly deployment: FrozenDeployment;
  readonly isCanary: boolean;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** One stage of a REST API: answers requests from a frozen deployment, or from its canary. */
export class Gateway {
  private readonly world: StageWorld;
  private readonly backends: Backends;
  private readonly ids: RequestIdSequence;
  private readonly state: StageState;
  private readonly split: CanarySplit;
  private readonly onAnswer: GatewayOptions['onAnswer'];
  private settings: StageSettings;
  private production: Side;
  private canary: Side | undefined;

  public constructor(options: GatewayOptions) {
    const { world, settings } = options;
    this.world = world;
    this.backends = options.backends;
    this.ids = new RequestIdSequence(options.seed ?? 0);
    this.state = new StageState(
      settings,
      world.clock,
      options.meters ?? new UsageMeters(world.clock),
    );
    this.split = options.canarySplit === 'exact' ? exactSplit() : randomSplit(() => world.random());
    this.onAnswer = options.onAnswer;
    this.settings = settings;
    this.production = productionSide(options.deployment, settings);
    this.canary = canarySide(options.deployment, settings);
  }

  /** Answers a request. The answer is a promise only if something had to be waited for. */
  public handle(sent: GatewayRequest): GatewayAnswer | Promise<GatewayAnswer> {
    const request = withMethodOverride(sent);
    const exchange = this.open(request);
    const refused = refuseAtFrontDoor(request) ?? refuseAtDefaultEndpoint(exchange);
    if (refused !== undefined) {
      exchange.trace.decide('front door', 'refused', { status: refused.status });
      return this.answered(exchange, refused);
    }
    const response = answer(exchange);
    return isPromise(response)
      ? response.then((result) => this.answered(exchange, result))
      : this.answered(exchange, response);
  }

  /**
   * Changes the stage while it runs. Throttles whose limits stay go on counting; answers that
   * have been kept are those of their deployment.
   */
  public update({ deployment, settings }: StageUpdate): void {
    const next = deployment ?? this.production.deployment;
    this.settings = settings ?? this.settings;
    this.production = productionSide(next, this.settings);
    this.canary = canarySide(next, this.settings, this.canary);
    this.state.update(this.settings);
  }

  /** Forgets all cached answers (`FlushStageCache`). */
  public flushCache(): void {
    this.state.responses.clear();
  }

  /** Forgets what authorizers have answered (`FlushStageAuthorizersCache`). */
  public flushAuthorizersCache(): void {
    this.state.authorizers.clear();
  }

  /**
   * Metrics of the stage, or of its canary.
   *
   * @param series `canary` for what the service keeps as `{stage}/Canary`
   */
  public metrics(series: 'stage' | 'canary' = 'stage'): MetricCounts {
    return (series === 'canary' ? this.state.canaryMetrics : this.state.metrics).counts();
  }

  private open(request: GatewayRequest): LiveExchange {
    const { settings, world, backends, state } = this;
    const ids = this.ids.next();
    return new LiveExchange({
      request: withOneSlash(request),
      ids,
      state,
      stage: settings,
      world,
      backends,
      ...this.side(),
    });
  }

  private side(): Side {
    const { canary, settings } = this;
    if (canary === undefined || settings.canary === undefined) return this.production;
    return this.split(settings.canary.percentTraffic) ? canary : this.production;
  }

  private answered(exchange: LiveExchange, response: GatewayResponse): GatewayAnswer {
    const { status, headers, body } = response;
    const result = { status, headers, body, trace: new RequestTrace(exchange) };
    this.onAnswer?.(result);
    return result;
  }
}

/** Slashes at the beginning of a path lead where one does; `$context.path` shows them all. */
function withOneSlash(request: GatewayRequest): GatewayRequest {
  if (!request.path.startsWith('//')) return request;
  return { ...request, path: request.path.replace(/^\/+/, '/') };
}

/**
 * An API whose default endpoint is disabled answers at its custom domain names only.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
 */
function refuseAtDefaultEndpoint(exchange: LiveExchange): GatewayResponse | undefined {
  const { defaultEndpointDisabled, snapshot } = exchange.deployment;
  if (!defaultEndpointDisabled) return undefined;
  const isDefault = exchange.request.domainName.startsWith(
    `${snapshot.identity.apiId}.execute-api.`,
  );
  return isDefault ? forbidden(exchange) : undefined;
}

function productionSide(deployment: FrozenDeployment, { variables }: StageSettings): Side {
  return { deployment, isCanary: false, stageVariables: variables };
}

/** A canary of the stage's own deployment, as an idle one is, needs no second freezing. */
function canarySide(
  production: FrozenDeployment,
  { canary, variables }: StageSettings,
  before?: Side,
): Side | undefined {
  if (canary === undefined) return undefined;
  const known = [production, before?.deployment].find(
    (deployment) => deployment?.snapshot === canary.snapshot,
  );
  const deployment = known ?? freezeDeployment(canary.snapshot, production.compileIntegration);
  return { deployment, isCanary: true, stageVariables: { ...variables, ...canary.variables } };
}
