import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type BenchTable, ratio } from './table';

const SIZES = [1, 20, 100];
const ROUNDS = 5;
const VARIANTS = ['l2', 'l2-lean', 'gatehouse'] as const;

type Variant = (typeof VARIANTS)[number];

/** What one fresh process measured. */
export interface SynthSample {
  readonly resources: number;
  readonly resourcesPerRoute: number;
  readonly bytes: number;
  readonly synthMs: number;
}

/** What a fresh process needs from the loaded CDK to the first assertion. */
export interface AssertSample {
  readonly firstAssertMs: number;
}

/**
 * The same API as plain L2 with its defaults (`l2`), as plain L2 with one permission a function
 * (`l2-lean`), and with Gatehouse's constructs; every figure from processes of its own. Of several
 * processes the least counts: others that use the machine make a time longer, nothing shorter.
 */
export async function benchSynth(): Promise<BenchTable[]> {
  return [templateTable(), assertTable()];
}

function templateTable(): BenchTable {
  const rows = SIZES.flatMap((routes) => {
    const samples = VARIANTS.map((variant) => [variant, synthSample(variant, routes)] as const);
    const base = samples[0]?.[1] as SynthSample;
    return samples.map(([variant, sample]) => [
      `${routes} routes, ${variant}`,
      sample.resources,
      sample.resourcesPerRoute.toFixed(2),
      sample.bytes,
      ratio(sample.bytes, base.bytes),
      sample.synthMs.toFixed(0),
      ratio(sample.synthMs, base.synthMs),
    ]);
  });
  const columns = ['API', 'resources', 'a route', 'bytes', '/ L2', 'CPU ms', '/ L2'];
  return { title: 'Synthesis (validator off everywhere)', columns, rows };
}

function assertTable(): BenchTable {
  const variants = ['cdk-default', 'cdk-validation-off', 'gatehouse'];
  const samples = variants.map((variant) => {
    const times = run(['assert', variant, '20'], ROUNDS).map(
      (one) => (one as AssertSample).firstAssertMs,
    );
    return [variant, Math.min(...times)] as const;
  });
  const base = samples[0]?.[1] ?? Number.NaN;
  return {
    title: 'First synth-and-assert of 20 routes in a fresh process (modules loaded)',
    columns: ['harness', 'CPU ms', '/ default'],
    rows: samples.map(([variant, ms]) => [variant, ms.toFixed(0), ratio(ms, base)]),
  };
}

function synthSample(variant: Variant, routes: number): SynthSample {
  const samples = run(['synth', variant, String(routes)], ROUNDS) as SynthSample[];
  const first = samples[0] as SynthSample;
  return { ...first, synthMs: Math.min(...samples.map((sample) => sample.synthMs)) };
}

function run(args: string[], rounds: number): unknown[] {
  const script = [join(__dirname, 'synth-process.js'), ...args];
  return Array.from({ length: rounds }, () => {
    const child = spawnSync(process.execPath, script, { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '');
  });
}
