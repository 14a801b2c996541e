// `npm run bench -- [name …]`: prints the tables of the named benchmarks, or of all.
import { benchGateway } from './gateway';
import { benchJsonPath } from './jsonpath';
import { benchPolicy } from './policy';
import { benchSynth } from './synth';
import { type BenchTable, formatTable } from './table';
import { benchVtl } from './vtl';

type Benchmark = () => Promise<BenchTable[]>;

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  synth: benchSynth,
  gateway: benchGateway,
  vtl: async () => [await benchVtl()],
  jsonpath: async () => [await benchJsonPath()],
  policy: async () => [await benchPolicy()],
};

async function main(names: string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in BENCHMARKS));
  if (unknown.length > 0) {
    console.error(
      `no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`,
    );
    process.exitCode = 1;
    return;
  }
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS)) {
    for (const table of (await BENCHMARKS[name]?.()) ?? []) console.log(formatTable(table));
  }
}

void main(process.argv.slice(2));
