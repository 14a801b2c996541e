import { compileMappingTemplate, type MappingInput } from '../../lib/mapping';

function render(template: string, input: MappingInput = {}): string {
  return compileMappingTemplate(template).render(input).output;
}

describe('$util', () => {
  // Expected values: Commons Lang 2.4, java.net and java.util.Base64 of OpenJDK 17.
  test.each([
    [
      'escapeJavaScript',
      'it\'s "a" \\ / \b\f\n\r\t\u0001é漢👍\x7f',
      'it\\\'s \\"a\\" \\\\ \\/ \\b\\f\\n\\r\\t\\u0001\\u00E9\\u6F22\\uD83D\\uDC4D\x7f',
    ],
    [
      'urlEncode',
      "a b&c=d/é漢👍~!'()*-._",
      'a+b%26c%3Dd%2F%C3%A9%E6%BC%A2%F0%9F%91%8D%7E%21%27%28%29*-._',
    ],
    ['urlEncode', '\ud83d', '%3F'],
    ['urlDecode', 'a+b%26c%2F%C3%A9%E6%BC%A2é', 'a b&c/é漢é'],
    ['urlDecode', '%E6%BC', '\ufffd'],
    ['base64Encode', 'aé漢', 'YcOp5ryi'],
    ['base64Decode', 'YcOp5ryi', 'aé漢'],
    ['base64Decode', 'YQ==', 'a'],
    ['base64Decode', 'YQ', 'a'],
  ])('.%s(%j)', (method, text, output) => {
    const input = { params: { path: { text } } };
    expect(render(`$util.${method}($input.params('text'))`, input)).toBe(output);
  });

  test.each([
    ['urlDecode', '%zz', 'a % must be followed by two hex digits, got: "%zz"'],
    ['urlDecode', 'a%', 'a % must be followed by two hex digits, got: "%"'],
    ['base64Decode', 'Y!==', 'only A-Z, a-z, 0-9, + and / are allowed, got: "!=="'],
    ['base64Decode', 'Y', 'cut off'],
    ['base64Decode', 'YQ=', 'cut off'],
    ['parseJson', '{"a": ', 'not valid JSON'],
  ])('.%s(%j) fails', (method, text, message) => {
    const input = { params: { path: { text } } };
    expect(() => render(`$util.${method}($input.params('text'))`, input)).toThrow(message);
  });

  test('.parseJson makes what templates can go through', () => {
    const body = '{"errorMessage":"{\\"key1\\":\\"var1\\",\\"key2\\":{\\"arr\\":[1,2,3]}}"}';
    const template = "#set($o = $util.parseJson($input.path('$.errorMessage')))$o.key2.arr[0] $o";
    expect(render(template, { body })).toBe('1 {key1=var1, key2={arr=[1,2,3]}}');
  });

  test('has no function for anything but one text', () => {
    expect(
      render(
        "[$util.urlEncode(1)][$util.urlEncode()][$util.urlEncode('a', 'b')][$util.nope('a')][$util.x]",
      ),
    ).toBe('[][][][][]');
  });
});
