import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloudKind } from './cloud/cases';
import { rejectionKind } from './cloud/rejections';
import { lineKind } from './jsonl';
import { runJsonPathCase } from './jsonpath-cases';
import { type CaseResult, type SuiteFile, type SuiteKind, UsageError } from './runner';
import { runVtlCase } from './vtl-cases';

/** The kinds of suites that can be run. */
const KINDS: readonly SuiteKind[] = [
  lineKind('mapping template', 'template', runVtlCase),
  lineKind('JSONPath', 'path', runJsonPathCase),
  cloudKind,
  rejectionKind,
];

/** What became of one suite. */
export interface SuiteResult {
  readonly file: string;
  /** The kind of suite; undefined when no runner knows it, and no case ran. */
  readonly kind: string | undefined;
  readonly cases: readonly CaseResult[];
}

/**
 * Runs every `*.json` and `*.jsonl` of a folder, in the order of their names.
 *
 * @throws {@link UsageError} when the folder or a file cannot be read, or holds no suite
 */
export async function runFolder(folder: string): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const file of readSuites(folder)) {
    results.push(await runSuite(file));
  }
  return results;
}

async function runSuite(file: SuiteFile): Promise<SuiteResult> {
  const kind = KINDS.find((candidate) => candidate.accepts(file));
  return { file: file.name, kind: kind?.name, cases: (await kind?.run(file)) ?? [] };
}

function readSuites(folder: string): SuiteFile[] {
  const names = attempt(folder, () => readdirSync(folder)).filter((name) => /\.jsonl?$/.test(name));
  if (names.length === 0) {
    throw new UsageError(`no *.json or *.jsonl suite in ${folder}`);
  }
  return names.sort().map((name) => {
    const path = join(folder, name);
    return { name, text: attempt(path, () => readFileSync(path, 'utf8')) };
  });
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as Error).message}`);
  }
}
