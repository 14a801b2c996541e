import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Cloud, type LocalStage } from '../lib/cloud';
import type { GatewayRequest } from '../lib/gateway';
import { apiTemplate } from './gateway-templates';
import { type BenchTable, median, ratio } from './table';

const ROUNDS = 5;
const ROUND_MS = 400;
const SIZES = [10, 100, 1000, 10_000];
const MEGABYTE = 1024 * 1024;

/** Budgets of calls without the objects of `fetch`, a second. */
const BUDGETS = { mock: 150_000, lambda: 100_000 } as const;

/** Calls and deployments of the local gateway. */
export async function benchGateway(): Promise<BenchTable[]> {
  return [await callTable(), await routesTable(), await memoryTable(), processTable()];
}

async function callTable(): Promise<BenchTable> {
  const { cloud, stage } = await deploy(10);
  const rows = [
    ['MOCK with a template, plain call', await plainRate(stage, '/r5/42'), BUDGETS.mock],
    ['Lambda proxy, plain call', await plainRate(stage, '/r0/42'), BUDGETS.lambda],
    ['MOCK with a template, fetch', await fetchRate(stage, '/r5/42'), '–'],
    ['Lambda proxy, fetch', await fetchRate(stage, '/r0/42'), '–'],
  ];
  await cloud.close();
  return { title: 'Calls in one process', columns: ['call', 'a second', 'budget'], rows };
}

async function routesTable(): Promise<BenchTable> {
  const rows: (string | number)[][] = [];
  let first = Number.NaN;
  for (const size of SIZES) {
    const started = performance.now();
    const { cloud, stage } = await deploy(size);
    const deployMs = performance.now() - started;
    const rate = await plainRate(stage, `/r${size - 1}/42`);
    if (Number.isNaN(first)) first = rate;
    rows.push([size, deployMs.toFixed(0), rate, ratio(first, rate)]);
    await cloud.close();
  }
  const columns = ['routes', 'deploy ms', 'calls a second', 'cost / first'];
  return { title: 'Size of the API (budget: cost grows 1.5× at most)', columns, rows };
}

async function memoryTable(): Promise<BenchTable> {
  const { cloud, stage } = await deploy(10);
  const rows: (string | number)[][] = [];
  for (const calls of [10_000, 10_000, 10_000]) {
    for (let call = 0; call < calls; call += 1) await stage.handle(request(stage, '/r0/42'));
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    rows.push([calls * (rows.length + 1), (heapUsed / MEGABYTE).toFixed(1)]);
  }
  await cloud.close();
  const collected = globalThis.gc === undefined ? ', not collected' : '';
  return { title: `Memory (flat${collected})`, columns: ['calls so far', 'heap MB'], rows };
}

/** From a built stack of 20 routes to a gateway that is ready, in processes of their own. */
function processTable(): BenchTable {
  const script = ['--import', 'tsx', join(__dirname, 'gateway-process.ts'), '20'];
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(__dirname, '../test/tsconfig.json') };
  const samples = Array.from({ length: ROUNDS }, () => {
    const child = spawnSync(process.execPath, script, { encoding: 'utf8', env });
    if (child.status !== 0) throw new Error(child.stderr);
    return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as FirstCall;
  });
  const ready = median(samples.map((sample) => sample.ready)).toFixed(0);
  const called = median(samples.map((sample) => sample.called)).toFixed(0);
  return {
    title: 'First synth of 20 routes in a fresh process (modules loaded, stack built)',
    columns: ['until', 'ms', 'budget'],
    rows: [
      ['the gateway is ready', ready, 70],
      ['the first call is answered', called, '–'],
    ],
  };
}

/** What a fresh process measured, in milliseconds. */
interface FirstCall {
  readonly ready: number;
  readonly called: number;
}

async function deploy(routes: number): Promise<{ cloud: Cloud; stage: LocalStage }> {
  const cloud = new Cloud({ clock: '2026-01-01T00:00:00Z', accountThrottle: UNLIMITED });
  const functions = { Fn: () => ({ statusCode: 200, body: '{"ok":true}' }) };
  await cloud.deploy({ sources: [{ name: 'Bench', template: apiTemplate(routes) }], functions });
  const [found] = cloud.stages();
  if (found === undefined) throw new Error('no stage was deployed');
  return { cloud, stage: cloud.localStage(found) };
}

const UNLIMITED = { rateLimit: 1e12, burstLimit: 1e12 };

function request(stage: LocalStage, path: string): GatewayRequest {
  return {
    method: 'GET',
    path,
    fullPath: `/prod${path}`,
    query: '',
    headers: [
      ['Accept', 'application/json'],
      ['User-Agent', 'bench'],
    ],
    body: NO_BYTES,
    source: { ip: '127.0.0.1' },
    domainName: `${stage.apiId}.execute-api.us-east-1.amazonaws.com`,
    protocol: 'HTTP/1.1',
  };
}

const NO_BYTES = new Uint8Array();

async function plainRate(stage: LocalStage, path: string): Promise<number> {
  return rate(async (until) => {
    let calls = 0;
    while (performance.now() < until) {
      for (let call = 0; call < 200; call += 1) {
        const answer = stage.handle(request(stage, path));
        const { status } = answer instanceof Promise ? await answer : answer;
        if (status !== 200) throw new Error(`${path} answered ${status}`);
      }
      calls += 200;
    }
    return calls;
  });
}

async function fetchRate(stage: LocalStage, path: string): Promise<number> {
  return rate(async (until) => {
    let calls = 0;
    while (performance.now() < until) {
      for (let call = 0; call < 50; call += 1) {
        const response = await stage.fetch(path);
        await response.text();
      }
      calls += 50;
    }
    return calls;
  });
}

/** Calls a second: the middle of several rounds, after one to get warm. */
async function rate(run: (until: number) => Promise<number>): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    const calls = await run(started + ROUND_MS);
    if (round > 0) samples.push((calls * 1000) / (performance.now() - started));
  }
  return Math.round(median(samples));
}
