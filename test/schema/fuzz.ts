import fc from 'fast-check';
import { compileModel, type ModelValidator, SchemaError } from '../../lib/schema';
import { document, schema } from './arbitraries';

const edit = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.nat({ max: 255 }));
const input = fc.tuple(schema, document, fc.array(edit, { maxLength: 4 }), fc.boolean());

/**
 * Feeds valid schemas, and schemas and documents with broken bytes: nothing but a `SchemaError`
 * may come out of compiling, and validating always answers.
 */
export function fuzzSchema(runs: number, seed?: number): void {
  const property = fc.property(input, ([model, value, edits, breaksSchema]) => {
    const schemaText = JSON.stringify(model);
    const text = JSON.stringify(value);
    const validator = compile(breaksSchema ? broken(schemaText, edits) : schemaText);
    if (validator === undefined) return breaksSchema;
    return isAnswer(validator, text) && isAnswer(validator, broken(text, edits));
  });
  fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}

function compile(text: string): ModelValidator | undefined {
  try {
    return compileModel('Fuzz', text);
  } catch (error) {
    if (error instanceof SchemaError) return undefined;
    throw error;
  }
}

function isAnswer(validator: ModelValidator, text: string): boolean {
  const { valid, message } = validator.validate(text);
  return valid ? message === undefined : /^\[[\s\S]+\]$/.test(message ?? '');
}

/** Replaces, removes, inserts and repeats bytes. */
function broken(text: string, edits: readonly (readonly [number, number, number])[]): string {
  let bytes = [...Buffer.from(text)];
  for (const [position, kind, byte] of edits) {
    const at = position % (bytes.length + 1);
    const change = [
      () => bytes.with(Math.min(at, bytes.length - 1), byte),
      () => bytes.toSpliced(at, 1),
      () => bytes.toSpliced(at, 0, byte),
      () => [...bytes, ...bytes.slice(at)],
    ][kind];
    if (change && bytes.length > 0) bytes = change();
  }
  return Buffer.from(bytes).toString();
}
