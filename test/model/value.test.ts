import { isIntrinsic } from '../../lib/model';
import { compact, isAbsent, mapMembers, own } from '../../lib/model/value';

describe('isIntrinsic', () => {
  test.each([
    { Ref: 'A' },
    { 'Fn::GetAtt': ['A', 'Arn'] },
    { 'Fn::Sub': '${A}' },
    { 'Fn::Transform': { Name: 'AWS::Include' } },
    { 'Fn::GetStackOutput': {} },
  ])('is true for %j', (value) => {
    expect(isIntrinsic(value)).toBe(true);
  });

  test.each([
    [{}],
    [{ Ref: { type: 'string' } }],
    [{ Ref: 'A', other: 1 }],
    [{ 'Fn::If': [], 'Fn::Sub': '' }],
    [{ Condition: 'A' }],
    [[{ Ref: 'A' }]],
    ['Ref'],
    [null],
    [undefined],
  ])('is false for %j', (value) => {
    expect(isIntrinsic(value)).toBe(false);
  });
});

test.each([
  [undefined, true],
  [null, true],
  [{ Ref: 'AWS::NoValue' }, true],
  [{ Ref: 'AWS::Region' }, false],
  ['', false],
  [0, false],
  [false, false],
])('%j is absent: %j', (value, expected) => {
  expect(isAbsent(value)).toBe(expected);
});

describe('members', () => {
  const hostile = JSON.parse('{"__proto__":{"polluted":1},"a":2}') as Record<string, unknown>;

  test('of a prototype are none of an object', () => {
    expect(own({}, 'toString')).toBeUndefined();
    expect(own({}, '__proto__')).toBeUndefined();
    expect(own(undefined, 'a')).toBeUndefined();
    expect(own(hostile, '__proto__')).toEqual({ polluted: 1 });
  });

  test('called __proto__ stay members when mapped', () => {
    const mapped = mapMembers(hostile, (value) => value);
    expect(Object.keys(mapped)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(mapped)).toBe(Object.prototype);
  });

  test('that are undefined are left out', () => {
    expect(Object.keys(compact({ a: undefined, b: null, c: 0 }))).toEqual(['b', 'c']);
  });
});
