import { join } from 'node:path';
import { runFolder, type SuiteResult } from './folder';
import { textReport } from './report';

/** How many cases each file has: a file that is cut short is noticed. */
const SUITES: readonly (readonly [file: string, cases: number])[] = [
  ['jsonpath.jsonl', 173],
  ['jsonpath-generated.jsonl', 270],
  ['vtl.jsonl', 553],
];

let results: SuiteResult[];

beforeAll(async () => {
  results = await runFolder(join(__dirname, 'cases'));
});

test.each(SUITES)('every case of %s passes', (file, count) => {
  const suite = results.find((one) => one.file === file) as SuiteResult;
  const failed = suite.cases.filter(({ passed }) => !passed);
  expect(failed.length === 0 ? '' : textReport([{ ...suite, cases: failed }])).toBe('');
  expect(suite.cases).toHaveLength(count);
});
