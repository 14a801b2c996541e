import { compileMappingTemplate, type MappingInput } from '../../lib/mapping';
import { VtlError } from '../../lib/vtl';

function render(template: string, input: MappingInput = {}): string {
  return compileMappingTemplate(template).render(input).output;
}

describe('$input.body', () => {
  // Verified against the service 2025-03-19.
  test.each([
    ['no payload', undefined, '{}'],
    ['an empty payload', '', '{}'],
    ['JSON as it was sent', '{"some": "value"}', '{"some": "value"}'],
    ['text that is no JSON', 'some raw data', 'some raw data'],
  ])('is %s', (_what, body, output) => {
    expect(render('#set($result = $input.body)$result', body === undefined ? {} : { body })).toBe(
      output,
    );
  });

  // Verified against the service 2025-03-19.
  test.each([
    [undefined, 'EncodedBody=%7B%7D&EncodedBodyAccess='],
    ['{"some": "value"}', 'EncodedBody=%7B%22some%22%3A+%22value%22%7D&EncodedBodyAccess='],
    ['some raw data', 'EncodedBody=some+raw+data&EncodedBodyAccess='],
  ])('is a text without members: %s', (body, output) => {
    const template =
      'EncodedBody=$util.urlEncode($input.body)&EncodedBodyAccess=$util.urlEncode($input.body.testAccess)';
    expect(render(template, body === undefined ? {} : { body })).toBe(output);
  });
});

describe('$input.path', () => {
  // Verified against the service 2025-06-18.
  test.each([
    ['an object as a Java map', '$result', '{"json": {"foo": "bar"}}', '{foo=bar}'],
    ['an array as compact JSON', '$result', '{"json": [{"foo": "bar"}]}', '[{"foo":"bar"}]'],
    ['a member', '$result.nested', '{"json": {"nested": {"foo": "bar"}}}', '{foo=bar}'],
    ['an item', '$result[0]', '{"json": [{"foo": "bar"}]}', '{foo=bar}'],
    ['an array in an array', '$result[0]', '{"json": [[{"foo": "bar"}]]}', '[{"foo":"bar"}]'],
    [
      'members in their order',
      '$result',
      '{"json": {"bigger": "dict", "to": "test", "with": "separators"}}',
      '{bigger=dict, to=test, with=separators}',
    ],
    [
      'by toString as by itself',
      '$result.toString()',
      '{"json": {"a": [1, {"b": 2}]}}',
      '{a=[1,{"b":2}]}',
    ],
  ])('prints %s', (_what, printed, body, output) => {
    expect(render(`#set($result = $input.path("$.json"))${printed}`, { body })).toBe(output);
  });

  // Verified against the service 2025-06-18.
  test('leads nowhere to an empty text that is equal to null', () => {
    const template =
      '#set($result = $input.path("$.nonExisting")){"body": $result, "nested": $result.nested, ' +
      '"isNull": #if( $result == $null )"true"#else"false"#end, ' +
      '"isEmptyString": #if( $result == "" )"true"#else"false"#end}';
    expect(render(template, { body: '{}' })).toBe(
      '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}',
    );
  });

  test.each([
    ["$input.path('$.a[?(@.b')", 'JSONPath'],
    ["$input.path('$.a[')", 'JSONPath'],
    ["$input.path('')", 'JSONPath'],
  ])('fails for what is no JSONPath: %s', (template, message) => {
    expect(() => render(template, { body: '{}' })).toThrow(message);
    expect(() => render(template, { body: '{}' })).toThrow(VtlError);
  });

  test('is no method for anything but one text', () => {
    expect(render("[$input.path()][$input.path(1)][$input.path('$', '$')][$input.path]")).toBe(
      '[][][][]',
    );
  });

  test('shows what the template has changed', () => {
    const template =
      "#set($x = $input.path('$').put('b', [1, 'c']))$input.path('$.b') $input.json('$')";
    expect(render(template, { body: '{"a":1}' })).toBe('[1, c] {"a":1,"b":[1,"c"]}');
  });
});

describe('$input.json', () => {
  test.each([
    [
      'the whole payload, compact',
      '$',
      '{"a": [1, 2.50, true, null],\n "b": {}}',
      '{"a":[1,2.5,true,null],"b":{}}',
    ],
    ['a text with its quotes', '$.a', '{"a":"x\\"y"}', '"x\\"y"'],
    ['an empty text for a path that leads nowhere', '$.b', '{"a":1}', '""'],
    ['null', '$.a', '{"a":null}', 'null'],
    ['a number', '$.a', '{"a":12345678901234567890}', '12345678901234567890'],
    ['all that an indefinite path leads to', '$..b', '{"a":[{"b":1},{"b":2}]}', '[1,2]'],
    ['text that is no JSON, as a text', '$', 'token=x&y', '"token=x&y"'],
  ])('answers %s', (_what, path, body, output) => {
    expect(render(`$input.json('${path}')`, { body })).toBe(output);
  });

  test('answers the empty object without a payload', () => {
    expect(render("$input.json('$')")).toBe('{}');
  });

  test.each([
    [
      'an array that the template made longer',
      "#set($x = $input.path('$.a').add([1.0, {'k': 'v'}]))",
      '[1,[1.0,{"k":"v"}]]',
    ],
    [
      'keys of every kind',
      "#set($x = $input.path('$').put('a', {1: true, 'b': $x}))",
      '{"1":true,"b":""}',
    ],
  ])('answers %s', (_what, change, output) => {
    expect(render(`${change}$input.json('$.a')`, { body: '{"a":[1]}' })).toBe(output);
  });

  test('fails for an array that contains itself', () => {
    const template = "#set($l = $input.path('$.a'))#set($x = $l.add([$l]))$input.json('$.a')";
    expect(() => render(template, { body: '{"a":[]}' })).toThrow('contains itself');
  });
});

describe('$input.params', () => {
  const params = {
    path: { id: '1', both: 'path' },
    querystring: { q: 'x y', both: 'query', all: 'query' },
    header: { Accept: '*/*', both: 'header', all: 'header' },
  };

  test.each([
    ['path', "$input.params('id')", '1'],
    ['query string', "$input.params('q')", 'x y'],
    ['header', "$input.params('Accept')", '*/*'],
    ['path before all others', "$input.params('both')", 'path'],
    ['query string before headers', "$input.params('all')", 'query'],
    [
      'nowhere',
      "[$input.params('nope')][$input.params('toString')][$input.params('__proto__')]",
      '[][][]',
    ],
    ['the letters as they are', "[$input.params('accept')]", '[]'],
  ])('looks into %s', (_where, template, output) => {
    expect(render(template, { params })).toBe(output);
  });

  test('answers all three parts in their order', () => {
    expect(render('$input.params()', { params })).toBe(
      '{path={id=1, both=path}, querystring={q=x y, both=query, all=query}, header={Accept=*/*, both=header, all=header}}',
    );
  });

  test('answers empty parts without parameters', () => {
    expect(render("$input.params() [$input.params('id')]")).toBe(
      '{path={}, querystring={}, header={}} []',
    );
  });
});
