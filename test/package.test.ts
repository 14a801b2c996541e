import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { blocksOf } from './_helpers/docs';

const ROOT = join(__dirname, '..');
const MINUTES = 60_000;
const TOOLS = ['aws-cdk', 'aws-cdk-lib', 'constructs', 'jest', '@swc/core', '@swc/jest', 'tsx'];
const TYPES = ['typescript', '@types/jest', '@types/node'];

/** The README's first example: the stack, and its test. */
const [stackCode = '', testCode = ''] = blocksOf('README.md')
  .filter(({ language }) => language === 'ts')
  .map(({ code }) => code);

/** What a user's shell has, without what this test run put into it. */
const env = { ...process.env, NODE_OPTIONS: '', CDK_VALIDATION: '', npm_config_loglevel: 'error' };

function run(cwd: string, command: string, ...args: string[]): string {
  try {
    const options = { cwd, env, encoding: 'utf8', stdio: 'pipe', timeout: 2 * MINUTES } as const;
    return execFileSync(command, args, options);
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}

/** A new, empty app that installs what `npm pack` makes, beside the tools as this project has them. */
function newApp(): { readonly folder: string; readonly files: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-app-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', private: true }));
  const [{ files }] = JSON.parse(run(ROOT, 'npm', 'pack', '--json', '--pack-destination', folder));
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const tools = [...TOOLS, ...TYPES].map((name) => {
    return `${name}@file:${join(ROOT, 'node_modules', name)}`;
  });
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  run(folder, 'npm', 'install', ...options, `./${tarball}`, ...tools);
  return { folder, files: (files as { path: string }[]).map(({ path }) => path) };
}

function project(app: string, name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(app, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

function fixture(name: string): string {
  return readFileSync(join(__dirname, '_fixtures', name), 'utf8');
}

/** As a user writes it without TypeScript: `require` instead of `import`. */
function asJavaScript(code: string): string {
  return transformSync(code, { loader: 'ts', format: 'cjs' }).code;
}

describe('the package in a new app', () => {
  let app = '';
  let files: readonly string[] = [];
  beforeAll(() => {
    ({ folder: app, files } = newApp());
  }, 5 * MINUTES);

  test(
    'synthesises and tests the first example of the README in TypeScript',
    () => {
      const swc = { transform: { '\\.ts$': '@swc/jest' } };
      const folder = project(app, 'typescript', {
        'shop.ts': stackCode,
        'shop.test.ts': testCode,
        'cdk.json': JSON.stringify({ app: 'npx tsx shop.ts' }),
        'jest.config.json': JSON.stringify(swc),
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            module: 'node16',
            target: 'es2022',
            strict: true,
            noEmit: true,
            types: ['node', 'jest'],
          },
        }),
      });
      expect(run(folder, 'npx', 'cdk', 'synth')).toContain('AWS::ApiGateway::Stage');
      expect(run(folder, 'npx', 'gatehouse', 'routes')).toMatch(/GET\s+\/orders/);
      run(folder, 'npx', 'tsc', '-p', '.');
      run(folder, 'npx', 'jest', '--ci');
    },
    3 * MINUTES,
  );

  test(
    'tests the first example of the README in plain JavaScript, and what loads code as it runs',
    () => {
      const folder = project(app, 'javascript', {
        'shop.js': asJavaScript(stackCode),
        'shop.test.js': asJavaScript(testCode),
        'members.test.js': fixture('plain-jest/members.js'),
        'cdk.json': JSON.stringify({ app: 'node shop.js' }),
        'jest.config.json': '{}',
      });
      run(folder, 'npx', 'jest', '--ci');
    },
    3 * MINUTES,
  );

  test('ends with its process although a cloud with threads is open', () => {
    const folder = project(app, 'open', { 'open.js': fixture('plain-node/open-cloud.js') });
    expect(run(folder, 'node', 'open.js')).toBe('from a thread\n');
  });

  test('holds no file but what is meant for its users', () => {
    const own = files.filter(
      (path) => !path.startsWith('node_modules/') && !path.startsWith('dist/'),
    );
    expect(own.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  });
});
