import { HOLE, knownLength, textOf } from '../../lib/rules/text';

describe('a value as text', () => {
  test.each([
    ['a literal', 'arn:aws:s3', 'arn:aws:s3'],
    ['a number', 5, '5'],
    ['a reference', { Ref: 'Api' }, HOLE],
    ['the partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 'c']] }, `a-${HOLE}-c`],
    ['a substitution', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${B}' }, `arn:aws:s3:::${HOLE}`],
    ['a substitution with values', { 'Fn::Sub': ['x-${B}', { B: 'b' }] }, 'x-b'],
    ['an escaped variable', { 'Fn::Sub': '${!stageVariables.v}' }, '${stageVariables.v}'],
    ['a dynamic reference', 'a-{{resolve:ssm:/b}}-c', `a-${HOLE}-c`],
    ['a dynamic reference', 'arn:{{resolve:ssm:/role:1}}:x', `arn:${HOLE}:x`],
    ['any other intrinsic', { 'Fn::GetAtt': ['Fn', 'Arn'] }, HOLE],
  ])('is that of %s', (_what, value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

describe('the known length of a value', () => {
  test('is that of its JSON without white space', () => {
    expect(knownLength({ Sid: 'abc' })).toBe('{"Sid":"abc"}'.length);
  });

  test('leaves out what only the deployment knows', () => {
    expect(knownLength({ Sid: { Ref: 'Name' } })).toBe('{"Sid":""}'.length);
    expect(knownLength({ Sid: { 'Fn::Join': ['', ['a', { Ref: 'B' }]] } })).toBe(
      '{"Sid":"a"}'.length,
    );
  });

  test('is nothing for nothing', () => {
    expect(knownLength(undefined)).toBe(0);
  });
});
