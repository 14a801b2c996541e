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
  private settings = new WeakMap<FrozenRoute, RouteSettings>();
  private readonly throttles = new Map<
    string,
    { readonly bucket: TokenBucket; readonly of: string }
  >();
  private routeBuckets = new WeakMap<FrozenRoute, { readonly bucket: TokenBucket | undefined }>();

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
    this.settings = new WeakMap();
    this.routeBuckets = new WeakMap();
  }

  /** Writes a line of the stage's access log; undefined when the stage has none. */
  public get accessLog(): AccessLogFormat | undefined {
    const format = this.stage.accessLogFormat;
    if (format !== undefined) this.accessLogFormat ??= compileAccessLog(format);
    return this.accessLogFormat;
  }

  /** Settings of the stage for a route. */
  public settingsOf(route: FrozenRoute): RouteSettings {
    let settings = this.settings.get(route);
    if (settings === undefined) {
      settings = settingsOf(route.model, this.stage);
      this.settings.set(route, settings);
    }
    return settings;
  }

  /** The bucket of the stage for a method, which its canary shares. */
  public throttleOf(route: FrozenRoute): TokenBucket | undefined {
    let known = this.routeBuckets.get(route);
    if (known === undefined) {
      known = { bucket: this.bucketOf(route) };
      this.routeBuckets.set(route, known);
    }
    return known.bucket;
  }

  private bucketOf(route: FrozenRoute): TokenBucket | undefined {
    const { throttle } = this.settingsOf(route);
    if (throttle === undefined) return undefined;
    const of = `${throttle.rateLimit} ${throttle.burstLimit}`;
    const known = this.throttles.get(route.key);
    if (known?.of === of) return known.bucket;
    const bucket = new TokenBucket(throttle, this.clock.now());
    this.throttles.set(route.key, { bucket, of });
    return bucket;
  }
}
