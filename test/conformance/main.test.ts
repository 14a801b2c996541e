import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT, main } from './main';

const PATHS = { fields: { id: 'unique', body: 'a document', path: 'a JSONPath' } };
const TEMPLATES = { fields: { id: 'unique', template: 'a mapping template' } };
const GOOD = { id: 'good', body: '{"a":[1.0]}', path: '$.a', output: '[1.0]' };
const BAD = { id: 'bad', body: '{"a":1}', path: '$.a', output: '2' };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function suite(name: string, ...lines: readonly object[]): void {
  writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

async function run(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = '';
  let error = '';
  const output = {
    out: (text: string) => {
      out += text;
    },
    error: (text: string) => {
      error += text;
    },
  };
  const code = await main(args, output);
  return { code, out, error };
}

describe('a folder whose cases all pass', () => {
  test('ends with 0 and a table by file and kind', async () => {
    suite('one.jsonl', PATHS, GOOD);
    suite('two.jsonl', TEMPLATES, { id: 't', template: '#set($a = 1)$a', output: '1' });
    const { code, out, error } = await run(folder);
    expect(code).toBe(EXIT.PASSED);
    expect(error).toBe('');
    expect(out).toMatch(/one\.jsonl +JSONPath +1 +0\n/);
    expect(out).toMatch(/two\.jsonl +mapping template +1 +0\n/);
    expect(out).toMatch(/total +2 +0\n/);
  });

  test('blank lines and files of other kinds are passed over', async () => {
    suite('one.jsonl', PATHS, GOOD);
    writeFileSync(join(folder, 'README.md'), 'about');
    writeFileSync(
      join(folder, 'two.jsonl'),
      `${JSON.stringify(PATHS)}\n\n${JSON.stringify(GOOD)}\n\n`,
    );
    expect((await run(folder)).out).toMatch(/total +2 +0\n/);
  });
});

describe('a folder with a case that fails', () => {
  test('ends with 1, and says what was expected and what came', async () => {
    suite('unseen.jsonl', PATHS, GOOD, BAD);
    const { code, out } = await run(folder);
    expect(code).toBe(EXIT.FAILED);
    expect(out).toContain('FAIL bad (unseen.jsonl, T4)\n  $.a\n  expected 2\n       got 1\n');
    expect(out).toMatch(/unseen\.jsonl +JSONPath +1 +1\n/);
  });

  test.each([
    [{ output: '1', path: '$.nope' }, 'got nothing'],
    [{ output: '1', path: '$[' }, 'got a refusal'],
    [{ missing: true, path: '$.a' }, 'expected nothing'],
    [{ error: true, path: '$.a' }, 'expected a refusal'],
    [{ error: true, path: '$.nope' }, 'got nothing'],
    [{ missing: true, path: '$[' }, 'got a refusal'],
  ])('a path case %j fails for its outcome', async (expectation, message) => {
    suite('paths.jsonl', PATHS, { id: 'x', body: '{"a":1}', ...expectation });
    const { code, out } = await run(folder);
    expect(code).toBe(EXIT.FAILED);
    expect(out).toContain(message);
  });

  test.each([
    [{ template: 'a', output: 'b' }, 'expected "b"\n       got "a"'],
    [{ template: 'a', error: true }, 'expected a refusal\n       got "a"'],
    [{ template: '#if(true)', output: '' }, 'got a refusal'],
  ])('a template case %j fails for its outcome', async (line, message) => {
    suite('templates.jsonl', TEMPLATES, { id: 'x', ...line });
    const { code, out } = await run(folder);
    expect(code).toBe(EXIT.FAILED);
    expect(out).toContain(message);
  });
});

describe('--json', () => {
  test('prints one object a case and nothing else', async () => {
    suite('a.jsonl', PATHS, GOOD, { ...BAD, tier: 'T2' });
    suite('b.json', { suite: 'x', cases: [] });
    const { code, out } = await run('--json', folder);
    expect(code).toBe(EXIT.FAILED);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { id: 'good', file: 'a.jsonl', tier: 'T4', passed: true, difference: null },
      {
        id: 'bad',
        file: 'a.jsonl',
        tier: 'T2',
        passed: false,
        difference: '$.a\nexpected 2\n     got 1',
      },
    ]);
    expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual([
      'id',
      'file',
      'tier',
      'passed',
      'difference',
    ]);
  });

  test('reaches standard output and the exit code of the process', () => {
    suite('a.jsonl', PATHS, GOOD, BAD);
    const tsx = join(__dirname, '../../node_modules/tsx/dist/cli.mjs');
    const process_ = spawnSync(
      process.execPath,
      [tsx, join(__dirname, 'main.ts'), folder, '--json'],
      {
        encoding: 'utf8',
      },
    );
    expect(process_.status).toBe(EXIT.FAILED);
    expect(
      process_.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).passed),
    ).toEqual([true, false]);
  });
});

