import fc from 'fast-check';
import { type JsonValue, parseJson } from '../../lib/json';
import { compileJsonPath, JsonPathError } from '../../lib/jsonpath';

const NAMES = ['a', 'a', 'b', 'b', 'items', 'x y', '1', '__proto__', 'constructor', 'length'];

const name = fc.constantFrom(...NAMES);
const dotName = fc.constantFrom(...NAMES.filter((one) => !one.includes(' ')));
const index = fc.integer({ min: -3, max: 5 });
const bound = fc.option(index, { nil: '' });

const operand = fc.oneof(
  fc.constantFrom('@', '@.a', "@['x y']", '@.a.b', '@.items[0]', '$.a', '@.b[(@.length-1)]'),
  fc.constantFrom("'a'", "'10'", '10', '1.5', 'true', 'null', '"a"', "'it\\'s'", '1e999', '-0.0'),
);
const pattern = fc.constantFrom('/a/', '/.*/i', '/(a+)+b/', '/(?=a)/', '/[/', '/{/', '/\\d{2,3}/');
const operator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=', '=~', ' in ', '===');
const condition = fc.oneof(
  operand,
  operand.map((one) => `!${one}`),
  fc.tuple(operand, operator, fc.oneof(operand, pattern)).map((parts) => parts.join(' ')),
);
const filter = fc
  .array(condition, { minLength: 1, maxLength: 4 })
  .chain((conditions) =>
    fc
      .constantFrom(' && ', ' || ', '&&', '||', ' ')
      .map((logical) => `[?(${conditions.join(logical)})]`),
  );
const brackets = fc.oneof(
  name.map((one) => `['${one}']`),
  fc.tuple(name, name).map(([one, other]) => `['${one}','${other}']`),
  index.map((one) => `[${one}]`),
  fc.tuple(index, index).map((both) => `[${both.join(',')}]`),
  fc.tuple(bound, bound).map((both) => `[${both.join(':')}]`),
  index.map((one) => `[(@.length-${one})]`),
  fc.constant('[*]'),
  filter,
);
const step = fc.oneof(
  dotName.map((one) => `.${one}`),
  dotName.map((one) => `..${one}`),
  fc.constantFrom('.*', '..*', '.', '..', '*'),
  brackets,
  brackets.map((one) => `..${one}`),
);
const grammatical = fc
  .tuple(fc.constantFrom('$', '$', '@', ''), fc.array(step, { minLength: 1, maxLength: 4 }))
  .map(([start, steps]) => start + steps.join(''));
const garbage = fc
  .array(fc.oneof(fc.constantFrom(...'$@.[]()?*!:,\'"/\\&|=~<> -0a'), fc.string({ maxLength: 2 })))
  .map((parts) => parts.join(''));
const broken = fc
  .tuple(grammatical, fc.nat(40), fc.nat(3), garbage)
  .map(([path, at, cut, junk]) => path.slice(0, at) + junk.slice(0, 2) + path.slice(at + cut));
const anyPath = fc.oneof(
  { arbitrary: grammatical, weight: 5 },
  { arbitrary: broken, weight: 3 },
  { arbitrary: garbage, weight: 1 },
);

const scalar = fc
  .constantFrom('null', 'true', '1', '-2', '1.5', '1e999', '12345678901234567890', '"a"', '"10"')
  .map((text) => parseJson(text));
const { tree: document } = fc.letrec<{ tree: JsonValue }>((tie) => {
  const members = fc.array(fc.tuple(name, tie('tree')), { maxLength: 5 });
  return {
    tree: fc.oneof(
      { maxDepth: 4 },
      { arbitrary: scalar, weight: 2 },
      { arbitrary: fc.array(tie('tree'), { maxLength: 4 }), weight: 2 },
      { arbitrary: members.map((entries) => new Map(entries)), weight: 3 },
    ),
  };
});

/**
 * Reads random documents by random paths, right and wrong ones: each ends with a result or with a
 * `JsonPathError`, nothing is reached outside of the document, and the document stays as it was.
 *
 * @param runs how many pairs are tried
 * @param seed makes a run repeatable
 * @throws the pair that shows otherwise, made as small as possible
 */
export function fuzzJsonPath(runs: number, seed?: number): void {
  fc.assert(fc.property(anyPath, document, readsOrRefuses), {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed }),
  });
}

function readsOrRefuses(path: string, root: JsonValue): void {
  const before = nodesOf(root);
  try {
    const compiled = compileJsonPath(path);
    const result = compiled.read(root);
    if (result.found) {
      expectOwn(compiled.definite ? [result.value] : (result.value as JsonValue[]), before);
    }
  } catch (error) {
    if (!(error instanceof JsonPathError) || error.offset < 0 || error.offset > path.length) {
      throw error;
    }
  }
  if (nodesOf(root).length !== before.length) {
    throw new Error('the document was changed');
  }
}

/** Every value is one of the document, or an object made of its members. */
function expectOwn(values: readonly JsonValue[], nodes: readonly JsonValue[]): void {
  const known = new Set(nodes);
  const foreign = values.find(
    (value) =>
      !known.has(value) &&
      !(value instanceof Map && [...value.values()].every((member) => known.has(member))),
  );
  if (foreign !== undefined) {
    throw new Error('a result that is no part of the document');
  }
}

function nodesOf(value: JsonValue): JsonValue[] {
  const inner = Array.isArray(value) ? value : value instanceof Map ? [...value.values()] : [];
  return [value, ...inner.flatMap(nodesOf)];
}
