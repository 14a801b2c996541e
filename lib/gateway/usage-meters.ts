import type { Clock, PlanAtStage } from './stage-runtime';
import { type Rate, TokenBucket } from './token-bucket';

type Quota = NonNullable<PlanAtStage['quota']>;

/** Requests of one key under one plan. */
interface Usage {
  /** First period in which the key was used under the plan, which the offset counts for. */
  readonly firstPeriod: number;
  period: number;
  used: number;
}

const DAY_MS = 86_400_000;

/** Days between Thursday, 1 January 1970, and the Sunday before it. */
const DAYS_AFTER_SUNDAY = 4;

/**
 * Number of the period that a time falls into. Periods begin at midnight UTC: weeks on Sundays,
 * months on their first day.
 */
const PERIOD_OF: Readonly<Record<Quota['period'], (time: number) => number>> = {
  DAY: (time) => Math.floor(time / DAY_MS),
  WEEK: (time) => Math.floor((time / DAY_MS + DAYS_AFTER_SUNDAY) / 7),
  MONTH: (time) => {
    const date = new Date(time);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  },
};

/**
 * What is counted beyond one stage: the throttle of the account, and those and the quotas of
 * usage plans, which count a key's requests to all stages of the plan together. All stages of a
 * region share one.
 */
export class UsageMeters {
  private readonly buckets = new Map<string, { readonly bucket: TokenBucket; rate: Rate }>();
  private readonly usages = new Map<string, Usage>();

  public constructor(private readonly clock: Clock) {}

  /**
   * The bucket of a name, made full when it is first asked for, and when its rate has changed.
   *
   * @param name unique among all that is throttled
   */
  public bucket(name: string, rate: Rate): TokenBucket {
    const known = this.buckets.get(name);
    if (known !== undefined && sameRate(known.rate, rate)) {
      known.rate = rate;
      return known.bucket;
    }
    const bucket = new TokenBucket(rate, this.clock.now());
    this.buckets.set(name, { bucket, rate });
    return bucket;
  }

  /**
   * Whether a key has anything left of its quota in the current period.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
   */
  public hasQuota(planId: string, keyId: string, quota: Quota): boolean {
    return this.remaining(planId, keyId, quota) > 0;
  }

  /** Counts a request against a quota. */
  public count(planId: string, keyId: string, quota: Quota): void {
    this.usage(planId, keyId, quota).used += 1;
  }

  /** Requests that a key has left in the current period. */
  public remaining(planId: string, keyId: string, quota: Quota): number {
    const usage = this.usage(planId, keyId, quota);
    const offset = usage.period === usage.firstPeriod ? quota.offset : 0;
    return Math.max(0, quota.limit - offset - usage.used);
  }

  private usage(planId: string, keyId: string, quota: Quota): Usage {
    const name = JSON.stringify([planId, keyId, quota.period]);
    const period = PERIOD_OF[quota.period](this.clock.now());
    let usage = this.usages.get(name);
    if (usage === undefined) {
      usage = { firstPeriod: period, period, used: 0 };
      this.usages.set(name, usage);
    } else if (usage.period !== period) {
      usage.period = period;
      usage.used = 0;
    }
    return usage;
  }
}

function sameRate(one: Rate, other: Rate): boolean {
  return (
    one === other || (one.rateLimit === other.rateLimit && one.burstLimit === other.burstLimit)
  );
}
