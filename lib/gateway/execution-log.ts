import type { ExecutionLog } from './exchange';
import type { HeaderPair } from './request';

type Entry = string | (() => string | readonly string[]);

/** Characters of a line that the service writes, apart from the id in front of it. */
const LINE_LIMIT = 1024;
const CUT_OFF = ' [TRUNCATED]';

/** How a log is read. */
export interface LogReading {
  /**
   * Whether lines are given to their ends. The service cuts them off after 1,024 characters.
   *
   * @default false
   */
  readonly whole?: boolean;
}

/**
 * The execution log of one request. Lines are written when somebody reads the log, so that a
 * request that nobody looks at does not pay for it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class RequestLog implements ExecutionLog {
  private readonly entries: Entry[] = [];

  public line(text: string | (() => string)): void {
    this.entries.push(text);
  }

  /** Adds several lines at once. */
  public block(write: () => readonly string[]): void {
    this.entries.push(write);
  }

  /** The lines without the request id. */
  public lines({ whole = false }: LogReading = {}): string[] {
    const lines = this.entries.flatMap((entry) => (typeof entry === 'function' ? entry() : entry));
    return whole ? lines : lines.map(shortened);
  }
}

function shortened(line: string): string {
  return line.length > LINE_LIMIT ? line.slice(0, LINE_LIMIT) + CUT_OFF : line;
}

/** A map as Java prints it: `{a=1, b=2}`; the values of a name that comes again stand together. */
export function javaMap(entries: Iterable<readonly [string, string]>): string {
  const values = new Map<string, string>();
  for (const [name, value] of entries) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return `{${Array.from(values, ([name, value]) => `${name}=${value}`).join(', ')}}`;
}

/** Characters of a secret that a log shows. */
const SHOWN = 6;

/** Headers whose values are secrets. */
const SECRETS: ReadonlySet<string> = new Set([
  'authorization',
  'x-api-key',
  'x-amz-security-token',
]);

/** A secret with all but its end hidden. */
export function masked(secret: string): string {
  return '*'.repeat(Math.max(0, secret.length - SHOWN)) + secret.slice(-SHOWN);
}

/**
 * Headers as a log may show them, with what authorizes hidden.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function redacted(headers: readonly HeaderPair[]): HeaderPair[] {
  return headers.map(([name, value]) =>
    SECRETS.has(name.toLowerCase()) ? [name, masked(value)] : [name, value],
  );
}
