import { JSONPath } from 'jsonpath-plus';
import { parseJson } from '../lib/json';
import { compileJsonPath } from '../lib/jsonpath';
import { type BenchTable, median, ratio } from './table';

const ROUNDS = 9;
const ROUND_MS = 40;
const WARM_UP_MS = 150;

const PATHS: readonly (readonly [name: string, path: string])[] = [
  ['definite, shallow', '$.customer.name'],
  ['definite, deep', "$.items[7]['details'].maker.name"],
  ['wildcard', '$.items[*].sku'],
  ['slice', '$.items[5:15].price'],
  ['filter', "$.items[?(@.price > 10 && @.kind == 'book')].sku"],
  ['deep scan', '$..name'],
];

const DOCUMENT = JSON.stringify({
  customer: { name: 'Ada', address: { city: 'London', zip: 'W1' } },
  items: Array.from({ length: 20 }, (_, i) => ({
    sku: `p${i}`,
    kind: i % 2 === 0 ? 'book' : 'toy',
    price: i * 1.5,
    details: { maker: { name: `maker ${i}` }, tags: ['a', 'b'] },
  })),
});

/** Paths compiled once and read from one parsed document, beside jsonpath-plus in the same run. */
export async function benchJsonPath(): Promise<BenchTable> {
  const ours = parseJson(DOCUMENT);
  const theirs: object = JSON.parse(DOCUMENT);
  return {
    title: 'JSONPath: reads per second (20 items, parsed document)',
    columns: ['path', 'gatehouse', 'jsonpath-plus', 'gatehouse / jsonpath-plus'],
    rows: PATHS.map(([name, path]) => {
      const compiled = compileJsonPath(path);
      const mine = perSecond(() => compiled.read(ours));
      const peer = perSecond(() => JSONPath({ path, json: theirs, eval: 'safe' }));
      return [`${name}: ${path}`, Math.round(mine), Math.round(peer), ratio(mine, peer)];
    }),
  };
}

function perSecond(read: () => unknown): number {
  timesWithin(WARM_UP_MS, read);
  return median(Array.from({ length: ROUNDS }, () => timesWithin(ROUND_MS, read)));
}

/** How often a second something can be done, tried for a while. */
function timesWithin(milliseconds: number, action: () => unknown): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    for (let i = 0; i < 100; i++) {
      action();
    }
    count += 100;
    elapsed = performance.now() - start;
  }
  return (count / elapsed) * 1000;
}
