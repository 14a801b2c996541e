import type { SuiteResult } from './folder';

/** One JSON object a line and case, for programs. */
export function jsonReport(suites: readonly SuiteResult[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return cases.map((one) => `${JSON.stringify(one)}\n`).join('');
}

/** What differed, then a table by file and kind, for people. */
export function textReport(suites: readonly SuiteResult[]): string {
  const failures = suites.flatMap((suite) => suite.cases.filter(({ passed }) => !passed));
  const details = failures.map(({ id, file, tier, difference }) =>
    indent(`FAIL ${id} (${file}, ${tier})`, difference ?? ''),
  );
  return [...details, table(suites)].join('\n');
}

/** The suites that no runner knows: never counted as passed. */
export function notRunReport(suites: readonly SuiteResult[]): string {
  const files = notRun(suites).map(({ file }) => file);
  return files.length === 0
    ? ''
    : `not run (no runner for this kind of suite yet): ${files.join(', ')}\n`;
}

/** The suites of which no case ran. */
export function notRun(suites: readonly SuiteResult[]): SuiteResult[] {
  return suites.filter(({ kind }) => kind === undefined);
}

function table(suites: readonly SuiteResult[]): string {
  const rows = suites.map(rowOf);
  const total = suites.flatMap((suite) => suite.cases);
  const cells = [['file', 'kind', 'passed', 'failed'], ...rows, ['total', '', ...countsOf(total)]];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells.map((row) => `${alignRow(row, widths)}\n`).join('');
}

function rowOf({ file, kind, cases }: SuiteResult): string[] {
  return kind === undefined ? [file, '-', 'not run', ''] : [file, kind, ...countsOf(cases)];
}

function countsOf(cases: SuiteResult['cases']): string[] {
  const passed = cases.filter((one) => one.passed).length;
  return [String(passed), String(cases.length - passed)];
}

function alignRow(row: readonly string[], widths: readonly number[]): string {
  const aligned = row.map((cell, column) => {
    const width = widths[column] ?? 0;
    return column < 2 ? cell.padEnd(width) : cell.padStart(width);
  });
  return aligned.join('  ').trimEnd();
}

function indent(title: string, text: string): string {
  return [title, ...text.split('\n').map((line) => `  ${line}`), ''].join('\n');
}
