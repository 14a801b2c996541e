import { format } from 'node:util';

/** Methods of the console, with the level that the runtime logs them under. */
export const LEVELS = {
  debug: 'DEBUG',
  error: 'ERROR',
  info: 'INFO',
  log: 'INFO',
  trace: 'TRACE',
  warn: 'WARN',
} as const;

/** A method of the console that writes a line. */
export type ConsoleMethod = keyof typeof LEVELS;

/** The names in {@link LEVELS}. */
export const CONSOLE_METHODS = Object.keys(LEVELS) as readonly ConsoleMethod[];

/**
 * A line of a function's log as the runtime writes it: time, request id, level and text, with
 * tabs between.
 *
 * @param time milliseconds since 1970
 * @param requestId none while the function is being loaded
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function consoleLine(
  time: number,
  requestId: string | undefined,
  method: ConsoleMethod,
  values: readonly unknown[],
): string {
  const text = format(...values);
  return `${new Date(time).toISOString()}\t${requestId}\t${LEVELS[method]}\t${text}`;
}
