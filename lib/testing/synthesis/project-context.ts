import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ValidationError } from '../../errors';

type Context = Record<string, unknown>;

/**
 * The context that the CDK CLI would give an app of the project that `directory` belongs to.
 *
 * As in the CLI, the project is the nearest folder upwards with a `cdk.json`, and what `cdk.json`
 * says under `context` goes before what `cdk.context.json` has cached.
 *
 * @param directory - where to look from
 * @returns the merged context; empty when there is no `cdk.json`
 * @throws {@link ValidationError} ProjectContext - when one of the two files is not a JSON object
 * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
 */
export function projectContext(directory: string): Context {
  const project = projectDirectory(directory);
  if (project === undefined) return {};
  const settings = readObject(join(project, 'cdk.json'));
  return {
    ...readObject(join(project, 'cdk.context.json')),
    ...(settings['context'] as Context | undefined),
  };
}

function projectDirectory(from: string): string | undefined {
  if (existsSync(join(from, 'cdk.json'))) return from;
  const parent = dirname(from);
  return parent === from ? undefined : projectDirectory(parent);
}

function readObject(file: string): Context {
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Context;
    }
  } catch (cause) {
    throw refusal(file, text, { cause });
  }
  throw refusal(file, text);
}

function refusal(file: string, text: string, options?: ErrorOptions): ValidationError {
  return new ValidationError(
    'ProjectContext',
    `must hold a JSON object, got: ${JSON.stringify(text.slice(0, 40))}; correct the file`,
    file,
    options,
  );
}
