import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { buildSync } from 'esbuild';
import { Compile, parse } from 'velocityjs';
import type { compileMappingTemplate, MappingInput } from '../lib/mapping';
import { ROOT } from './root';
import { type BenchTable, median, ratio } from './table';

const JVM = join(ROOT, 'bench/velocity-jvm');
const CACHE = join(ROOT, '.cache/velocity-jvm');

/** One template with what it sees. */
interface Workload {
  readonly name: string;
  readonly template: string;
  readonly input: MappingInput & { readonly body: string };
}

const CONTEXT = {
  requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  stage: 'prod',
  identity: { sourceIp: '192.0.2.7' },
};

const STAGE_VARIABLES = { table: 'orders-prod' };

const ORDER = {
  orderId: 'A-1001',
  gift: true,
  note: 'leave at the door',
  customer: {
    name: 'Ada "the first" Lovelace',
    email: 'ada@example.com',
    address: { street: "12 St James's Square", city: 'London' },
  },
  items: Array.from({ length: 20 }, (_, i) => ({
    sku: `sku-${i}`,
    quantity: (i % 9) + 1,
    price: i + 3,
    tags: ['new', 'sale', 'blue'],
  })),
};

const ROWS = { rows: Array.from({ length: 1000 }, (_, id) => ({ id, name: `row ${id}` })) };

const WORKLOADS: readonly Workload[] = [
  workload('small (5 lines)', 'small', { id: 'A-1001' }),
  workload('medium (42 lines, loop over 20)', 'medium', ORDER),
  workload('large (loop over 1,000)', 'large', ROWS),
];

/** Templates a second, parsed once, beside velocityjs and Apache Velocity on a warm JVM. */
export async function benchVtl(): Promise<BenchTable> {
  const compile = published();
  const jvm = velocityOnJvm();
  const rows = WORKLOADS.map((work, i) => {
    const ours = perSecond(gatehouse(work, compile));
    const velocityjs = perSecond(velocityJs(work));
    const peers = [velocityjs, ratio(ours, velocityjs)].map(shown);
    return [
      work.name,
      shown(ours),
      ...peers,
      ...(jvm ? [jvm[i] ?? 0, ratio(ours, jvm[i] ?? 0)].map(shown) : []),
    ];
  });
  const columns = ['renderings per second', 'Gatehouse', 'velocityjs', 'by', 'Velocity 1.7', 'by'];
  return { title: 'Mapping templates', columns: columns.slice(0, jvm ? 6 : 4), rows };
}

function workload(name: string, file: string, body: unknown): Workload {
  const template = readFileSync(join(JVM, 'templates', `${file}.vtl`), 'utf8');
  const input = {
    body: JSON.stringify(body),
    params: { path: { id: 'A-1001' } },
    context: CONTEXT,
    stageVariables: STAGE_VARIABLES,
  };
  return { name, template, input };
}

// As it is published: a TypeScript runner adds to every function, which slows closures down.
function published(): typeof compileMappingTemplate {
  const outfile = join(CACHE, 'mapping.cjs');
  buildSync({
    entryPoints: [join(ROOT, 'lib/mapping/index.ts')],
    bundle: true,
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  return createRequire(__filename)(outfile).compileMappingTemplate;
}

function gatehouse(
  { template, input }: Workload,
  compile: typeof compileMappingTemplate,
): () => string {
  const compiled = compile(template);
  return () => compiled.render(input).output;
}

// What a user of velocityjs would write: $input by hand, the payload parsed once a rendering.
function velocityJs({ template, input }: Workload): () => string {
  const tree = parse(template);
  return () => {
    const document: unknown = JSON.parse(input.body);
    return new Compile(tree).render({
      input: { path: () => document, params: (name: 'id') => input.params?.path?.[name] ?? '' },
      util: { escapeJavaScript: (text: string) => text.replace(/["'\\/]/g, '\\$&') },
      context: input.context,
      stageVariables: input.stageVariables,
    });
  };
}

function perSecond(render: () => string): number {
  turnsIn(render, 500);
  return median([1, 2, 3].map(() => turnsIn(render, 300)));
}

function turnsIn(render: () => string, milliseconds: number): number {
  const start = process.hrtime.bigint();
  const end = start + BigInt(milliseconds) * 1_000_000n;
  let turns = 0;
  let now = start;
  for (; now < end; now = process.hrtime.bigint()) {
    for (let i = 0; i < 10; i++) render();
    turns += 10;
  }
  return (turns * 1e9) / Number(now - start);
}

// One line of JSON a template in, one with its renderings per second out.
function velocityOnJvm(): number[] | undefined {
  if (!['java', 'mvn'].every(onPath)) {
    console.log('no java and mvn on the PATH: Apache Velocity is left out');
    return undefined;
  }
  const maven = [
    '-q',
    '-B',
    'compile',
    'dependency:copy-dependencies',
    `-DoutputDirectory=${join(CACHE, 'lib')}`,
  ];
  execFileSync('mvn', maven, { cwd: JVM, stdio: ['ignore', 'inherit', 'inherit'] });
  const input = WORKLOADS.map(({ template, input }) => JSON.stringify({ template, ...input })).join(
    '\n',
  );
  const java = [
    '-cp',
    [join(CACHE, 'classes'), join(CACHE, 'lib', '*')].join(delimiter),
    'VelocityJvm',
    'bench',
  ];
  const output = execFileSync('java', java, { cwd: JVM, input, encoding: 'utf8' });
  return output
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { perSecond: number }).perSecond);
}

function onPath(command: string): boolean {
  return spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0;
}

function shown(value: number | string): string {
  return typeof value === 'string' ? value : Math.round(value).toLocaleString('en');
}
