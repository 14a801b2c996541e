/** How {@link CanaryRollout.manual} works. */
export interface ManualRolloutOptions {
  /**
   * Percentage of the requests that a running canary serves, 0 to 100; fractions are allowed.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CanarySettings.html
   */
  readonly percent: number;
}

/** How much traffic a canary gets, and who changes that. */
export abstract class CanaryRollout {
  /**
   * A fixed percentage: you change it in the code, promote or abort, and deploy.
   *
   * The percentage is checked by the stage that uses it.
   */
  public static manual(options: ManualRolloutOptions): CanaryRollout {
    return new ManualRollout(options.percent);
  }

  /** Percentage of the requests that a canary serves when it starts, 0 to 100; may be a token. */
  public abstract readonly percentTraffic: number;
}

class ManualRollout extends CanaryRollout {
  public constructor(public readonly percentTraffic: number) {
    super();
  }
}
