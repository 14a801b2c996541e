import { ValidationError } from '../errors';
import type { Command, Io } from './io';
import { routes } from './routes';

const COMMANDS: ReadonlyMap<string, Command> = new Map([['routes', routes]]);

/** Runs `gatehouse <command> …`; gives the exit code: 1 for an error of the user's, 2 for a bug. */
export async function main(args: string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    io.out(help());
    return name === undefined ? 1 : 0;
  }
  if (name === '--version') {
    io.out((require('cdk-gatehouse/package.json') as { version: string }).version);
    return 0;
  }
  const command = COMMANDS.get(name);
  if (command) return runCommand(command, rest, io);
  io.err(`no command ${JSON.stringify(name)}; there are: ${[...COMMANDS.keys()].join(', ')}`);
  return 1;
}

async function runCommand(command: Command, args: string[], io: Io): Promise<number> {
  try {
    return await command.run(args, io);
  } catch (error) {
    if (ValidationError.isValidationError(error) || isMisuse(error)) {
      io.err((error as Error).message);
      return 1;
    }
    io.err(`this is a bug of gatehouse: ${(error as Error).stack ?? String(error)}`);
    return 2;
  }
}

/** What `parseArgs` throws for an option that it does not know. */
function isMisuse(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS_');
}

function help(): string {
  const commands = [...COMMANDS.values()].map(
    ({ usage, summary }) => `  gatehouse ${usage}\n      ${summary}`,
  );
  return ['API Gateway constructs for the AWS CDK, run locally', '', ...commands].join('\n');
}
