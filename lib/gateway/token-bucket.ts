/** Requests a second, and how many may come at once. */
export interface Rate {
  /** @default - nothing is refilled */
  readonly rateLimit?: number;
  /** @default - as many as the rate gives in a second, one at least */
  readonly burstLimit?: number;
}

/**
 * A bucket of tokens, one a request. It starts full and is refilled at the rate, to the burst.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export class TokenBucket {
  private readonly rate: number;
  private readonly burst: number;
  private tokens: number;
  private filledAt: number;

  /** @param now milliseconds since 1970 */
  public constructor({ rateLimit = 0, burstLimit }: Rate, now: number) {
    this.rate = rateLimit;
    this.burst = burstLimit ?? Math.max(1, Math.ceil(rateLimit));
    this.tokens = this.burst;
    this.filledAt = now;
  }

  /** Whether there is a token. */
  public has(now: number): boolean {
    if (now > this.filledAt) {
      const gained = ((now - this.filledAt) / 1000) * this.rate;
      this.tokens = Math.min(this.burst, this.tokens + gained);
      this.filledAt = now;
    }
    // A thousandth of a token may be lost to rounding.
    return this.tokens >= 0.999;
  }

  /** Takes a token that is there. */
  public take(): void {
    this.tokens -= 1;
  }
}