describe('a suite that no runner knows', () => {
  test.each([
    ['unseen.json', [{ suite: 'unseen', cases: [{ id: 'u1' }] }]],
    ['unseen.jsonl', [{ fields: { id: 'unique', schema: 'a JSON schema' } }, { id: 'u1' }]],
    ['unseen.jsonl', [{ id: 'u1', path: '$' }]],
  ])('%s is named as not run and ends with 3', async (name, lines) => {
    suite('good.jsonl', PATHS, GOOD);
    suite(name, ...lines);
    const { code, out, error } = await run(folder);
    expect(code).toBe(EXIT.NOT_RUN);
    expect(error).toContain(`not run (no runner for this kind of suite yet): ${name}`);
    expect(out).toMatch(/unseen\.jsonl? +- +not run\n/);
    expect(out).toMatch(/total +1 +0\n/);
  });

  test('a failing case beside it ends with 1', async () => {
    suite('bad.jsonl', PATHS, BAD);
    suite('unseen.json', {});
    expect((await run(folder)).code).toBe(EXIT.FAILED);
  });
});

describe('misuse ends with 2 and says what is wrong', () => {
  test.each([
    [[], 'expected one folder with suites'],
    [['a', 'b'], 'expected one folder with suites'],
    [['--json'], 'expected one folder with suites'],
    [['--verbose', 'a'], 'unknown option --verbose'],
    [['/no/such/folder'], 'cannot read /no/such/folder'],
  ])('arguments %j', async (args, message) => {
    const { code, out, error } = await run(...args);
    expect({ code, out }).toEqual({ code: EXIT.USAGE, out: '' });
    expect(error).toContain(message);
  });

  test('a folder without suites', async () => {
    const { code, error } = await run(folder);
    expect(code).toBe(EXIT.USAGE);
    expect(error).toContain(`no *.json or *.jsonl suite in ${folder}`);
  });

  test('a suite that cannot be read', async () => {
    mkdirSync(join(folder, 'folder.json'));
    const { code, error } = await run(folder);
    expect(code).toBe(EXIT.USAGE);
    expect(error).toContain('folder.json');
  });

  test.each([
    ['no json', 'bad.jsonl, line 1: expected a JSON object'],
    ['', 'bad.jsonl, line 1: expected a JSON object'],
    ['null', 'bad.jsonl, line 1: expected a JSON object'],
    [`${JSON.stringify(PATHS)}\n{"id":`, 'bad.jsonl, line 2: expected a JSON object'],
    [`${JSON.stringify(PATHS)}\n{"path":"$"}`, 'bad.jsonl, line 2: a case needs an "id"'],
  ])('a file that starts %j', async (text, message) => {
    writeFileSync(join(folder, 'bad.jsonl'), text);
    const { code, error } = await run(folder);
    expect(code).toBe(EXIT.USAGE);
    expect(error).toContain(message);
  });
});
