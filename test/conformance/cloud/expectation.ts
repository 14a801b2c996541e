import { type Difference, matchJson, matchText, patternOf } from './match';
import { parsedOrNull } from './origins';

/** What a case expects. */
export interface Expectation {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly absentHeaders?: readonly string[];
  readonly body?: string;
  readonly json?: unknown;
  readonly bodyBase64?: string;
  readonly match?: string;
  readonly bodyJsonSubset?: unknown;
  readonly event?: unknown;
  readonly events?: Readonly<Record<string, unknown>>;
  readonly eventAbsent?: readonly string[];
  readonly backend?: unknown;
  readonly backendAbsentHeaders?: readonly string[];
  readonly calls?: Readonly<Record<string, number>>;
  readonly log?: readonly string[];
  readonly error?: { readonly code: string; readonly status: number; readonly message: string };
}

/** What a case came to. */
export interface Observation {
  readonly status?: number;
  /** Values of repeated names are joined by a comma and a blank. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** An answer that is a value, no bytes. */
  readonly json?: unknown;
  readonly log?: string;
  readonly error?: Expectation['error'];
  /** Last event of each function. */
  readonly events: Readonly<Record<string, unknown>>;
  readonly lastEvent?: unknown;
  /** Last request to an HTTP origin or a service. */
  readonly backend?: Readonly<Record<string, unknown>>;
  readonly calls: Readonly<Record<string, number>>;
}

type Check<K extends keyof Expectation> = (
  expected: NonNullable<Expectation[K]>,
  got: Observation,
) => Difference;

/** How each member of an expectation is compared. */
const CHECKS: { readonly [K in keyof Expectation]-?: Check<K> } = {
  error: (expected, { error }) => matchJson(expected, error, true, 'error'),
  status: (expected, { status }) => matchJson(expected, status, false, 'status'),
  headers: (expected, { headers = {} }) =>
    first(Object.entries(expected), ([name, value]) =>
      matchText(value, headers[name]) ? undefined : differs(`header ${name}`, value, headers[name]),
    ),
  absentHeaders: (expected, { headers = {} }) =>
    first(expected, (name) =>
      headers[name] === undefined ? undefined : differs(`header ${name}`, 'none', headers[name]),
    ),
  body: (expected, { body }) => {
    const text = body?.toString();
    return text === expected ? undefined : differs('body', expected, text);
  },
  json: (expected, got) => matchJson(expected, answeredValue(got), false, 'body'),
  bodyBase64: (expected, { body }) => {
    const text = body?.toString('base64');
    return text === expected ? undefined : differs('body', expected, text);
  },
  match: (expected, { body }) =>
    new RegExp(expected).test(String(body)) ? undefined : differs('body', expected, String(body)),
  bodyJsonSubset: (expected, got) => matchJson(expected, answeredValue(got), true, 'body'),
  event: (expected, { lastEvent }) => matchJson(expected, lastEvent, true, 'event'),
  events: (expected, { events }) => matchJson(expected, events, true, 'events'),
  eventAbsent: (expected, { lastEvent }) =>
    first(expected, (path) => {
      const value = memberAt(lastEvent, path);
      return value === undefined ? undefined : differs(`event.${path}`, 'none', value);
    }),
  backend: (expected, { backend }) => matchJson(expected, backend, true, 'backend'),
  backendAbsentHeaders: (expected, { backend }) => {
    const headers = (backend?.['headers'] ?? {}) as Readonly<Record<string, string>>;
    return first(expected, (name) =>
      headers[name] === undefined ? undefined : differs(`backend ${name}`, 'none', headers[name]),
    );
  },
  calls: (expected, { calls }) =>
    first(Object.entries(expected), ([name, count]) =>
      (calls[name] ?? 0) === count
        ? undefined
        : differs(`calls of ${name}`, count, calls[name] ?? 0),
    ),
  log: (expected, { log = '' }) => matchLog(expected, log.split('\n')),
};

/** Everything in which a case differs from what was expected; null: nothing. */
export function differencesOf(expected: Expectation, got: Observation): string | null {
  const found = (Object.keys(expected) as (keyof Expectation)[]).flatMap((name) => {
    const check = CHECKS[name] as Check<typeof name> | undefined;
    if (check === undefined) return [`\`${name}\` is no member of an expectation`];
    return check(expected[name] as never, got) ?? [];
  });
  if (found.length === 0) return null;
  const answer =
    got.body === undefined ? '' : `\nanswered ${got.status} ${got.body.toString().slice(0, 600)}`;
  return found.join('\n') + answer;
}

function answeredValue({ json, body }: Observation): unknown {
  return body === undefined ? json : parsedOrNull(body.toString());
}

/** Each text stands inside of one line, behind the line of the one before. */
function matchLog(expected: readonly string[], lines: readonly string[]): Difference {
  let from = 0;
  for (const text of expected) {
    const pattern = patternOf(text);
    const index = lines.findIndex(
      (line, at) =>
        at >= from && (pattern === undefined ? line.includes(text) : pattern.test(line)),
    );
    if (index < 0)
      return `log: expected a line with ${text} behind line ${from} of\n${lines.join('\n')}`;
    from = index + 1;
  }
  return undefined;
}

function memberAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (object, name) => (object as Record<string, unknown> | undefined)?.[name],
      value,
    );
}

function first<T>(items: readonly T[], check: (item: T) => Difference): Difference {
  for (const item of items) {
    const difference = check(item);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differs(what: string, expected: unknown, got: unknown): string {
  return `${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got) ?? 'nothing'}`;
}
