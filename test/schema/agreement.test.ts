import fc from 'fast-check';
import { type Document, documentOf, readDocument } from '../../lib/schema/document';
import { explain } from '../../lib/schema/explain';
import { readGraph, type SchemaNode } from '../../lib/schema/graph';
import { createRegistry } from '../../lib/schema/registry';
import { compileVerdict } from '../../lib/schema/verdict';
import { document, schema } from './arbitraries';

function graphOf(model: unknown): SchemaNode {
  const registry = createRegistry({ models: new Map([['Model', model]]), schemas: new Map() });
  return readGraph(registry.model('Model'), registry);
}

/** Writes some numbers as no JavaScript number is written. */
const spelling = fc.constantFrom<((text: string) => string)[]>(
  (text) => text,
  (text) => `${text}.0`,
  (text) => `${text}.50`,
  (text) => `${text}e2`,
  (text) => `${text}e-1`,
  (text) => `${text}00000000000000000001`,
  (text) => `${text}.00000000000000000001`,
);

function respelled(value: unknown, spell: (text: string) => string): string {
  return JSON.stringify(value).replace(/(?<=^|[[:,])-?[1-9](?=$|[\],}])/g, spell);
}

describe('what ajv finds not valid, and nothing else, has an explanation', () => {
  const agrees = (root: SchemaNode, made: readonly Document[]) => {
    const verdict = compileVerdict(root);
    for (const one of made) expect(verdict(one)).toBe(explain(root, one.written).length === 0);
  };

  test('for values', () => {
    const values = fc.array(document, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(schema, values, (model, made) => agrees(graphOf(model), made.map(documentOf))),
      { numRuns: 400 },
    );
  });

  test('for texts with numbers of every spelling', () => {
    const texts = fc.array(
      fc.tuple(document, spelling).map(([value, spell]) => respelled(value, spell)),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(schema, texts, (model, made) => agrees(graphOf(model), made.map(readDocument))),
      { numRuns: 400 },
    );
  });
});
