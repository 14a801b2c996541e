import { getOrCreate } from '../model/value';
import type { Clock, PlanAtStage } from './stage-runtime';
import { type Rate, TokenBucket } from './token-bucket';

type Quota = NonNullable<PlanAtStage['quota']>;

/** Requests of one key under one plan. */
interface Usage {
  /** First day on which the quota was asked about: the offset counts for its period. */
  readonly firstDay: number;
  /** Requests by day. */
  readonly days: Map<number, number>;
  /** By how much what was left has been raised, or lowered, by day. */
  readonly extensions: Map<number, number>;
}

const DAY_MS = 86_400_000;

/** Days between Thursday, 1 January 1970, and the Sunday before it. */
const DAYS_AFTER_SUNDAY = 4;

/**
 * First day of the period that a day falls into. Periods begin at midnight UTC: weeks on Sundays,
 * months on their first day.
 */
const PERIOD_OF: Readonly<Record<Quota['period'], (day: number) => number>> = {
  DAY: (day) => day,
  WEEK: (day) => day - ((day + DAYS_AFTER_SUNDAY) % 7),
  MONTH: (day) => day + 1 - new Date(day * DAY_MS).getUTCDate(),
};

/** Number of the day, in UTC, that a time falls into: 0 is 1 January 1970. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

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
    const { today } = this;
    const { days } = this.usage(planId, keyId, quota);
    days.set(today, (days.get(today) ?? 0) + 1);
  }

  /** Requests that a key has made on a day: see {@link dayOf}. */
  public usedOn(planId: string, keyId: string, quota: Quota, day: number): number {
    return this.usage(planId, keyId, quota).days.get(day) ?? 0;
  }

  /**
   * Requests that a key has left in the period of a day, at its end.
   *
   * @param day see {@link dayOf}
   * @default - today: what is left now
   */
  public remaining(planId: string, keyId: string, quota: Quota, day = this.today): number {
    return Math.max(0, leftOn(day, this.usage(planId, keyId, quota), quota));
  }

  /**
   * Grants a key so many requests for the rest of the current period.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateUsage.html
   */
  public extend(planId: string, keyId: string, quota: Quota, requests: number): void {
    const { today } = this;
    const usage = this.usage(planId, keyId, quota);
    const more = requests - leftOn(today, usage, quota);
    usage.extensions.set(today, (usage.extensions.get(today) ?? 0) + more);
  }

  /** A quota of another period is another quota, which starts anew. */
  private usage(planId: string, keyId: string, { period }: Quota): Usage {
    const name = JSON.stringify([planId, keyId, period]);
    return getOrCreate(this.usages, name, () => ({
      firstDay: this.today,
      days: new Map(),
      extensions: new Map(),
    }));
  }

  private get today(): number {
    return dayOf(this.clock.now());
  }
}

/** Requests left at the end of a day; below 0 where more were made than a lowered quota has. */
function leftOn(day: number, { firstDay, days, extensions }: Usage, quota: Quota): number {
  const period = PERIOD_OF[quota.period];
  const start = period(day);
  let left = quota.limit - (start === period(firstDay) ? quota.offset : 0);
  for (let one = start; one <= day; one += 1) {
    left += (extensions.get(one) ?? 0) - (days.get(one) ?? 0);
  }
  return left;
}

function sameRate(one: Rate, other: Rate): boolean {
  return (
    one === other || (one.rateLimit === other.rateLimit && one.burstLimit === other.burstLimit)
  );
}
