import type { callTrace } from '../../lib/cloud/call-trace';
import { readFetch, toResponse } from '../../lib/cloud/fetch';
import type { HeaderPair } from '../../lib/gateway';

const TRACE = {} as ReturnType<typeof callTrace>;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

function answer(status: number, body: string, headers: readonly HeaderPair[] = [], method = 'GET') {
  return toResponse({ status, headers, body: Buffer.from(body) }, TRACE, method);
}

describe('what is sent', () => {
  test('is a GET without headers and body unless something is said', async () => {
    const { method, url, headers, body } = await readFetch('/pets/%2F?a=1&a=2');
    expect({ method, url, headers, size: body.length }).toEqual({
      method: 'GET',
      url: '/pets/%2F?a=1&a=2',
      headers: [],
      size: 0,
    });
  });

  test('keeps the spelling of headers that are given as an object', async () => {
    const { headers } = await readFetch('/', { headers: { 'X-Api-Key': 'k' } });
    expect(headers).toEqual([['X-Api-Key', 'k']]);
  });

  test.each([
    ['{}', 'text/plain;charset=UTF-8', '{}'],
    [new URLSearchParams({ a: '1' }), 'application/x-www-form-urlencoded;charset=UTF-8', 'a=1'],
  ])('has the type that every client gives %p', async (sent, type, bytes) => {
    const { headers, body } = await readFetch('/', { method: 'post', body: sent });
    expect(headers).toEqual([['Content-Type', type]]);
    expect(text(body)).toBe(bytes);
  });

  test('has the type that was said, and none for bytes', async () => {
    const said = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await readFetch('/', said)).headers).toEqual([['content-type', 'application/json']]);
    const bytes = { method: 'POST', body: new Uint8Array([0, 255]) };
    const { headers, body } = await readFetch('/', bytes);
    expect([headers, [...body]]).toEqual([[], [0, 255]]);
  });

  test('can be a standard request', async () => {
    const request = new Request('https://a.example/b?c', { method: 'PUT', body: 'x' });
    const { method, url, body } = await readFetch(request);
    expect([method, url, text(body)]).toEqual(['PUT', 'https://a.example/b?c', 'x']);
    expect(await request.text()).toBe('x');
  });
});

describe('what comes back', () => {
  test.each([204, 205, 304])('has no body with status %d', async (status) => {
    const res = answer(status, 'x');
    expect([res.status, await res.text()]).toEqual([status, '']);
  });

  test.each([100, 199, 600, 999])('has a status that fetch does not know: %d', async (status) => {
    const res = answer(status, 'x');
    expect([res.status, await res.text()]).toEqual([status, 'x']);
  });

  test('joins headers of one name, and keeps cookies apart', () => {
    const res = answer(200, '', [
      ['a', '1'],
      ['A', '2'],
      ['set-cookie', 'x=1'],
      ['Set-Cookie', 'y=2'],
    ]);
    expect(res.headers.get('a')).toBe('1, 2');
    expect(res.headers.getSetCookie()).toEqual(['x=1', 'y=2']);
  });

  test('has headers beyond Latin-1 as the bytes of UTF-8, and none that breaks the line', () => {
    const res = answer(200, '', [
      ['name', '日本'],
      ['split', 'a\r\nb: c'],
    ]);
    expect(Buffer.from(res.headers.get('name') ?? '', 'latin1').toString()).toBe('日本');
    expect(res.headers.get('split')).toBe('a  b: c');
  });

  test('can be a stream', async () => {
    async function* chunks() {
      yield Buffer.from('a');
      yield Buffer.from('b');
    }
    const res = toResponse({ status: 200, headers: [], body: chunks() }, TRACE, 'GET');
    expect(await res.text()).toBe('ab');
  });
});

// RFC 9110, section 9.3.2: "the server MUST NOT send content in the response" to HEAD.
test('an answer to HEAD has headers, and no body', async () => {
  const res = answer(200, 'hey', [['Content-Length', '3']], 'HEAD');
  expect(res.headers.get('content-length')).toBe('3');
  expect(res.body).toBeNull();
  expect(await res.text()).toBe('');
});
