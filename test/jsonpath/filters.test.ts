import { compileJsonPath, JsonPathError } from '../../lib/jsonpath';
import { read } from './read';

// Expected values: Jayway JsonPath 2.0.0 with json-smart 2.2.

/** The values of `v` in the items that a filter accepts; undefined when the path leads nowhere. */
function accepted(condition: string, items: string): unknown {
  const output = read(`$[?(${condition})]`, items);
  return output === undefined ? undefined : JSON.parse(output);
}

describe('existence', () => {
  test.each([
    ['@.a', [{ a: 1 }, { a: false }, { a: '' }]],
    ["@['a']", [{ a: 1 }, { a: false }, { a: '' }]],
    ['!@.a', [{ a: null }, { b: 2 }]],
    ['@.a || @.b', [{ a: 1 }, { a: false }, { a: '' }, { b: 2 }]],
    ['$.a', [{ a: 1 }, { a: false }, { a: '' }]],
  ])('%s accepts what there is, null apart', (condition, items) => {
    expect(accepted(condition, '[{"a":1},{"a":null},{"a":false},{"a":""},{"b":2}]')).toEqual(items);
  });

  test('@ accepts every item but null', () => {
    expect(accepted('@', '[0,false,"",[],null]')).toEqual([0, false, '', []]);
  });
});

describe('comparisons', () => {
  test.each([
    ['@ == 2', [2]],
    ['@ != 2', [1, 3]],
    ['@ < 2', [1]],
    ['@ <= 2', [1, 2]],
    ['@ > 2', [3]],
    ['@ >= 2', [2, 3]],
    ["@ == '2'", [2]],
    ['@ == 2.0', [2]],
    ['@ < 2.000000000000000000001', [1, 2]],
    ['@==2||@==3', [2, 3]],
  ])('%s over 1, 2 and 3 accepts %j', (condition, items) => {
    expect(accepted(condition, '[1,2,3]')).toEqual(items);
  });

  test.each([
    ["@ == 'fic'", ['fic']],
    ['@ == fic', ['fic']],
    ['@ == "fic"', []],
    ["@ > 'a'", ['fic', "it's"]],
    ["@ == 'it\\'s'", ["it's"]],
    ['@ == null', ['null']],
    ['@ != null', ['a', 'fic', "it's"]],
    ['@ == 10', []],
  ])('%s over texts accepts %j', (condition, items) => {
    expect(accepted(condition, '["a","fic","it\'s","null"]')).toEqual(items);
  });

  test.each([
    ['@ == true', [true]],
    ['@ == TRUE', [true]],
    ['@ != true', [false]],
    ['@ < true', [false]],
    ['@ == yes', [false]],
  ])('%s over booleans accepts %j', (condition, items) => {
    expect(accepted(condition, '[true,false]')).toEqual(items);
  });

  test.each([
    ['@ == null', [null]],
    ['@ != null', [1]],
    ['@ >= null', [1]],
    ['@ > 0', [1]],
  ])('%s over null and 1 accepts %j', (condition, items) => {
    expect(accepted(condition, '[null,1]')).toEqual(items);
  });

  test.each(['==', '!=', '<', '>'])(
    '@.a %s 1 is false where a is missing, a list or an object',
    (sign) => {
      expect(accepted(`@.a ${sign} 1`, '[{},{"a":[1]},{"a":{"b":1}},7]')).toEqual([]);
    },
  );

  test.each([
    ['@ == $.o', '{"l":[1,"a",true,{}],"o":{"x":1}}', '[]'],
    ['@ != $.o', '{"l":[1,"1",true,[1]],"o":[1]}', '[]'],
    ['@ == $.o', '{"l":[1,"1",true],"o":true}', '[true]'],
    ['@ == $.o', '{"l":[1,1.0,"1",true],"o":1}', '[1,1.0]'],
  ])(
    '%s over %s gives %s: values of different types are not compared',
    (condition, document, output) => {
      expect(read(`$.l[?(${condition})]`, document)).toBe(output);
    },
  );

  test('the last condition is tried first', () => {
    const document = '[{"a":"B","b":3}]';
    expect(read("$[?(@.b > 'x' && @.a =~ /A/)]", document)).toBe('[]');
    expect(() => read("$[?(@.a =~ /A/ && @.b > 'x')]", document)).toThrow(JsonPathError);
  });

  test('numbers are compared by every digit', () => {
    expect(read('$[?(@ > 9007199254740992)]', '[9007199254740993,9007199254740992]')).toBe(
      '[9007199254740993]',
    );
    expect(read('$[?(@ == 0.10)]', '[0.1,0.10000000000000000000000001]')).toBe('[0.1]');
    expect(read('$[?(@ < -4)]', '[-5,-12345678901234567890,3]')).toBe('[-5,-12345678901234567890]');
  });

  test('a path may stand on either side, from the item or from the document', () => {
    const document = '{"max":10,"l":[{"a":1,"b":1},{"a":2,"b":3},{"a":11,"b":11}]}';
    expect(read('$.l[?(@.a == @.b)].a', document)).toBe('[1,11]');
    expect(read('$.l[?(@.a < $.max)].a', document)).toBe('[1,2]');
    expect(read('$.l[?($.max < @.a)].a', document)).toBe('[11]');
    expect(read('$.l[?(@.a < $.nope)].a', document)).toBe('[]');
  });

  test('a literal on the left is a text, which is never less or more than a number', () => {
    expect(accepted('2 < @', '[1,2,3,"3"]')).toEqual(['3']);
  });

  test('a whole object is equal to itself alone', () => {
    expect(read('$.l[?(@ == $.l[0])]', '{"l":[{"a":1},{"a":1}]}')).toBe('[{"a":1}]');
  });

  test('fails when a number is compared with a text that is no number', () => {
    expect(() => read("$[?(@ > 'abc')]", '[1]')).toThrow(JsonPathError);
    expect(() => read("$[?(@ > 'abc')]", '[1]')).toThrow('cannot compare a number with "abc"');
    expect(() => read('$[?(@ > 1)]', '[1e400]')).toThrow('cannot compare a number with "Infinity"');
  });

  test('a step into a value of the wrong kind ends the whole reading', () => {
    expect(read("$[?(@.a[0] == 'x')]", '[{"a":["x"]},{"a":"x"}]')).toBeUndefined();
    expect(read("$[?(@.a[0] == 'x')]", '[{"a":["x"]},{"a":null}]')).toBe('[{"a":["x"]}]');
  });
});

