import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const REGION_MARK = /<!-- region: (\S+)#(\S+) -->/;
const BLOCK = /^([ \t]*)```(\w*)[^\n]*\n([\s\S]*?)^\1```[ \t]*$/gm;

/** A fenced block of a page, with the line that stands before it. */
export interface CodeBlock {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The source it must be equal to: `examples/x.ts#name`. */
  readonly region?: { readonly file: string; readonly name: string };
}

/** The pages of the project, as paths from its root. */
export function pages(): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`);
  return ['README.md', 'CONTRIBUTING.md', ...below('docs'), ...below('docs/decisions')];
}

/** The text of a file of the project. */
export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The lines between `// region name` and `// endregion`, moved to the left margin. */
export function regionOf(file: string, name: string): string {
  const lines = readProjectFile(file).split('\n');
  const start = lines.findIndex((line) => line.trim() === `// region ${name}`);
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === '// endregion');
  if (start < 0 || length < 0) throw new Error(`${file} has no region ${name}`);
  const region = lines.slice(start + 1, start + 1 + length);
  const indents = region.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const margin = Math.min(...indents);
  return region.map((line) => line.slice(margin)).join('\n');
}

/** The fenced blocks of a page. */
export function blocksOf(page: string, text = readProjectFile(page)): CodeBlock[] {
  return [...text.matchAll(BLOCK)].map((match) => {
    const before = text.slice(0, match.index).trimEnd().split('\n');
    const mark = REGION_MARK.exec(before.at(-1) ?? '');
    const block = { page, line: text.slice(0, match.index).split('\n').length };
    const code = { language: match[2] ?? '', code: (match[3] ?? '').replace(/\n$/, '') };
    if (!mark) return { ...block, ...code };
    return { ...block, ...code, region: { file: mark[1] ?? '', name: mark[2] ?? '' } };
  });
}

const OUTPUT = /<!-- output: (\S+) -->\n```text\n([\s\S]*?)\n?```/g;

/** What a page says that an example prints. */
export function outputsOf(page: string): { readonly file: string; readonly text: string }[] {
  return [...readProjectFile(page).matchAll(OUTPUT)].map((match) => ({
    file: match[1] ?? '',
    text: match[2] ?? '',
  }));
}

/** A page with what its example prints renewed. */
export function renewOutput(page: string, file: string, output: string): string {
  const mark = `<!-- output: ${file} -->\n\`\`\`text\n`;
  const text = readProjectFile(page);
  const start = text.indexOf(mark) + mark.length;
  return `${text.slice(0, start)}${output}\n${text.slice(text.indexOf('```', start))}`;
}

/** A page with every block that names a region renewed from it. */
export function renewBlocks(page: string): string {
  let text = readProjectFile(page);
  for (const block of blocksOf(page)) {
    if (!block.region) continue;
    const mark = `<!-- region: ${block.region.file}#${block.region.name} -->`;
    const at = text.indexOf(mark);
    const open = text.indexOf('```', at);
    const start = text.indexOf('\n', open) + 1;
    const end = text.indexOf('\n```', start - 1);
    text = `${text.slice(0, start)}${regionOf(block.region.file, block.region.name)}${text.slice(end)}`;
  }
  return text;
}
