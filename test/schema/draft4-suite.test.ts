import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../lib/json';
import { compileModel } from '../../lib/schema';

const SUITE = join(__dirname, 'draft4-suite');

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly valid: boolean }[];
}

function jsonFiles(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
    file.endsWith('.json'),
  );
}

function remotes(): Record<string, unknown> {
  const folder = join(SUITE, 'remotes');
  return Object.fromEntries(
    jsonFiles(folder).map((file) => [
      `http://localhost:1234/${file}`,
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    ]),
  );
}

/** The suite's cases; documents keep their numbers as written, which tells 1.0 from 1. */
function casesOf(
  file: string,
): [name: string, schema: unknown, document: unknown, valid: boolean][] {
  const text = readFileSync(join(SUITE, 'tests', file), 'utf8');
  const groups = JSON.parse(text) as Group[];
  const exact = parseJson(text) as Map<string, unknown>[];
  return groups.flatMap(({ description, schema, tests }, group) =>
    tests.map((test, index): [string, unknown, unknown, boolean] => {
      const exactTests = exact[group]!.get('tests') as Map<string, unknown>[];
      const name = `${description}: ${test.description}`;
      return [name, schema, exactTests[index]!.get('data'), test.valid];
    }),
  );
}

const files = jsonFiles(join(SUITE, 'tests')).sort();
const mandatory = files.filter((file) => !file.startsWith('optional'));
const optional = files.filter((file) => file.startsWith('optional'));
const schemas = remotes();

test('the official suite has its 28 files and 4 optional ones', () => {
  const count = (list: string[]) => list.flatMap(casesOf).length;
  expect([mandatory.length, optional.length]).toEqual([28, 4]);
  expect([count(mandatory), count(optional)]).toEqual([320, 54]);
});

describe.each(files)('official draft-4 suite, %s', (file) => {
  test.each(casesOf(file))('%s', (_name, schema, document, valid) => {
    const model = compileModel('Suite', schema, {}, { schemas });
    expect(model.validateValue(document).valid).toBe(valid);
  });
});
