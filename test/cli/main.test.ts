import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { main } from '../../lib/cli/main';
import manifest from '../../package.json';
import { newApp } from '../_helpers/stacks';

async function gatehouse(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function synthesizedApp(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'gatehouse-'));
  const app = newApp({}, outdir);
  const api = new RestApi(new Stack(app, 'Shop'), 'Api');
  api.root.addResource('products').addMethod('GET', new MockIntegration());
  app.synth();
  return outdir;
}

describe('gatehouse', () => {
  test('prints its commands when asked for help', async () => {
    expect(await gatehouse('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('gatehouse routes'),
    });
  });

  test('prints its version', async () => {
    expect(await gatehouse('--version')).toEqual({ code: 0, out: manifest.version, err: '' });
  });

  test('fails for an unknown command and names those that there are', async () => {
    const { code, err } = await gatehouse('constructor');
    expect(code).toBe(1);
    expect(err).toContain('routes');
  });
});

describe('gatehouse routes', () => {
  test('prints the routes of a synthesised app', async () => {
    const { code, out } = await gatehouse('routes', '--app', synthesizedApp());
    expect(code).toBe(0);
    expect(out).toMatch(/GET\s+\/products/);
  });

  test('prints the whole model as JSON', async () => {
    const { out } = await gatehouse('routes', '--app', synthesizedApp(), '--json');
    expect(JSON.parse(out).restApis[0].routes[0]).toMatchObject({
      path: '/products',
      method: 'GET',
    });
  });

  test('fails with exit code 1 when the app was not synthesised', async () => {
    const { code, err } = await gatehouse('routes', '--app', 'no-such-folder');
    expect(code).toBe(1);
    expect(err).toMatch(/no-such-folder.*cdk synth/);
  });

  test('fails with exit code 1 for an unknown option', async () => {
    expect(await gatehouse('routes', '--colour')).toMatchObject({ code: 1 });
  });
});
