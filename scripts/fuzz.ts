// `npm run fuzz -- [runs] [language …]`: the long run of the fuzzers; the tests run them briefly.
import { fuzzJsonPath } from '../test/jsonpath/fuzz';
import { fuzzPolicy } from '../test/policy/fuzz';
import { fuzzSchema } from '../test/schema/fuzz';
import { fuzzVtl } from '../test/vtl/fuzz';

type Fuzzer = (runs: number, seed?: number) => unknown;

const FUZZERS: Readonly<Record<string, Fuzzer>> = {
  vtl: fuzzVtl,
  jsonpath: fuzzJsonPath,
  policy: fuzzPolicy,
  schema: fuzzSchema,
};

async function main([runs = '1000000', ...names]: string[]): Promise<void> {
  const count = Number(runs);
  const unknown = names.filter((name) => !Object.hasOwn(FUZZERS, name));
  if (!Number.isInteger(count) || count < 1 || unknown.length > 0) {
    console.error(`usage: npm run fuzz -- [runs] [${Object.keys(FUZZERS).join(' | ')} …]`);
    process.exitCode = 1;
    return;
  }
  for (const name of names.length > 0 ? names : Object.keys(FUZZERS)) {
    const start = process.hrtime.bigint();
    await FUZZERS[name]?.(count, Date.now() % 0x7fffffff);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
    console.log(`${name}: ${count} inputs, ${seconds.toFixed(0)} s, no crash, ${memory} MB`);
  }
}

void main(process.argv.slice(2));
