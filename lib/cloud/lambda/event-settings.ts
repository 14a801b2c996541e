/** What becomes of `Event` invocations that fail. */
export interface EventSettings {
  /** How often a function is tried again: 0 to 2. @default 2 */
  readonly maximumRetryAttempts?: number;
  /** Seconds that an event is kept, 60 to 21600. @default 21600 */
  readonly maximumEventAgeSeconds?: number;
}

const MINUTE_MS = 60_000;
const DEFAULT_RETRIES = 2;
const DEFAULT_AGE_SECONDS = 21_600;

/**
 * Milliseconds until a failed event is tried again: one minute, then two.
 *
 * @param failures - how often it has failed
 * @param ageMs - since the event was sent
 * @returns `undefined` when it is given up
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function retryDelayMs(
  { maximumRetryAttempts = DEFAULT_RETRIES, maximumEventAgeSeconds }: EventSettings,
  failures: number,
  ageMs: number,
): number | undefined {
  if (failures > maximumRetryAttempts) return undefined;
  const delay = failures * MINUTE_MS;
  const limit = (maximumEventAgeSeconds ?? DEFAULT_AGE_SECONDS) * 1000;
  return ageMs + delay > limit ? undefined : delay;
}
