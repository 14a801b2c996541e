// Renews what the pages take from code: regions of examples, the table of errors, and
// which recorded cases pass.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shop } from '../examples/quickstart/shop';
import { routeTable } from '../lib/testing';
import { pages, renewBlocks, renewOutput } from '../test/_helpers/docs';
import { errorTable } from '../test/_helpers/error-table';
import { renewConformanceTable } from '../test/conformance/table';

const root = join(__dirname, '..');
writeFileSync(join(root, 'docs/errors.md'), errorTable());
writeFileSync(
  join(root, 'README.md'),
  renewOutput('README.md', 'examples/quickstart/shop.ts', routeTable(shop).trimEnd()),
);
for (const page of pages()) writeFileSync(join(root, page), renewBlocks(page));
void renewConformanceTable();