describe('&& and ||', () => {
  test.each([
    ['@ > 1 && @ < 4', [2, 3]],
    ['@ < 2 || @ > 3', [1, 4]],
    ['@ == 1 || @ > 2 && @ < 4', [1, 3]],
    ['@ > 2 && @ < 4 || @ == 1', [1, 3]],
    ['@ > 0 && @ > 1 && @ > 2', [3, 4]],
    ['@ == 1 || @ == 2 || @ == 4', [1, 2, 4]],
    ['(@ == 1) || (@ == 2)', [1, 2]],
    // parentheses change nothing: && binds closer
    ['(@ == 1 || @ == 2) && @ > 1', [1, 2]],
  ])('%s over 1 to 4 accepts %j', (condition, items) => {
    expect(accepted(condition, '[1,2,3,4]')).toEqual(items);
  });
});

describe('regular expressions', () => {
  test.each([
    ['@ =~ /a.*/', ['abc']],
    ['@ =~ /A.*/i', ['abc']],
    ['@ =~ /b/', []],
    ['@ =~ /.*b.*/', ['abc']],
    ['/a.*/ =~ @', ['abc']],
    ['@ =~ /[0-9.]+/', [10, 3.5]],
    ['@ =~ /true|\\{k=1\\}/', [true, { k: 1 }]],
    ['@ =~ /\\[1,2\\]/', [[1, 2]]],
    ["'abc' =~ /a.*/", ['abc', 10, 3.5, true, null, [1, 2], { k: 1 }]],
  ])('%s matches the whole text of %j', (condition, items) => {
    expect(accepted(condition, '["abc",10,3.5,true,null,[1,2],{"k":1}]')).toEqual(items);
  });

  test('a missing member and null match nothing', () => {
    expect(read('$[?(@.a =~ /.*/)]', '[{"a":null},{},{"a":""}]')).toBe('[{"a":""}]');
  });
});

