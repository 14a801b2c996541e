import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder, type SuiteResult } from './folder';
import { textReport } from './report';
import { CASES, resultTable, writtenTable } from './table';

/** Ids of cases that do not pass yet, each with the reason in one line. */
const KNOWN_MISSES: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(__dirname, 'known-misses.json'), 'utf8'),
);

/** Cases by kind: a file that is cut short, or lost, is noticed. */
const CASE_COUNTS = { API: 656, JSONPath: 443, 'mapping template': 553, 'rejected template': 152 };

let results: SuiteResult[];

beforeAll(async () => {
  results = await runFolder(CASES);
}, 60_000);

test.each(readdirSync(CASES))('every case of %s passes, or is known to be missed', (file) => {
  const suite = results.find((one) => one.file === file) as SuiteResult;
  const failed = suite.cases.filter(({ id, passed }) => !passed && !(id in KNOWN_MISSES));
  expect(failed.length === 0 ? '' : textReport([{ ...suite, cases: failed }])).toBe('');
});

test('what is known to be missed does not pass', () => {
  const failed = results.flatMap(({ cases }) => cases.filter(({ passed }) => !passed));
  const ids = new Set(failed.map(({ id }) => id));
  expect(Object.keys(KNOWN_MISSES).filter((id) => !ids.has(id))).toEqual([]);
});

test('no case is lost', () => {
  const counts: Record<string, number> = {};
  for (const { kind = 'not run', cases } of results) {
    counts[kind] = (counts[kind] ?? 0) + cases.length;
  }
  expect(counts).toEqual(CASE_COUNTS);
});

test('every id of an API case is there once', () => {
  const suites = results.filter(({ file }) => file.endsWith('.json'));
  const ids = suites.flatMap(({ cases }) => cases.map(({ id }) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('the page shows the results as they are', () => {
  expect(writtenTable()).toContain(resultTable(results));
});
