import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { provoke, type Rejection } from './rejections';

const FOLDER = join(__dirname, '..', 'rejections');

const HEAD = `# What is refused at synthesis
Every rule that API Gateway enforces at deployment, and that can be known earlier, is an error when the app is synthesised. This table is made from the tests (\`npm run docs\`): each row is a mistake that a test makes, and the message that it gets.
`;

/** All rejections, by topic: one topic a file of \`test/rejections\`. */
export function rejectionsByTopic(): Map<string, readonly Rejection[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.rejections.ts'));
  return new Map(
    files.sort().map((file) => {
      const lists = Object.values(require(join(FOLDER, file)) as Record<string, Rejection[]>);
      return [file.replace('.rejections.ts', ''), lists.flat()];
    }),
  );
}

/** The page of all errors, as Markdown. */
export function errorTable(): string {
  const sections = [...rejectionsByTopic()].map(([topic, rejections]) => {
    const rows = rejections.map(rowOf).join('\n');
    return `\n## ${topic}\n| code | when | message | AWS |\n|---|---|---|---|\n${rows}\n`;
  });
  return HEAD + sections.join('');
}

function rowOf(rejection: Rejection): string {
  const message = messageOf(provoke(rejection), rejection.code);
  const cells = [`\`${rejection.code}\``, rejection.when, message, `[page](${rejection.see})`];
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

/** The line of the message that carries the code: synthesis wraps validation errors in a list. */
function messageOf(error: Error, code: string): string {
  const line = error.message.split('\n').find((part) => part.includes(code)) ?? error.message;
  return line.trim();
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}
