// Compiles the construct entry with jsii, in a copy, so that its output never mixes with tsc's.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const copy = join(root, '.cache', 'jsii');
const sources = ['README.md', 'LICENSE', 'tsconfig.json', 'lib', 'bin'];

rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const source of sources) cpSync(join(root, source), join(copy, source), { recursive: true });
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest, null, 2));
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const jsii = join(root, 'node_modules', 'jsii', 'bin', 'jsii');
const options = [
  '--tsconfig',
  'tsconfig.json',
  '--validate-tsconfig',
  'minimal',
  '--silence-warnings=reserved-word',
];
const run = spawnSync(process.execPath, [jsii, ...options], {
  cwd: copy,
  stdio: 'inherit',
  env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
});
if (run.status !== 0) process.exit(run.status ?? 1);

const assembly = JSON.parse(readFileSync(join(copy, '.jsii'), 'utf8'));
const undocumented = Object.values(assembly.types ?? {}).flatMap((type) =>
  (type.properties ?? [])
    .filter((property) => type.datatype && property.optional && !property.docs?.default)
    .map((property) => `${type.fqn}.${property.name} (${property.locationInModule?.filename})`),
);
for (const member of undocumented) console.error(`optional member without @default: ${member}`);
if (undocumented.length > 0) process.exit(1);
console.log(
  `jsii: ${Object.keys(assembly.types ?? {}).length} types, every optional member has a @default`,
);
