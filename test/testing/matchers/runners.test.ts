import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

function run(...args: string[]) {
  // What Jest sets for its own workers would make Vitest believe that it runs inside of Jest.
  const { JEST_WORKER_ID: _, NODE_ENV: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { status, output: stdout + stderr };
}

test('the matchers work under Vitest', () => {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(__dirname, 'vitest-project', 'vitest.config.mts');
  const { status, output } = run(vitest, 'run', '--config', config);
  expect(output).toContain('3 passed');
  expect(status).toBe(0);
}, 60_000);

test('the bare form works under plain Node', () => {
  const script = join(__dirname, 'bare-project', 'storefront.ts');
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const { status, output } = run(tsx, '--tsconfig', 'test/tsconfig.json', script);
  expect(output).toContain('the storefront is as expected');
  expect(status).toBe(0);
}, 60_000);
