import type { ErrorDocument } from './runtime/runtime-error';

/** A line of a function's log. */
export interface LambdaLogLine {
  /** Without version or alias. */
  readonly functionArn: string;
  /** `$LATEST`, or the number of a version. */
  readonly version: string;
  /** None while the function is being loaded. */
  readonly requestId?: string;
  /** What was written, without time and request id. */
  readonly text: string;
}

/** First line of an invocation. */
export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}`;
}

/**
 * Last two lines of an invocation.
 *
 * They do not say how much memory was used: a process has no such number for one function.
 */
export function endLines(requestId: string, durationMs: number, memoryMb: number): string[] {
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.max(1, Math.ceil(durationMs))} ms`,
    `Memory Size: ${memoryMb} MB`,
  ];
  return [`END RequestId: ${requestId}`, fields.join('\t')];
}

/**
 * The line of an invocation that failed.
 *
 * @param payload the error document, as JSON text
 */
export function errorLine(time: number, requestId: string, payload: string): string {
  const { trace, ...rest }: ErrorDocument = JSON.parse(payload);
  const shown = JSON.stringify(trace ? { ...rest, stack: trace } : rest);
  return `${new Date(time).toISOString()}\t${requestId}\tERROR\tInvoke Error \t${shown}`;
}
