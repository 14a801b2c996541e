import type { Period } from 'aws-cdk-lib/aws-apigateway';

/**
 * How fast one consumer may call: a token bucket of `burstLimit` tokens, filled with `rateLimit`
 * tokens a second.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export interface MeteredThrottle {
  /** Steady requests a second, above 0; fractions are allowed. */
  readonly rateLimit: number;

  /** Requests that may come at once, a whole number from 1. */
  readonly burstLimit: number;
}

/**
 * How much one consumer may call.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
 */
export interface MeteredQuota {
  /** Requests in a period, a whole number from 1. */
  readonly limit: number;

  /** How long the limit lasts: a day, a week or a month. */
  readonly period: Period;

  /**
   * Offset into the first period: 0 for a day, 0 to 6 for a week, 0 to 27 for a month.
   *
   * @default 0
   */
  readonly offset?: number;
}

/**
 * What the consumers of a tier may do. Every limit counts for each API key by itself, over all
 * stages of the plan together, and is met on a best-effort basis: it is no ceiling of cost.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export interface MeteredTier {
  /**
   * How fast each consumer may call.
   *
   * @default - as fast as the stage and the account allow
   */
  readonly throttle?: MeteredThrottle;

  /**
   * How much each consumer may call.
   *
   * @default - as much as they like
   */
  readonly quota?: MeteredQuota;

  /**
   * How fast each consumer may call single methods, by `VERB /path` as the API declares them:
   * `POST /orders/{id}`, `ANY /{proxy+}`.
   *
   * `*` as the verb stands for every verb that the path declares, and `/*` at the end of the path
   * for every path below it; they become one entry for each key-protected method that the APIs
   * have when the app is synthesised. The most specific entry wins: exact path before `/*`,
   * longer before shorter, verb before `*`. An entry that is not the name of any key-protected
   * method is refused.
   *
   * The methods of an imported API are not known: an entry without `*` that none of the known
   * APIs declares is taken to be one of theirs.
   *
   * API Gateway has such limits beside a `throttle` of the tier only.
   *
   * @default - `throttle` is the only limit
   */
  readonly methodThrottle?: { [method: string]: MeteredThrottle };

  /**
   * Name of the usage plan in the console, 1 to 1024 characters.
   *
   * @default - CloudFormation makes one from the stack and the tier
   */
  readonly planName?: string;

  /**
   * What the tier is for, as the console shows it.
   *
   * @default - no description
   */
  readonly description?: string;
}
