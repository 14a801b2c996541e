// Renews what the pages take from code: regions of examples, and the table of errors.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages, renewBlocks } from '../test/_helpers/docs';
import { errorTable } from '../test/_helpers/error-table';

const root = join(__dirname, '..');
writeFileSync(join(root, 'docs/errors.md'), errorTable());
for (const page of pages()) writeFileSync(join(root, page), renewBlocks(page));
