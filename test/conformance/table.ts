import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder, type SuiteResult } from './folder';
import type { CaseResult } from './runner';

const PAGE = join(__dirname, '../../docs/conformance.md');
const TABLE = /(<!-- conformance: results -->\n)[\s\S]*?(<!-- end -->)/;

/** Folder with every recorded case. */
export const CASES = join(__dirname, 'cases');

/** The results as a table of behaviours: suite, tier, cases passed and missed. */
export function resultTable(suites: readonly SuiteResult[]): string {
  const rows = suites.flatMap(({ file, cases }) => {
    const tiers = [...new Set(cases.map(({ tier }) => tier))].sort();
    return tiers.map((tier) => row(file.replace(/\.jsonl?$/, ''), tier, only(cases, tier)));
  });
  const all = suites.flatMap(({ cases }) => cases);
  const head = '| behaviour | tier | passed | missed |\n|---|---|---:|---:|';
  return [head, ...rows, row('**all**', '', all), ''].join('\n');
}

/** What the page about conformance says at present. */
export function writtenTable(): string {
  return TABLE.exec(readFileSync(PAGE, 'utf8'))?.[0] ?? '';
}

/** Runs every case, and renews the table on the page about conformance. */
export async function renewConformanceTable(): Promise<void> {
  const table = resultTable(await runFolder(CASES));
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(PAGE, page.replace(TABLE, `$1${table}$2`));
}

function only(cases: readonly CaseResult[], wanted: string): CaseResult[] {
  return cases.filter(({ tier }) => tier === wanted);
}

function row(name: string, tier: string, cases: readonly CaseResult[]): string {
  const passed = cases.filter((one) => one.passed).length;
  return `| ${name} | ${tier} | ${passed} | ${cases.length - passed} |`;
}
