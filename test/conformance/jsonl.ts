import {
  type CaseResult,
  type SuiteFile,
  type SuiteKind,
  type SuiteRunner,
  UsageError,
} from './runner';

/** What every line of a `*.jsonl` suite has. */
export interface LineCase {
  readonly id: string;
  readonly tier?: string;
}

/** Runs one case: what differed, or null when it passed. */
export type RunLine<T extends LineCase> = (line: T) => string | null;

/** Lines of a reference engine's answers, unless a case says otherwise. */
const DEFAULT_TIER = 'T4';

/** A kind of `*.jsonl` suite, recognised by a field that the first line describes. */
export function lineKind<T extends LineCase>(
  name: string,
  field: string,
  run: RunLine<T>,
): SuiteKind {
  return {
    name,
    accepts: (file) => file.name.endsWith('.jsonl') && field in fieldsOf(file),
    run: lineRunner(run),
  };
}

function lineRunner<T extends LineCase>(run: RunLine<T>): SuiteRunner {
  return (file) => casesOf<T>(file).map((line) => resultOf(file, line, run(line)));
}

function resultOf(file: SuiteFile, line: LineCase, difference: string | null): CaseResult {
  const { id, tier = DEFAULT_TIER } = line;
  return { id, file: file.name, tier, passed: difference === null, difference };
}

function fieldsOf(file: SuiteFile): object {
  const [first = ''] = file.text.split('\n', 1);
  const { fields } = parseLine(file, first, 1) as { fields?: unknown };
  return typeof fields === 'object' && fields !== null ? fields : {};
}

function casesOf<T extends LineCase>(file: SuiteFile): T[] {
  const [, ...lines] = file.text.split('\n');
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [caseOf<T>(file, line, i + 2)]));
}

function caseOf<T extends LineCase>(file: SuiteFile, line: string, number: number): T {
  const value = parseLine(file, line, number);
  if (typeof (value as Partial<LineCase>).id !== 'string') {
    throw new UsageError(`${file.name}, line ${number}: a case needs an "id"`);
  }
  return value as T;
}

function parseLine(file: SuiteFile, line: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) {
      return value;
    }
  } catch {
    // reported below, like any other line that is no object
  }
  throw new UsageError(`${file.name}, line ${number}: expected a JSON object`);
}
