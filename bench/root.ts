import { join } from 'node:path';

/** Folder of the project: benchmarks run as users run the library, compiled, in `dist/bench`. */
export const ROOT = join(__dirname, '../..');
