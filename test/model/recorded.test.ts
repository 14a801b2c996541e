import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CfnTemplate, readApiModel, type UnreadProperty } from '../../lib/model';

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

/** A rejection may be about what is not there, is there twice, or has no effect on requests. */
const UNKNOWN = /outside of the app|has no effect on requests/;

function unreadOf(file: string, template: CfnTemplate): readonly UnreadProperty[] {
  const isRejected = file.startsWith('rejections');
  try {
    const { unread } = readApiModel([{ name: 'S', template }]);
    return unread.filter(({ reason }) => !isRejected || !UNKNOWN.test(reason));
  } catch (error) {
    if (isRejected && /DuplicateResource|MissingProperty/.test(String(error))) return [];
    throw error;
  }
}

test.each(suites)('every template of %s is understood in full', (file, text) => {
  for (const template of templatesIn(JSON.parse(text))) {
    expect(unreadOf(file, template)).toEqual([]);
  }
});
