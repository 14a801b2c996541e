import { blocksOf, pages, readProjectFile, regionOf } from './_helpers/docs';
import { errorTable } from './_helpers/error-table';

const CODE = new Set(['ts', 'typescript', 'js', 'javascript']);
const blocks = pages().flatMap((page) => blocksOf(page));

describe('the pages', () => {
  test('show code only from files that are compiled and run', () => {
    const loose = blocks.filter((block) => CODE.has(block.language) && !block.region);
    expect(loose.map((block) => `${block.page}:${block.line}`)).toEqual([]);
  });

  test.each(
    blocks.flatMap((block) =>
      block.region ? [[`${block.page}:${block.line}`, block, block.region] as const] : [],
    ),
  )('show the code of the region they name: %s', (_place, block, region) => {
    expect(block.code).toBe(regionOf(region.file, region.name));
  });

  test('link only to files that exist', () => {
    const dead = pages().flatMap((page) =>
      [...readProjectFile(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => new URL(match[1] ?? '', `file:///${page}`).pathname.slice(1))
        .filter((target) => !exists(target))
        .map((target) => `${page} -> ${target}`),
    );
    expect(dead).toEqual([]);
  });

  test('hold the table of errors that the tests make', () => {
    expect(readProjectFile('docs/errors.md')).toBe(errorTable());
  });
});

function exists(path: string): boolean {
  try {
    readProjectFile(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
