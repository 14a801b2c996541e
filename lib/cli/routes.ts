import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ValidationError } from '../errors';
import { routeTable, synth } from '../testing';
import type { Command, Io } from './io';

/** Prints the routes of every API of a synthesised app. */
export const routes: Command = {
  summary: 'print the routes of every API of a synthesised app',
  usage: 'routes [--app cdk.out] [--json]',
  run,
};

async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      app: { type: 'string', short: 'a', default: 'cdk.out' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!existsSync(values.app)) {
    throw new ValidationError(
      'CloudAssemblyMissing',
      `\`--app\` must be the folder of a synthesised app, got: ${JSON.stringify(values.app)}; run \`npx cdk synth\` first`,
    );
  }
  const synthesis = synth(values.app);
  io.out(values.json ? JSON.stringify(synthesis.model, null, 2) : routeTable(synthesis).trimEnd());
  return 0;
}
