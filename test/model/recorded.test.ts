import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CfnTemplate, readApiModel } from '../../lib/model';

const CASES = join(__dirname, '../conformance/cases');

/** All templates in a suite, whatever member holds them. */
function templatesIn(value: unknown): CfnTemplate[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Resources' in value) return [value as CfnTemplate];
  return Object.values(value).flatMap(templatesIn);
}

const suites = readdirSync(CASES)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, readFileSync(join(CASES, file), 'utf8')] as const);

test.each(suites)('every template of %s is understood in full', (_file, text) => {
  for (const template of templatesIn(JSON.parse(text))) {
    expect(readApiModel([{ name: 'S', template }]).unread).toEqual([]);
  }
});
