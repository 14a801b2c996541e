/** Sum, number and maximum of something measured in milliseconds. */
export interface Statistic {
  /** How often it was measured. */
  readonly count: number;
  /** All of it together, in milliseconds. */
  readonly sum: number;
  /** The longest, in milliseconds. */
  readonly maximum: number;
}

/**
 * Metrics of a stage since it was made, by the names that CloudWatch has for them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export interface MetricCounts {
  /** Requests. */
  readonly Count: number;
  /** Answers with a status of 400 to 499. */
  readonly '4XXError': number;
  /** Answers with a status of 500 to 599. */
  readonly '5XXError': number;
  /** Requests that the response cache answered. */
  readonly CacheHitCount: number;
  /** Requests that the response cache could have answered, and did not. */
  readonly CacheMissCount: number;
  /** From the request to its answer. */
  readonly Latency: Statistic;
  /** From the call of the backend to its answer. */
  readonly IntegrationLatency: Statistic;
}

/** Counts the requests of a stage. */
export class StageMetrics {
  private requests = 0;
  private clientErrors = 0;
  private serverErrors = 0;
  private cacheHits = 0;
  private cacheMisses = 0;
  private readonly latency = new Measurement();
  private readonly integrationLatency = new Measurement();

  /**
   * Counts an answered request.
   *
   * @param latencyMs from the request to its answer
   * @param integrationLatencyMs from the call of the integration to its answer; undefined: none
   */
  public countAnswer(
    status: number,
    latencyMs: number,
    integrationLatencyMs: number | undefined,
  ): void {
    this.requests += 1;
    if (status >= 500) this.serverErrors += 1;
    else if (status >= 400) this.clientErrors += 1;
    this.latency.add(latencyMs);
    if (integrationLatencyMs !== undefined) this.integrationLatency.add(integrationLatencyMs);
  }

  /** Counts a request that the cache was asked for. */
  public countCache(hit: boolean): void {
    if (hit) this.cacheHits += 1;
    else this.cacheMisses += 1;
  }

  /** The counts so far. */
  public counts(): MetricCounts {
    return {
      Count: this.requests,
      '4XXError': this.clientErrors,
      '5XXError': this.serverErrors,
      CacheHitCount: this.cacheHits,
      CacheMissCount: this.cacheMisses,
      Latency: this.latency.statistic(),
      IntegrationLatency: this.integrationLatency.statistic(),
    };
  }
}

class Measurement {
  private count = 0;
  private sum = 0;
  private maximum = 0;

  public add(value: number): void {
    this.count += 1;
    this.sum += value;
    if (value > this.maximum) this.maximum = value;
  }

  public statistic(): Statistic {
    return { count: this.count, sum: this.sum, maximum: this.maximum };
  }
}
