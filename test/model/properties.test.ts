import { Properties } from '../../lib/model/properties';

function read(values: Record<string, unknown>) {
  const lines: string[] = [];
  const report = (property: string, reason: string) => lines.push(`${property}: ${reason}`);
  return { section: new Properties(values, 'Top', { where: 'S/A', report }), lines };
}

describe('Properties', () => {
  test.each([
    ['a text as it is', 'a', 'a'],
    ['a number as text', 1.5, '1.5'],
    ['a flag as text', true, 'true'],
    ['an intrinsic as it is', { Ref: 'A' }, { Ref: 'A' }],
    ['null as absent', null, undefined],
  ])('reads as text %s', (_what, given, expected) => {
    expect(read({ p: given }).section.text('p')).toEqual(expected);
  });

  test.each([
    ['true', true],
    ['false', false],
    [false, false],
    [{ Ref: 'A' }, { Ref: 'A' }],
    ['TRUE', undefined],
    [1, undefined],
  ])('reads %j as the flag %j', (given, expected) => {
    expect(read({ p: given }).section.flag('p')).toEqual(expected);
  });

  test.each([
    ['10', 10],
    ['0.5', 0.5],
    [0, 0],
    [{ Ref: 'A' }, { Ref: 'A' }],
    ['', undefined],
    [' ', undefined],
    ['ten', undefined],
    [true, undefined],
  ])('reads %j as the number %j', (given, expected) => {
    expect(read({ p: given }).section.number('p')).toEqual(expected);
  });

  test('reports what nobody asked for, at every depth, but for foreign extensions', () => {
    const { section, lines } = read({
      known: 1,
      strange: 1,
      'x-tool': 1,
      'x-amazon-apigateway-new': 1,
      none: { Ref: 'AWS::NoValue' },
      inner: { 'a/b~c': 1, list: [{ deep: 1 }] },
    });
    section.text('known');
    section.section('inner')?.sections('list');
    section.close();
    expect(lines).toEqual([
      'Top/strange: is not understood',
      'Top/x-amazon-apigateway-new: is not understood',
      'Top/inner/a~1b~0c: is not understood',
      'Top/inner/list/0/deep: is not understood',
    ]);
  });

  test('says what was expected and what was got', () => {
    const { section, lines } = read({ a: [], b: 'x', c: { 'Fn::If': [] }, d: { k: {} }, e: [{}] });
    expect(section.text('a')).toBeUndefined();
    expect(section.sections('b')).toEqual([]);
    expect(section.section('c')).toBeUndefined();
    expect(section.textMap('d')).toEqual({});
    expect(section.texts('e')).toEqual([]);
    expect(lines).toEqual([
      'Top/a: must be text, got: a list',
      'Top/b: must be a list, got: string',
      'Top/c: must be an object in the template, got: Fn::If, which deployment replaces',
      'Top/d/k: must be text, got: object',
      'Top/e/0: must be text, got: object',
    ]);
  });

  test('is one reader for one member, however often it is asked for', () => {
    const { section, lines } = read({ inner: { a: 1, b: 2 } });
    section.section('inner')?.text('a');
    section.section('inner')?.text('b');
    section.close();
    expect(lines).toEqual([]);
  });

  test('fails when what must be there is not', () => {
    expect(() => read({ p: null }).section.requiredText('p')).toThrow(
      'MissingProperty at S/A/Top: `p` is required, got: null; set it',
    );
    expect(() => read({}).section.requiredNumber('p')).toThrow(/got: nothing/);
  });
});
