import type { BackendScript } from './_calls';
import { deployMethod, FUNCTION_URI } from './_one-method';

const PROXY = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: FUNCTION_URI };

const answer = (script: BackendScript, binaryMediaTypes: readonly string[] = []) =>
  deployMethod({ integration: PROXY, binaryMediaTypes, scripts: { Fn: script } });

const MALFORMED = 'Execution failed due to configuration error: Malformed Lambda proxy response';

describe('an answer of a function behind a proxy integration', () => {
  test.each([
    ['null, as a function without a return statement gives', { text: 'null' }],
    ['a text', { return: 'hello' }],
    ['a list', { return: [] }],
    ['a number', { return: 200 }],
    ['no JSON', { text: 'hello' }],
    ['nothing', { text: '' }],
    ['an object as body', { return: { statusCode: 200, body: { hey: 'dude' } } }],
    ['a list as body', { return: { body: [] } }],
    ['a member that is unknown', { return: { status: 200 } }],
    ['cookies, which HTTP APIs know', { return: { statusCode: 200, cookies: [] } }],
    ['a status that is no number', { return: { statusCode: 'test' } }],
    ['an empty status', { return: { statusCode: '' } }],
    ['a status with a fraction', { return: { statusCode: 200.5 } }],
    ['a status below 100', { return: { statusCode: 99 } }],
    ['a status above 599', { return: { statusCode: 600 } }],
    ['a list of headers', { return: { headers: [] } }],
    ['an object as header', { return: { headers: { a: {} } } }],
    ['a line break in a header', { return: { headers: { a: 'b\r\nc: d' } } }],
    ['a blank in the name of a header', { return: { headers: { 'a b': 'c' } } }],
    ['one value of a header of several', { return: { multiValueHeaders: { a: 'b' } } }],
    ['a text that is no truth value', { return: { isBase64Encoded: 'yes' } }],
  ])('fails with 502 for %s', async (_what, script) => {
    const { status, body, headers, log } = await answer(script).call();
    expect(status).toBe(502);
    expect(body.toString()).toBe('{"message": "Internal server error"}');
    expect(headers.get('x-amzn-errortype')).toBe('InternalServerErrorException');
    expect(log.some((line) => line.includes(MALFORMED))).toBe(true);
  });

  test.each([
    ['no member at all', {}, 200],
    ['no status', { body: 'x' }, 200],
    ['the lowest status', { statusCode: 100 }, 100],
    ['the highest status', { statusCode: 599 }, 599],
    ['a status as text', { statusCode: '201' }, 201],
  ])('has %s', async (_what, value, status) => {
    expect((await answer({ return: value }).call()).status).toBe(status);
  });

  test('merges headers of one value with those of several', async () => {
    const { headers } = await answer({
      return: {
        headers: { one: '1', both: 'a', more: 'c' },
        multiValueHeaders: { two: ['1', '2'], both: ['a', 'b'], more: ['a', 'b'] },
      },
    }).call();
    expect(headers.get('one')).toBe('1');
    expect(headers.get('two')).toBe('1, 2');
    expect(headers.get('both')).toBe('a, b');
    expect(headers.get('more')).toBe('a, b, c');
  });

  test('spells a header of one value as the one of several', async () => {
    const answered = await answer({
      return: { headers: { 'x-both': 'a' }, multiValueHeaders: { 'X-Both': ['b'] } },
    }).call();
    expect(answered.headers.get('x-both')).toBe('b, a');
    expect(Object.keys(answered.headerNames)).toContain('X-Both');
  });

  test('has numbers and booleans as header values, and none for null', async () => {
    const { headers } = await answer({ return: { headers: { n: 1, b: true, none: null } } }).call();
    expect([headers.get('n'), headers.get('b'), headers.has('none')]).toEqual(['1', 'true', false]);
  });

  test('has the content type that the function names, JSON otherwise', async () => {
    const typed = await answer({ return: { headers: { 'content-type': 'text/html' } } }).call();
    const untyped = await answer({ return: {} }).call();
    expect(typed.headers.get('content-type')).toBe('text/html');
    expect(untyped.headers.get('content-type')).toBe('application/json');
  });

  test.each([
    ['*/*', undefined, 'bytes'],
    ['*/*', 'text/html', 'bytes'],
    ['image/png', 'image/png', 'bytes'],
    ['image/png', 'image/png, text/html', 'bytes'],
    ['image/png', 'text/html, image/png', 'Ynl0ZXM='],
    ['image/png', undefined, 'Ynl0ZXM='],
  ])('with binary media type %s and Accept %s gives %s', async (type, accept, wanted) => {
    const api = answer({ return: { body: 'Ynl0ZXM=', isBase64Encoded: true } }, [type]);
    const { body } = await api.call({ headers: accept === undefined ? [] : [['Accept', accept]] });
    expect(body.toString()).toBe(wanted);
  });

  test('fails with 500 when the body is to be decoded and is no Base64', async () => {
    const api = answer({ return: { body: 'no base64!', isBase64Encoded: true } }, ['*/*']);
    expect((await api.call()).status).toBe(500);
  });
});
