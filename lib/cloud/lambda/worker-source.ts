import { join } from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';

/** What a worker thread starts with: a file, or code. */
export interface WorkerSource {
  readonly script: string;
  readonly eval: NonNullable<WorkerOptions['eval']>;
}

const MAIN = join(__dirname, 'worker-main');

let bundled: string | undefined;

/**
 * The program of a worker.
 *
 * It is compiled beside this file. Where this library itself runs from TypeScript (its own tests),
 * a thread could not load it: esbuild, which is no dependency of the published package, then makes
 * one script of it.
 */
export function workerSource(): WorkerSource {
  if (!__filename.endsWith('.ts')) return { script: `${MAIN}.js`, eval: false };
  bundled ??= bundle(`${MAIN}.ts`);
  return { script: bundled, eval: true };
}

function bundle(entry: string): string {
  const { buildSync } = require('esbuild') as typeof import('esbuild');
  const options = { bundle: true, platform: 'node', format: 'cjs', write: false } as const;
  return buildSync({ entryPoints: [entry], ...options }).outputFiles[0]?.text ?? '';
}