describe('where a filter is applied', () => {
  test('an object is kept or dropped as a whole', () => {
    expect(read('$[?(@.a == 1)].b', '{"a":1,"b":2}')).toBe('[2]');
    expect(read('$[?(@.a == 3)].b', '{"a":1,"b":2}')).toBe('[]');
  });

  test.each(['"text"', '7', 'null'])('a path leads nowhere from %s', (document) => {
    expect(read('$[?(@.a)]', document)).toBeUndefined();
  });

  test('a path leads nowhere when an accepted item lacks its last member', () => {
    expect(read('$[?(@.a)].b', '[{"a":1,"b":1},{"a":2}]')).toBeUndefined();
  });
});

describe('filters that are refused', () => {
  test.each([
    ['$[?]', 'a filter is written [?(…)]'],
    ['$[?@.a]', 'a filter is written [?(…)]'],
    ['$[?(@.a]', 'parentheses'],
    ['$[?(@.a))]', 'parentheses'],
    ['$[?(@.a', "expected ']'"],
    ["$[?(@.a == 'b)]", 'not closed'],
    ["$[?(@.a == b')]", 'not closed'],
    ["$[?(@.a == x'b')]", 'begins and ends with a single quote'],
    ['$[?()]', 'expected a condition'],
    ['$[?(1)]', 'expected a condition'],
    ['$[?(@.a && )]', 'expected a condition'],
    ['$[?(|| @.a)]', 'expected a condition'],
    ['$[?(@.a == )]', 'expected a value beside the operator'],
    ['$[?(== 1)]', 'expected a value beside the operator'],
    ['$[?(@.a == !@.b)]', "'!' can only stand before a path alone"],
    ['$[?(!@.a == 1)]', "'!' can only stand before a path alone"],
    ['$[?(@.a in [1,2])]', "operator 'in' is not known; only ==, !=, <, <=, >, >=, =~, && and ||"],
    ['$[?(@.a empty true)]', "operator 'empty' is not known"],
    ['$[?(@.a == /b/)]', 'a regular expression needs the operator =~'],
    ["$[?(@.a =~ 'b')]", '=~ needs a regular expression'],
    ['$[?(@.a =~ /b/g)]', '=~ needs a regular expression'],
    ['$[?(@..a)]', 'a path in a filter leads to one value'],
    ['$[?(@.* == 1)]', 'a path in a filter leads to one value'],
    ['$[?(@[?(@.a)])]', 'a filter cannot stand in a filter'],
    ['$[?(@.a b == 1)]', 'a blank cannot stand in a path'],
    ["$[?(@.a == 'b&&c')]", 'single quote'],
    ['$[?(@.a =~ /(/)]', 'parentheses'],
    ['$[?(@.a =~ /[/)]', "expected ']'"],
    ['$[?(@.a =~ /(?=b)/)]', 'no look-around'],
    ['$[?(@.a =~ /(b)\\1/)]', 'no back reference'],
    ['$[?(@.a =~ /b++/)]', 'no possessive quantifier'],
    ['$[?(@.a =~ /{b/)]', "a '{' that begins no quantifier"],
  ])('fails for %s', (path, message) => {
    expect(() => compileJsonPath(path)).toThrow(JsonPathError);
    expect(() => compileJsonPath(path)).toThrow(message);
  });

  test('the offset is that of the fault, not of the filter', () => {
    const path = "$.l[?(@.a == 1 && @.b == 'x' && @..c)]";
    expect(() => compileJsonPath(path)).toThrow(`at offset ${path.indexOf('c)]')}`);
  });
});
