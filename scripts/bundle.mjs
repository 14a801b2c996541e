// Makes one file of the tests' entry, and one of the program of its worker threads: a process loads
// one file much faster than hundreds. The errors stay in a file of their own, which the constructs'
// entry loads too: a `ValidationError` is of the same class for both.
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const lib = join(root, 'lib');

const errorsApart = {
  name: 'errors apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/errors$/ }, ({ path, resolveDir }) =>
      resolve(resolveDir, path) === join(lib, 'errors')
        ? { path: '../errors.js', external: true }
        : undefined,
    );
  },
};

await build({
  entryPoints: {
    index: join(lib, 'testing/index.ts'),
    'worker-main': join(lib, 'cloud/lambda/worker-main.ts'),
  },
  outdir: join(root, 'dist/lib/testing'),
  tsconfig: join(root, 'tsconfig.json'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
  plugins: [errorsApart],
});
