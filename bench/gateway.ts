import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Machine, type Rate } from './calibration';
import { type Calls, callRates, type Deployed, deploy } from './gateway-calls';
import type { Elapsed, FirstCall } from './gateway-process';
import { mockStack } from './mock-stack';
import { type BenchTable, ratio } from './table';

const ROUNDS = 12;
const PROCESSES = 8;
const SIZES = [10, 100, 1000, 10_000];
const MEGABYTE = 1024 * 1024;

/** Calls a second, without the objects of `fetch`, on the machine of the budgets. */
const CALLS_BUDGET = { mock: 150_000, lambda: 100_000 } as const;
/** Times that a ready gateway may take what the CDK's harness takes: 70 ms beside its 64. */
const READY_BUDGET = 70 / 64;
/** Milliseconds from the start of a process to the first answer, on the machine of the budgets. */
const COLD_BUDGET = 250;
/** Times that a call of one of 10,000 routes may cost what one of ten costs. */
const ROUTES_BUDGET = '1.5×';
/** Megabytes that a heap may be larger after calls. */
const MEMORY_BUDGET = 1;

/** Calls and deployments of the local gateway. */
export async function benchGateway(): Promise<BenchTable[]> {
  const machine = new Machine();
  return [
    await callTable(machine),
    await routesTable(machine),
    await deployTable(machine),
    await memoryTable(machine),
    await processTable(),
    coldTable(machine),
  ];
}

async function callTable(machine: Machine): Promise<BenchTable> {
  const { cloud, stage } = await deploy(10);
  const [mock, lambda] = [() => '/r5/42', () => '/r0/42'];
  const kinds: readonly (readonly [string, Calls, number?])[] = [
    ['MOCK with a template, plain call', { stage, times: 8000, path: mock }, CALLS_BUDGET.mock],
    ['Lambda proxy, plain call', { stage, times: 8000, path: lambda }, CALLS_BUDGET.lambda],
    ['MOCK with a template, fetch', { stage, times: 1000, path: mock, byFetch: true }],
    ['Lambda proxy, fetch', { stage, times: 1000, path: lambda, byFetch: true }],
  ];
  const rates = await callRates(
    machine,
    ROUNDS,
    kinds.map(([, calls]) => calls),
  );
  await cloud.close();
  const rows = kinds.map(([what, , budget], index) => {
    const { wall, cpu } = rates[index] as Rate;
    const there = Math.round(cpu / machine.speed);
    return [what, Math.round(wall), Math.round(cpu), there, budget ?? '–', verdict(there, budget)];
  });
  const columns = ['call', 'a second', 'a CPU second', 'at budget speed', 'budget', 'met'];
  return { title: `Calls in one process (${machine})`, columns, rows };
}

function verdict(found: number, least: number | undefined): string {
  if (least === undefined) return '–';
  return found >= least ? 'yes' : 'no';
}

/** The last of all routes again and again, and all of them in turn, which no cache holds. */
async function routesTable(machine: Machine): Promise<BenchTable> {
  const apis: Deployed[] = [];
  for (const size of SIZES) apis.push(await deploy(size));
  const last = await callRates(
    machine,
    ROUNDS,
    apis.map(({ stage }, index) => {
      const path = `/r${(SIZES[index] ?? 1) - 1}/42`;
      return { stage, times: 5000, path: () => path };
    }),
  );
  const turns = await callRates(
    machine,
    ROUNDS,
    apis.map(({ stage }, index) => {
      const mocks = (SIZES[index] ?? 1) - 1;
      return { stage, times: 10_000, path: (call) => `/r${1 + ((call * 7919) % mocks)}/42` };
    }),
  );
  await Promise.all(apis.map(({ cloud }) => cloud.close()));
  const cost = (rates: readonly Rate[], index: number) => {
    const { cpu } = rates[index] as Rate;
    return [Math.round(cpu), ratio(rates[0]?.cpu ?? Number.NaN, cpu)];
  };
  const rows = SIZES.map((size, index) => [
    size,
    ...cost(last, index),
    ...cost(turns, index),
    ROUTES_BUDGET,
  ]);
  const columns = ['routes', 'one, a CPU second', 'cost', 'all in turn', 'cost', 'budget'];
  return { title: 'Size of the API (cost of a call beside that of 10 routes)', columns, rows };
}

