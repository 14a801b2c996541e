import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '../../../lib/testing/synthesis/documents';

function write(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'document-')), name);
  writeFileSync(file, text);
  return file;
}

test.each([
  ['api.json', '{ "openapi": "3.0.1" }'],
  ['api.yaml', 'openapi: "3.0.1"'],
  ['api.yml', 'openapi: 3.0.1 # a text, not a number'],
  ['api', '{ "openapi": "3.0.1" }'],
])('%s is read', (name, text) => {
  expect(readDocument(write(name, text))).toEqual({ openapi: '3.0.1' });
});

test.each([
  ['api.json', '{ openapi: 3 }'],
  ['api.yaml', 'a: [1, 2'],
])('fails on %s with a mistake in it, and names the file', (name, text) => {
  expect(() => readDocument(write(name, text))).toThrow(
    new RegExp(`DocumentSyntax at .*${name}: an OpenAPI document must be JSON or YAML`),
  );
});
