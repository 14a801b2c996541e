import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileModel, SchemaError } from '../../lib/schema';

interface Recorded {
  readonly schema: string;
  readonly document?: string;
  readonly message?: string;
  readonly refused?: true;
}

// Recorded from the engine itself; the first line of the file says which.
const [, ...lines] = readFileSync(join(__dirname, 'reference-engine.jsonl'), 'utf8')
  .trim()
  .split('\n');
const recorded = lines.map((line) => JSON.parse(line) as Recorded);

describe('fge json-schema-validator, recorded', () => {
  const validations = recorded.filter((entry) => entry.refused === undefined);
  test.each(validations)('$schema on $document', ({ schema, document, message }) => {
    const { valid, message: actual } = compileModel('Recorded', schema).validate(document);
    expect(actual).toBe(message);
    expect(valid).toBe(message === undefined);
  });

  const refusals = recorded.filter((entry) => entry.refused);
  test.each(refusals)('fails to compile $schema', ({ schema }) => {
    expect(() => compileModel('Recorded', schema)).toThrow(SchemaError);
  });
});

// Where the official suite, draft 4 and the recorded facts say otherwise, they win over the engine.
describe('deliberate differences from the engine', () => {
  test.each([
    ['format uuid is not of draft 4', { format: 'uuid' }, '"x"', true],
    ['format base64 is not of draft 4', { format: 'base64' }, '"x"', true],
    ['a relative reference is no URI', { format: 'uri' }, '"abc"', false],
    ['a host name has no underscore', { format: 'hostname' }, '"a_b.c"', false],
    ['\\Z is no regular expression of ECMA 262', { format: 'regex' }, '"\\\\Z"', false],
    ['an IPv4-mapped address is an IPv6 address', { format: 'ipv6' }, '"::ffff:1.2.3.4"', true],
    [
      'equal numbers within objects are duplicates',
      { uniqueItems: true },
      '[{"a":1,"b":2},{"b":2.0,"a":1}]',
      false,
    ],
    [
      'additionalItems without items has no effect',
      { additionalItems: { type: 'string' } },
      '[1]',
      true,
    ],
  ])('%s', (_name, schema, document, valid) => {
    expect(compileModel('Different', schema).validate(document).valid).toBe(valid);
  });
});
