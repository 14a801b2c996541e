import { type Caller, type CompiledPolicy, methodArn } from '../policy';
import type { Backends } from './backends';
import { contextVariables, proxyRequestContext } from './context-variables';
import type { AuthorizerOutcome, Exchange, MultiMap } from './exchange';
import { RequestLog } from './execution-log';
import type { ResolvedRoute, Snapshot } from './frozen-api';
import type { FrozenDeployment } from './frozen-deployment';
import type { FrozenRoute } from './frozen-route';
import { headerValues } from './headers';
import { parseQuery } from './query';
import type { Refusal } from './refusal';
import type { GatewayRequest } from './request';
import type { RequestIds } from './request-ids';
import type {
  KnownKey,
  LocalCredentials,
  StageSettings,
  StageWorld,
  UnauthorizedCacheControl,
} from './stage-runtime';
import type { StageState } from './stage-state';
import { DecisionTrace } from './trace';

/** What a request starts with. */
export interface ExchangeStart {
  readonly request: GatewayRequest;
  readonly ids: RequestIds;
  readonly state: StageState;
  readonly stage: StageSettings;
  readonly world: StageWorld;
  readonly backends: Backends;
  readonly deployment: FrozenDeployment;
  readonly isCanary: boolean;
  readonly stageVariables: Readonly<Record<string, string>>;
}

const NO_PATH_PARAMETERS: ReadonlyMap<string, string> = new Map();

/** A request on its way: the exchange that steps see, with what they have found out so far. */
export class LiveExchange implements Exchange {
  public readonly log = new RequestLog();
  public readonly trace = new DecisionTrace();
  public readonly measured: Exchange['measured'] = {};
  /** Milliseconds since 1970 at which the request came in. */
  public readonly startedAt: number;

  /** As sent, until the method runs: signatures are of the compressed payload. */
  public request: GatewayRequest;
  public readonly stage: StageSettings;
  public readonly world: StageWorld;
  public readonly backends: Backends;
  public readonly deployment: FrozenDeployment;
  public readonly state: StageState;
  public readonly isCanary: boolean;
  public readonly stageVariables: Readonly<Record<string, string>>;

  /** The route, once there is one. */
  public frozenRoute: FrozenRoute | undefined;
  public pathParameters: ReadonlyMap<string, string> = NO_PATH_PARAMETERS;
  /** Who calls, as policies see it. */
  public caller: Caller = { type: 'anonymous' };
  /** Whose credentials the request was signed with. */
  public credentials: LocalCredentials | undefined;
  /** Access key id of those credentials. */
  public accessKeyId: string | undefined;
  /** The policies that speak for the caller: the authorizer's answer, or those of the credentials. */
  public callerPolicies: readonly CompiledPolicy[] = [];
  /** The API key that was presented, once it is known to be good. */
  public apiKey: KnownKey | undefined;
  /** Why the gateway answers by itself. */
  public refusal: Refusal | undefined;
  /** Whether the method runs: all that comes before it has let the request through. */
  public started = false;
  /** What became of a `Cache-Control` header that the caller was not entitled to. */
  public ignoredCacheControl: UnauthorizedCacheControl | undefined;
  /** Status and size of the answer, once it is made. */
  public answered: { readonly status: number; readonly length: number } | undefined;

  private readonly ids: RequestIds;
  private outcome: AuthorizerOutcome | undefined;
  private parsedQuery: MultiMap | undefined;
  private contextObject: Readonly<Record<string, unknown>> | undefined;
  private extendedId: string | undefined;
  private trackedId: string | undefined;

  public constructor(start: ExchangeStart) {
    this.request = start.request;
    this.ids = start.ids;
    this.state = start.state;
    this.stage = start.stage;
    this.world = start.world;
    this.backends = start.backends;
    this.deployment = start.deployment;
    this.isCanary = start.isCanary;
    this.stageVariables = start.stageVariables;
    this.startedAt = start.world.clock.now();
  }

  public get snapshot(): Snapshot {
    return this.deployment.snapshot;
  }

  public get requestId(): string {
    return this.ids.requestId;
  }

  public get extendedRequestId(): string {
    this.extendedId ??= this.ids.extendedRequestId();
    return this.extendedId;
  }

  public get traceId(): string {
    this.trackedId ??= traceHeader(this);
    return this.trackedId;
  }

  /** Root of a new trace. */
  public newTraceRoot(): string {
    return this.ids.traceRoot(this.startedAt);
  }

  public get route(): ResolvedRoute {
    return this.routed.model;
  }

  /** The route of a request that has one. */
  public get routed(): FrozenRoute {
    if (this.frozenRoute === undefined) throw new Error('the request has not been routed yet');
    return this.frozenRoute;
  }

  public get authorizer(): AuthorizerOutcome | undefined {
    return this.outcome;
  }

  public set authorizer(outcome: AuthorizerOutcome | undefined) {
    this.outcome = outcome;
    this.forgetContext();
  }

  public get query(): MultiMap {
    this.parsedQuery ??= parseQuery(this.request.query);
    return this.parsedQuery;
  }

  public headerValues(name: string): readonly string[] {
    return headerValues(this.request.headers, name);
  }

  /** ARN of the method as it was called: what `execute-api:Invoke` is about. */
  public get methodArn(): string {
    const { method: verb, path } = this.request;
    return methodArn(this.snapshot.identity, { stage: this.stage.name, verb, path });
  }

  public context(): Readonly<Record<string, unknown>> {
    this.contextObject ??= contextVariables(this);
    return this.contextObject;
  }

  /** Makes `$context` anew when it is asked for again: something in it has changed. */
  public forgetContext(): void {
    this.contextObject = undefined;
  }

  public proxyRequestContext(): Readonly<Record<string, unknown>> {
    return proxyRequestContext(this);
  }
}

const ROOT = /(?:^|;)\s*Root=([^;]+)/;

/** A trace that the caller has started goes on. */
function traceHeader(exchange: LiveExchange): string {
  const sent = exchange.headerValues('x-amzn-trace-id')[0];
  const root = sent === undefined ? undefined : ROOT.exec(sent)?.[1];
  return `Root=${root ?? exchange.newTraceRoot()}`;
}
