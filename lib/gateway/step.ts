import type { ResolvedRoute, Snapshot } from './frozen-api';
import type { LiveExchange } from './live-exchange';

/**
 * A step on the way of a request: it lets the request through, or throws a `Refusal`. It returns
 * a promise only if it has to wait.
 */
export type Step = (exchange: LiveExchange) => undefined | Promise<undefined>;

/**
 * Prepares a step for one method when a deployment is frozen.
 *
 * @returns `undefined` when the method does not need the step
 */
export type StepCompiler = (route: ResolvedRoute, snapshot: Snapshot) => Step | undefined;
