import AjvDraft4 from 'ajv-draft-04';
import fc from 'fast-check';
import { compileModel } from '../../lib/schema';
import { document, schema } from './arbitraries';
import { fuzzSchema } from './fuzz';

test('no schema and no document makes anything but a SchemaError or an answer', () => {
  expect(() => fuzzSchema(1500)).not.toThrow();
});

test('where ajv alone is right, what is mended around it changes no verdict', () => {
  fc.assert(
    fc.property(schema, fc.array(document, { minLength: 1, maxLength: 5 }), (model, documents) => {
      const ajv = new AjvDraft4({
        strict: false,
        validateFormats: false,
        unicodeRegExp: false,
        ignoreKeywordsWithRef: true,
        multipleOfPrecision: 9,
        // Without it a member named constructor is always there.
        ownProperties: true,
        logger: false,
      });
      const peer = ajv.compile(forPeer(model));
      const ours = compileModel('Ours', forPeer(model));
      for (const value of forPeer(documents)) {
        expect(ours.validateValue(value).valid).toBe(peer(value));
      }
    }),
    { numRuns: 120 },
  );
});

/** The peer has more formats, and leaves members named `__proto__` alone. */
function forPeer<T>(value: T): T {
  const text = JSON.stringify(value).replaceAll('"format"', '"x-format"');
  return JSON.parse(text.replaceAll('"__proto__"', '"proto"'));
}
