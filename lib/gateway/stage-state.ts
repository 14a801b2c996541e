import { type AccessLogFormat, compileAccessLog } from './access-log';
import type { MethodResponse } from './exchange';
import type { FrozenRoute } from './frozen-route';
import { type RouteSettings, settingsOf } from './method-settings';
import { StageMetrics } from './stage-metrics';
import type { Clock, StageSettings } from './stage-runtime';
import type { AuthorizerAnswer } from './steps/authorizer-answer';
import { TimedCache } from './timed-cache';
import { TokenBucket } from './token-bucket';
import type { UsageMeters } from './usage-meters';

/** Authorizer answers and cached responses that a stage keeps at most. */
const CACHE_CAPACITY = 100_000;

/** Verbs that settings may name. */
const VERBS: ReadonlySet<string> = new Set([
  ...['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
]);

/** What a stage says of one route. */
interface RouteState {
  readonly settings: RouteSettings;
  readonly bucket: TokenBucket | undefined;
}

/** Of every route, where a stage says nothing of any. */
const NOTHING_SAID: RouteState = { settings: {}, bucket: undefined };

/** What a stage remembers from request to request. */
export class StageState {
  /** Answers of Lambda authorizers. */
  public readonly authorizers: TimedCache<AuthorizerAnswer>;
  /** Answers of methods. */
  public readonly responses: TimedCache<MethodResponse>;
  /** Counts of the stage. */
  public readonly metrics = new StageMetrics();
  /** Counts of its canary, which the service keeps as `{stage}/Canary`. */
  public readonly canaryMetrics = new StageMetrics();

  private accessLogFormat: AccessLogFormat | undefined;
  private routes = new WeakMap<FrozenRoute, Map<string, RouteState>>();
  private readonly throttles = new Map<
    string,
    { readonly bucket: TokenBucket; readonly of: string }
  >();

  public constructor(
    private stage: StageSettings,
    private readonly clock: Clock,
    /** What is counted beyond this stage. */
    public readonly meters: UsageMeters,
  ) {
    this.authorizers = new TimedCache(clock, CACHE_CAPACITY);
    this.responses = new TimedCache(clock, CACHE_CAPACITY);
  }

  /** Takes new settings; what has not changed goes on counting. */
  public update(stage: StageSettings): void {
    if (!stage.cacheClusterEnabled) this.responses.clear();
    this.stage = stage;
    this.accessLogFormat = undefined;
    this.routes = new WeakMap();
  }

  /** Writes a line of the stage's access log; undefined when the stage has none. */
  public get accessLog(): AccessLogFormat | undefined {
    const format = this.stage.accessLogFormat;
    if (format !== undefined) this.accessLogFormat ??= compileAccessLog(format);
    return this.accessLogFormat;
  }

  /**
   * Settings of the stage for a route.
   *
   * @param verb that it is called by
   */
  public settingsOf(route: FrozenRoute, verb: string): RouteSettings {
    return this.stateOf(route, verb).settings;
  }

  /**
   * The bucket of the stage for a method, which its canary shares.
   *
   * @param verb that it is called by
   */
  public throttleOf(route: FrozenRoute, verb: string): TokenBucket | undefined {
    return this.stateOf(route, verb).bucket;
  }

  private stateOf(route: FrozenRoute, verb: string): RouteState {
    if (this.stage.methodSettings.length === 0) return NOTHING_SAID;
    let states = this.routes.get(route);
    if (states === undefined) {
      states = new Map();
      this.routes.set(route, states);
    }
    const known = VERBS.has(verb) ? verb : 'ANY';
    let state = states.get(known);
    if (state === undefined) {
      const settings = settingsOf(route.model, known, this.stage);
      state = { settings, bucket: this.bucketOf(route, known, settings) };
      states.set(known, state);
    }
    return state;
  }

  /** Verbs of which nothing is said by themselves share the bucket of their `ANY`. */
  private bucketOf(
    route: FrozenRoute,
    verb: string,
    { throttle, throttlesVerb }: RouteSettings,
  ): TokenBucket | undefined {
    if (throttle === undefined) return undefined;
    const key = throttlesVerb === true ? `${verb} ${route.model.path}` : route.key;
    const of = `${throttle.rateLimit} ${throttle.burstLimit}`;
    const known = this.throttles.get(key);
    if (known?.of === of) return known.bucket;
    const bucket = new TokenBucket(throttle, this.clock.now());
    this.throttles.set(key, { bucket, of });
    return bucket;
  }
}
