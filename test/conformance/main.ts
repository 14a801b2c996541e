// `npm run conformance -- DIR [--json]`: see docs/conformance.md.
import { runFolder, type SuiteResult } from './folder';
import { jsonReport, notRun, notRunReport, textReport } from './report';
import { UsageError } from './runner';

/** Where the report and the complaints go. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Exit codes; `npm run conformance` promises them. */
export const EXIT = { PASSED: 0, FAILED: 1, USAGE: 2, NOT_RUN: 3 } as const;

const USAGE = 'usage: npm run conformance -- DIR [--json]\n';

/** Runs the suites of a folder; gives the exit code. */
export async function main(args: readonly string[], { out, error }: Output): Promise<number> {
  try {
    const { folder, json } = parseArguments(args);
    const suites = await runFolder(folder);
    out(json ? jsonReport(suites) : textReport(suites));
    error(notRunReport(suites));
    return exitCodeOf(suites);
  } catch (problem) {
    if (problem instanceof UsageError) {
      error(`${problem.message}\n`);
      return EXIT.USAGE;
    }
    throw problem;
  }
}

function parseArguments(args: readonly string[]): { folder: string; json: boolean } {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--json');
  if (unknown !== undefined) {
    throw new UsageError(`unknown option ${unknown}\n${USAGE}`.trimEnd());
  }
  const [folder, ...others] = args.filter((arg) => arg !== '--json');
  if (folder === undefined || others.length > 0) {
    throw new UsageError(
      `expected one folder with suites, got: ${args.join(' ')}\n${USAGE}`.trimEnd(),
    );
  }
  return { folder, json: args.includes('--json') };
}

function exitCodeOf(suites: readonly SuiteResult[]): number {
  if (suites.some(({ cases }) => cases.some(({ passed }) => !passed))) {
    return EXIT.FAILED;
  }
  return notRun(suites).length > 0 ? EXIT.NOT_RUN : EXIT.PASSED;
}

if (require.main === module) {
  const output = {
    out: (text: string) => void process.stdout.write(text),
    error: (text: string) => void process.stderr.write(text),
  };
  void main(process.argv.slice(2), output).then((code) => {
    process.exitCode = code;
  });
}
