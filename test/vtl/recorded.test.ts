import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMappingTemplate } from '../../lib/mapping';
import { VtlError } from '../../lib/vtl';

/** What Apache Velocity 1.7 made of a template, recorded with `bench/velocity-jvm`. */
interface Recorded {
  readonly title: string;
  readonly template: string;
  readonly body?: string;
  readonly output?: string;
  readonly error?: boolean;
}

const FOLDER = join(__dirname, 'recorded');

function recorded(file: string): Recorded[] {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recorded[];
}

function render({ template, body }: Recorded): string {
  return compileMappingTemplate(template).render(body === undefined ? {} : { body }).output;
}

describe.each(readdirSync(FOLDER))('as Velocity 1.7, %s', (file) => {
  const cases = recorded(file).map((one) => [one.title, one] as const);

  test.each(cases)('%s', (_title, one) => {
    if (one.error) expect(() => render(one)).toThrow(VtlError);
    else expect(render(one)).toBe(one.output);
  });
});
