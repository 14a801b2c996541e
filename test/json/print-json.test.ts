import {
  JsonDouble,
  type JsonObject,
  type JsonValue,
  javaToString,
  parseJson,
  printJson,
} from '../../lib/json';

describe('printJson', () => {
  test.each([
    ['{"a b":1,"1":[true,null,{}],"0":""}', '{"a b":1,"1":[true,null,{}],"0":""}'],
    ['[1.0, 1e10, 1.50, 100, 12345678901234567890]', '[1.0,1.0E10,1.5,100,12345678901234567890]'],
    ['[1e400,-1e400]', '[null,null]'],
    ['"a/b"', '"a/b"'],
    ['"\\b\\f\\n\\r\\t\\u0001\\u001f\\"\\\\"', '"\\b\\f\\n\\r\\t\\u0001\\u001F\\"\\\\"'],
    ['"é✓\u00a0\u1fff\u2100漢👍"', '"é✓\u00a0\u1fff\u2100漢👍"'],
    ['"€\u2000\u20ff\u007f\u009f\u2028"', '"\\u20AC\\u2000\\u20FF\\u007F\\u009F\\u2028"'],
    ['{"€":1}', '{"\\u20AC":1}'],
  ])('%s prints as json-smart prints it', (text, printed) => {
    expect(printJson(parseJson(text))).toBe(printed);
  });

  test('not a number prints as such, as json-smart prints its Float', () => {
    expect(printJson([new JsonDouble(Number.NaN)])).toBe('[NaN]');
  });

  test('a lone surrogate is printed as it is', () => {
    expect(printJson('"\ud800"')).toBe('"\\"\ud800\\""');
  });
});

describe('javaToString', () => {
  test.each([
    ['["a/b"]', '["a\\/b"]'],
    [
      '{"a/b":["x/y",{"p/q":1}],"n":null,"m":{"k":1.50}}',
      '{a/b=["x\\/y",{"p\\/q":1}], n=null, m={k=1.5}}',
    ],
    ['"x/y"', 'x/y'],
    ['[1e999]', '[null]'],
    ['1e999', 'Infinity'],
    ['{"a":{"b":[]},"c":{}}', '{a={b=[]}, c={}}'],
    ['true', 'true'],
    ['null', 'null'],
  ])('%s becomes the text that Java makes of it', (text, printed) => {
    expect(javaToString(parseJson(text))).toBe(printed);
  });
});

describe('depth', () => {
  function nested(depth: number): JsonValue {
    let value: JsonValue = [];
    for (let i = 1; i < depth; i++) {
      value = i % 2 === 0 ? [value] : new Map([['a', value]]);
    }
    return value;
  }

  test.each([
    ['printJson', printJson],
    ['javaToString', javaToString],
  ])('%s prints 1000 levels and no more', (_, print) => {
    expect(() => print(nested(1000))).not.toThrow();
    expect(() => print(nested(1001))).toThrow('deeper than 1000 levels');
  });

  test('fails for an object that contains itself', () => {
    const object: JsonObject = new Map();
    object.set('self', object);
    expect(() => printJson(object)).toThrow(RangeError);
    expect(() => javaToString(object)).toThrow(RangeError);
  });
});
