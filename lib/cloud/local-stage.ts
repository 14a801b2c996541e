import type { GatewayAnswer, GatewayRequest, MetricCounts } from '../gateway';
import type { LiveStage } from './apigateway/registry/live-stage';
import type { RestApi } from './apigateway/registry/rest-api';
import type { Caller } from './caller';
import type { LocalResponse } from './fetch';
import { hostOf, stageDestination } from './front-door';
import type { StageRecord } from './stage-records';

/** What a stage of a local cloud is made of. */
export interface LocalStageStart {
  readonly stage: LiveStage;
  readonly api: RestApi;
  readonly caller: Caller;
  readonly record: StageRecord;
}

/** A deployed stage, as tests call it and look at it. */
export class LocalStage {
  private readonly stage: LiveStage;
  private readonly api: RestApi;
  private readonly caller: Caller;
  private readonly record: StageRecord;

  public constructor(start: LocalStageStart) {
    this.stage = start.stage;
    this.api = start.api;
    this.caller = start.caller;
    this.record = start.record;
  }

  /** Name of the stage: `prod`. */
  public get name(): string {
    return this.stage.name;
  }

  /** Id of the REST API. */
  public get apiId(): string {
    return this.api.id;
  }

  /** Id of the deployment that answers, the canary apart. */
  public get deploymentId(): string {
    return this.stage.state.deploymentId;
  }

  /** Address of the stage, with a slash at its end. */
  public get url(): string {
    return `https://${hostOf(this.api)}/${this.name}/`;
  }

  /** Stage variables. */
  public get variables(): Readonly<Record<string, string>> {
    return this.stage.settings.variables;
  }

  /**
   * Lines of the access log, in the format of the stage: the last 1000. A stage without a format
   * writes none.
   */
  public get accessLog(): readonly string[] {
    return this.record.accessLog;
  }

  /** Execution logs of the last 100 requests, the oldest first. */
  public get logs(): readonly string[] {
    return this.record.traces.map((trace) => trace.log());
  }

  /** Metrics by the names that CloudWatch has for them. */
  public get metrics(): MetricCounts {
    return this.stage.gateway.metrics('stage');
  }

  /** Metrics of the canary, which CloudWatch keeps as `{stage}/Canary`. */
  public get canaryMetrics(): MetricCounts {
    return this.stage.gateway.metrics('canary');
  }

  /**
   * Calls the stage, as the platform's `fetch` would.
   *
   * @param target - path below the stage (`/orders/42?full=1`), or a whole URL
   * @returns a standard response, with the `trace` of how it came about
   */
  public fetch(target: string | URL | Request, init?: RequestInit): Promise<LocalResponse> {
    return this.caller.call(target, init, (pathAndQuery) =>
      stageDestination(this.stage, this.api, pathAndQuery),
    );
  }

  /**
   * Calls the stage without the objects of `fetch`: the fastest way in.
   *
   * @returns a promise only if something had to be waited for
   */
  public handle(request: GatewayRequest): GatewayAnswer | Promise<GatewayAnswer> {
    return this.stage.gateway.handle(request);
  }
}
