import { join } from 'node:path';

/** Folder of the project: benchmarks run as JavaScript, in `.cache/bench/bench`. */
export const ROOT = join(__dirname, '../../..');
