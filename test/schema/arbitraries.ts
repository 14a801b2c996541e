import fc from 'fast-check';

const name = fc.constantFrom('a', 'b', 'ab', '__proto__', 'constructor', '10', 'é');
const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    'ab',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
    '😀',
    'a@b.c',
    '::1',
    '2026-01-01T00:00:00Z',
  ),
  fc.string({ maxLength: 6 }),
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom(0.1, 2.5, -0.01, 1e21, 1e-7),
);
const scalar = fc.oneof(number, text, fc.boolean(), fc.constant(null));

/** Small JSON values whose members and texts meet those of {@link schema}. */
export const document: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    objectOf(tie('value')),
  ),
})).value;

const type = fc.constantFrom('array', 'boolean', 'integer', 'null', 'number', 'object', 'string');
const count = fc.nat({ max: 4 });
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const pattern = fc.constantFrom(
  '^a',
  'b$',
  '^[^ab]*$',
  '\\d',
  '.',
  '(a|b)+',
  '^(?=a)',
  '(a)\\1',
  '__proto__',
);

type Schema = Record<string, unknown>;

/** Valid schemas of draft 4, also with references in a circle. */
export const schema: fc.Arbitrary<Schema> = fc
  .tuple(nested(3), keywords(fc.constant<Schema>({ type: 'string' }), 3))
  .map(([root, shared]) => ({
    ...root,
    definitions: { shared: { ...shared, properties: { a: { $ref: '#/definitions/shared' } } } },
  }));

function nested(depth: number): fc.Arbitrary<Schema> {
  const leaf = fc.constantFrom<Schema[]>({}, { type: 'string' }, { $ref: '#/definitions/shared' });
  const inner = depth === 0 ? leaf : nested(depth - 1);
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 5, arbitrary: keywords(inner, 4) });
}

function keywords(inner: fc.Arbitrary<Schema>, maxLength: number): fc.Arbitrary<Schema> {
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const values: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3, selector: String }),
    minimum: number,
    maximum: number,
    multipleOf: fc.constantFrom(1, 2, 0.5, 0.01),
    minLength: count,
    maxLength: count,
    pattern,
    format: fc.constantFrom('email', 'ipv4', 'date-time', 'int32'),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    items: fc.oneof(inner, list),
    additionalItems: fc.oneof(fc.boolean(), inner),
    minProperties: count,
    maxProperties: count,
    required: names,
    properties: objectOf(inner),
    patternProperties: fc.dictionary(pattern, inner, { maxKeys: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), inner),
    dependencies: objectOf(fc.oneof(names, inner)),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: inner,
  };
  const entries = Object.entries(values).map(([keyword, value]) =>
    value.map((made): [string, unknown] => [keyword, made]),
  );
  return fc.array(fc.oneof(...entries), { maxLength }).map((made) => Object.fromEntries(made));
}

function objectOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .array(fc.tuple(name, value), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));
}
