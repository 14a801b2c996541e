import fc from 'fast-check';
import { textParts, type Value } from '../../lib/model';

describe('textParts', () => {
  test.each<[string, Value<string>, unknown[]]>([
    ['a text', 'abc', ['abc']],
    ['an empty text', '', []],
    ['a reference', { Ref: 'A' }, [{ Ref: 'A' }]],
    ['an attribute in one text', { 'Fn::GetAtt': 'A.B.C' }, [{ 'Fn::GetAtt': ['A', 'B.C'] }]],
    ['a Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 'c']] }, ['a-', { Ref: 'B' }, '-c']],
    ['a Join of nothing', { 'Fn::Join': ['-', []] }, []],
    [
      'a Join of other scalars',
      { 'Fn::Join': ['', [1, true, { Ref: 'A' }]] },
      ['1true', { Ref: 'A' }],
    ],
    [
      'a Sub',
      { 'Fn::Sub': 'a${B}c${D.E}' },
      ['a', { Ref: 'B' }, 'c', { 'Fn::GetAtt': ['D', 'E'] }],
    ],
    ['a literal of a Sub', { 'Fn::Sub': '${!A}${AWS::Region}' }, ['${A}', { Ref: 'AWS::Region' }]],
    [
      'a variable of a Sub',
      { 'Fn::Sub': ['${a}/${b}', { a: { 'Fn::Join': ['', ['x', { Ref: 'Y' }]] } }] },
      ['x', { Ref: 'Y' }, '/', { Ref: 'b' }],
    ],
    ['a Sub in a Join', { 'Fn::Join': ['', ['a', { 'Fn::Sub': 'b${C}' }]] }, ['ab', { Ref: 'C' }]],
    ['a Join that is broken', { 'Fn::Join': 'a' }, [{ 'Fn::Join': 'a' }]],
    ['another intrinsic', { 'Fn::If': ['C', 'a', 'b'] }, [{ 'Fn::If': ['C', 'a', 'b'] }]],
  ])('takes %s apart', (_what, value, expected) => {
    expect(textParts(value)).toEqual(expected);
  });

  test('is the same for a Join and for the Sub of the same text', () => {
    const literal = fc.string().filter((text) => !/[$}{]/.test(text));
    const name = fc.stringMatching(/^[A-Z][a-z]{0,5}$/);
    const piece = fc.oneof(
      literal,
      name.map((Ref) => ({ Ref })),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const sub = pieces
          .map((one) => (typeof one === 'string' ? one : `\${${one.Ref}}`))
          .join('');
        expect(textParts({ 'Fn::Sub': sub })).toEqual(textParts({ 'Fn::Join': ['', pieces] }));
      }),
    );
  });

  test('ends on a Join that is nested without end', () => {
    let value: Value<string> = 'x';
    for (let depth = 0; depth < 10_000; depth += 1) value = { 'Fn::Join': ['', [value]] };
    expect(textParts(value)).toHaveLength(1);
  });
});