async function deployTable(machine: Machine): Promise<BenchTable> {
  const rows: (string | number)[][] = [];
  for (const size of [20, 100, 1000]) {
    const times: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { cloud, deployMs } = await deploy(size);
      times.push(deployMs);
      await cloud.close();
    }
    const ms = Math.min(...times);
    rows.push([size, ms.toFixed(0), (ms / size).toFixed(2), (ms * machine.speed).toFixed(0)]);
  }
  const columns = ['routes', 'ms', 'a route', 'at budget speed'];
  return { title: 'Deployment of a template (warm)', columns, rows };
}

async function memoryTable(machine: Machine): Promise<BenchTable> {
  const { cloud, stage } = await deploy(10);
  const rows: (string | number)[][] = [];
  let first = Number.NaN;
  for (let calls = 10_000; calls <= 40_000; calls += 10_000) {
    await callRates(machine, 0, [{ stage, times: 10_000, path: () => '/r0/42' }]);
    globalThis.gc?.();
    const heap = process.memoryUsage().heapUsed / MEGABYTE;
    if (Number.isNaN(first)) first = heap;
    rows.push([calls, heap.toFixed(1), (heap - first).toFixed(1), MEMORY_BUDGET]);
  }
  await cloud.close();
  const collected = globalThis.gc === undefined ? ' (not collected: node --expose-gc)' : '';
  const columns = ['calls so far', 'heap MB', 'more', 'budget'];
  return { title: `Memory${collected}`, columns, rows };
}

/** From a built stack of 20 routes to a gateway that is ready, in processes of their own. */
async function processTable(): Promise<BenchTable> {
  const samples: FirstCall[] = [];
  const peers: FirstCall[] = [];
  for (let round = 0; round < PROCESSES; round += 1) {
    peers.push(firstCall('cdk'));
    samples.push(firstCall('gateway'));
  }
  const peer = least(peers, 'asserted');
  const ready = least(samples, 'ready');
  const row = (what: string, { wall, cpu }: Elapsed, budget = '–', met = '–') => {
    const of = [wall.toFixed(0), ratio(wall, peer.wall), cpu.toFixed(0), ratio(cpu, peer.cpu)];
    return [what, ...of, budget, met];
  };
  const budget = `${READY_BUDGET.toFixed(2)}×`;
  const met = ready.wall / peer.wall <= READY_BUDGET ? 'yes' : 'no';
  return {
    title: 'First synth of 20 routes in a fresh process (modules loaded, stack built)',
    columns: ['until', 'ms', '/ CDK', 'CPU ms', '/ CDK', 'budget', 'met'],
    rows: [
      row('the first assertion of the CDK holds, its validation off', peer),
      row('the first assertion holds, the gateway is ready', ready, budget, met),
      row('the first call is answered', least(samples, 'called')),
    ],
  };
}

/** The least of several processes: others that use the machine make a time longer, nothing shorter. */
function least(all: readonly FirstCall[], part: keyof FirstCall): Elapsed {
  const of = (kind: keyof Elapsed) =>
    Math.min(...all.map((sample) => sample[part]?.[kind] ?? Number.NaN));
  return { wall: of('wall'), cpu: of('cpu') };
}

function firstCall(what: 'cdk' | 'gateway'): FirstCall {
  return inProcess([join(__dirname, 'gateway-process.js'), what, '20']) as FirstCall;
}

/** What a process of its own writes last. */
function inProcess(script: readonly string[]): unknown {
  const child = spawnSync(process.execPath, script, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '');
}

/** From the start of a process to the first answer, beside a process that does nothing. */
function coldTable(machine: Machine): BenchTable {
  const outdir = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  mockStack(app, 20);
  app.synth();
  const samples = (script: readonly string[]) =>
    Math.min(...Array.from({ length: PROCESSES }, () => Number(inProcess(script))));
  const bare = samples(['--eval', 'console.log(performance.now())']);
  const cold = samples([join(__dirname, 'cold-process.js'), outdir, '/r1']);
  rmSync(outdir, { recursive: true });
  const row = (what: string, ms: number) => [what, ms.toFixed(0), (ms * machine.speed).toFixed(0)];
  const met = cold * machine.speed <= COLD_BUDGET ? 'yes' : 'no';
  return {
    title: 'Cold start, from a cloud assembly of 20 routes that is built',
    columns: ['from the start of a process until', 'ms', 'at budget speed', 'budget', 'met'],
    rows: [
      [...row('a script of one line runs', bare), '–', '–'],
      [...row('the first call is answered', cold), COLD_BUDGET, met],
    ],
  };
}
