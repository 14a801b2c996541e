import type { GatewayAnswer, GatewayRequest, GatewayResponse, MetricCounts } from '../gateway';
import type { LiveStage } from './apigateway/registry/live-stage';
import type { RestApi } from './apigateway/registry/rest-api';
import type { Caller } from './caller';
import type { LocalResponse } from './fetch';
import { hostOf, stageDestination } from './front-door';
import type { StageRecord } from './stage-records';

/** What a stage of a local cloud is made of. */
export interface DeployedStageStart {
  readonly stage: LiveStage;
  readonly api: RestApi;
  readonly caller: Caller;
  readonly record: StageRecord;
}

/** A deployed stage, as tests call it and look at it. */
export interface LocalStage {
  /** Name of the stage: `prod`. */
  readonly name: string;
  /** Id of the REST API. */
  readonly apiId: string;
  /** Id of the deployment that answers, the canary apart. */
  readonly deploymentId: string;
  /** Address of the stage, with a slash at its end. */
  readonly url: string;
  /** Stage variables. */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Lines of the access log, in the format of the stage: the last 1000. A stage without a format
   * writes none.
   */
  readonly accessLog: readonly string[];
  /** Execution logs of the last 100 requests, the oldest first. */
  readonly logs: readonly string[];
  /** Metrics by the names that CloudWatch has for them. */
  readonly metrics: MetricCounts;
  /** Metrics of the canary, which CloudWatch keeps as `{stage}/Canary`. */
  readonly canaryMetrics: MetricCounts;
  /**
   * Calls the stage, as the platform's `fetch` would.
   *
   * @param target - path below the stage (`/orders/42?full=1`), or a whole URL
   * @returns a standard response, with the `trace` of how it came about
   */
  fetch(target: string | URL | Request, init?: RequestInit): Promise<LocalResponse>;
  /**
   * Calls the stage without the objects of `fetch`: the fastest way in.
   *
   * @param request - as the front door gets it
   * @returns a promise only if something had to be waited for
   */
  handle(request: GatewayRequest): GatewayResponse | Promise<GatewayResponse>;
}

/** A stage of a cloud, called by somebody. */
export class DeployedStage implements LocalStage {
  private readonly stage: LiveStage;
  private readonly api: RestApi;
  private readonly caller: Caller;
  private readonly record: StageRecord;

  public constructor(start: DeployedStageStart) {
    this.stage = start.stage;
    this.api = start.api;
    this.caller = start.caller;
    this.record = start.record;
  }

  public get name(): string {
    return this.stage.name;
  }

  public get apiId(): string {
    return this.api.id;
  }

  public get deploymentId(): string {
    return this.stage.state.deploymentId;
  }

  public get url(): string {
    return `https://${hostOf(this.api)}/${this.name}/`;
  }

  public get variables(): Readonly<Record<string, string>> {
    return this.stage.settings.variables;
  }

  public get accessLog(): readonly string[] {
    return this.record.accessLog;
  }

  public get logs(): readonly string[] {
    return this.record.traces.map((trace) => trace.log());
  }

  public get metrics(): MetricCounts {
    return this.stage.gateway.metrics('stage');
  }

  public get canaryMetrics(): MetricCounts {
    return this.stage.gateway.metrics('canary');
  }

  public fetch(target: string | URL | Request, init?: RequestInit): Promise<LocalResponse> {
    return this.caller.call(target, init, (pathAndQuery) =>
      stageDestination(this.stage, this.api, pathAndQuery),
    );
  }

  public handle(request: GatewayRequest): GatewayAnswer | Promise<GatewayAnswer> {
    return this.stage.gateway.handle(request);
  }
}
