import type { RunIntegration } from './exchange';
import type { ResolvedRoute } from './frozen-api';
import type { LiveExchange } from './live-exchange';
import type { Step } from './step';

/** One method of a frozen deployment, with everything done that can be done before a request. */
export interface FrozenRoute {
  readonly model: ResolvedRoute;
  /** `$context.resourceId` */
  readonly resourceId: string;
  /** `GET /orders/{id}` */
  readonly key: string;
  /** What a request must pass before the method runs: authorization, key. */
  readonly checks: readonly Step[];
  /** What it must pass once the method runs. */
  readonly validation: Step | undefined;
  /** What tells one cached answer of the method from another. */
  cacheKey(exchange: LiveExchange): string;
  readonly run: RunIntegration;
}
