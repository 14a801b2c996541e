import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { ValidationError } from '../../errors';

/**
 * Reads an OpenAPI document.
 *
 * @param file - JSON, or YAML 1.2; the name decides, other names than `.json` are read as YAML
 * @throws {@link ValidationError} DocumentSyntax - when the text cannot be parsed
 */
export function readDocument(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return extname(file) === '.json' ? JSON.parse(text) : parseYaml(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ValidationError(
      'DocumentSyntax',
      `an OpenAPI document must be JSON or YAML; correct the file: ${reason}`,
      file,
      { cause },
    );
  }
}

/** The parser is loaded with the first YAML document: most apps have none. */
function parseYaml(text: string): unknown {
  const yaml = createRequire(__filename)('yaml') as typeof import('yaml');
  return yaml.parse(text);
}
