import type { Trace } from './exchange';

/** What one step decided. */
export interface TraceDecision {
  /** Such as `route`, `authorizer`, `integration`. */
  readonly step: string;
  /** In few words: `allow`, `miss`, `GET /orders/{id}`. */
  readonly decision: string;
  /**
   * What the decision rests on.
   *
   * @default - the decision says it all
   */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Milliseconds of real time since the request came in. */
  readonly elapsedMs: number;
}

/** The decisions of one request, in the order in which they were taken. */
export class DecisionTrace implements Trace {
  private readonly startedAt = performance.now();
  private readonly taken: TakenDecision[] = [];

  public decide(
    step: string,
    decision: string | (() => string),
    detail?: Readonly<Record<string, unknown>>,
  ): void {
    const elapsedMs = performance.now() - this.startedAt;
    this.taken.push(
      detail === undefined ? { step, decision, elapsedMs } : { step, decision, detail, elapsedMs },
    );
  }

  /** Every decision so far. */
  public get decisions(): readonly TraceDecision[] {
    return this.taken.map(({ decision, ...rest }) => ({
      ...rest,
      decision: typeof decision === 'string' ? decision : decision(),
    }));
  }
}

/** A decision whose words are found when somebody asks. */
type TakenDecision = Omit<TraceDecision, 'decision'> & {
  readonly decision: string | (() => string);
};
