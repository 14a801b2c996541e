/** What became of one recorded case. */
export interface CaseResult {
  readonly id: string;
  /** The name of the suite's file. */
  readonly file: string;
  /** Where the expected answer comes from: T1 (recorded on AWS) to T4 (a reference engine). */
  readonly tier: string;
  readonly passed: boolean;
  /** What was expected and what came, for people; null when the case passed. */
  readonly difference: string | null;
}

/** A suite as it was found in a folder. */
export interface SuiteFile {
  readonly name: string;
  readonly text: string;
}

/** Runs every case of a suite. */
export type SuiteRunner = (file: SuiteFile) => CaseResult[] | Promise<CaseResult[]>;

/** A kind of suite, recognised by its file. */
export interface SuiteKind {
  readonly name: string;
  readonly accepts: (file: SuiteFile) => boolean;
  readonly run: SuiteRunner;
}

/** What was asked cannot be done: no such folder, a file that is no suite. */
export class UsageError extends Error {}

/** Built-in errors: code that stumbles does not refuse its input. */
const CRASHES: readonly unknown[] = [
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  TypeError,
  URIError,
];

/** Tells an error that says what is wrong with the input from a crash. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && !CRASHES.includes(error.constructor);
}

/** What differs between two texts, for people; null when nothing does. */
export function differenceOf(expected: string, got: string): string | null {
  return expected === got ? null : `expected ${expected}\n     got ${got}`;
}
