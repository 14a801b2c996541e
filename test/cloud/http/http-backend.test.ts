import type { BackendRequest } from '../../../lib/gateway/backends';
import { backend, cleanUp, request, serverOf } from './_servers';

afterEach(cleanUp);

const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

describe('origins', () => {
  test('a function answers for its origin at once, whatever the port’s spelling', () => {
    const seen: BackendRequest[] = [];
    const origins = {
      'https://api.example.com': (incoming: BackendRequest) => {
        seen.push(incoming);
        return { status: 201, headers: { 'X-A': '1' }, json: { ok: true } };
      },
    };
    const answer = backend({ origins }).send(request('https://API.example.com:443/x?y=1'));
    expect(answer).toMatchObject({
      kind: 'answered',
      status: 201,
      headers: [
        ['X-A', '1'],
        ['Content-Type', 'application/json'],
      ],
    });
    expect(text((answer as { body: Uint8Array }).body)).toBe('{"ok":true}');
    expect(seen[0]?.url).toBe('https://API.example.com:443/x?y=1');
  });

  test.each([
    [{}, { kind: 'answered', status: 200, headers: [], body: new Uint8Array() }],
    [{ kind: 'timeout' as const }, { kind: 'timeout' }],
    [
      { kind: 'unreachable' as const, reason: 'dns' as const, detail: 'no such host' },
      { kind: 'unreachable', reason: 'dns', detail: 'no such host' },
    ],
    [
      { headers: { 'content-type': 'text/x' }, json: 1 },
      {
        kind: 'answered',
        status: 200,
        headers: [['content-type', 'text/x']],
        body: new Uint8Array([49]),
      },
    ],
  ])('a function may answer %j', (given, expected) => {
    const origins = { 'http://api.test': () => given };
    expect(backend({ origins }).send(request('http://api.test/'))).toEqual(expected);
  });

  test.each([
    [Response.json({}), 'must return an answer, such as { status: 200, json: { … } }'],
    [undefined, 'must return an answer, such as { status: 200, json: { … } }, got: undefined'],
    [null, 'got: null'],
    ['ok', 'got: ok'],
    [{ status: 99 }, '`status` must be from 100 to 599, got: 99'],
    [{ status: 600 }, '`status` must be from 100 to 599, got: 600'],
    [{ status: 200.5 }, '`status` must be from 100 to 599, got: 200.5'],
  ])('fails a function that answers %j, at once and later', async (given, message) => {
    const origins = {
      'http://at-once.test': () => given as object,
      'http://later.test': async () => given as object,
    };
    const made = backend({ origins });
    expect(() => made.send(request('http://at-once.test/'))).toThrow(message);
    await expect(made.send(request('http://later.test/'))).rejects.toThrow(message);
  });

  test.each([100, 599])('a function may answer the status %i', (status) => {
    const origins = { 'http://api.test': () => ({ status }) };
    expect(backend({ origins }).send(request('http://api.test/'))).toMatchObject({ status });
  });

  test('a function that answers later gives a promise', async () => {
    const origins = { 'http://api.test': async () => ({ status: 204 }) };
    expect(await backend({ origins }).send(request('http://api.test'))).toMatchObject({
      status: 204,
    });
  });

  test.each([
    ['in real time', { now: () => 0 }, async () => new Promise<never>(() => undefined)],
    [
      'on the clock',
      {
        now: (
          (time) => () =>
            (time += 30)
        )(0),
      },
      async () => ({}),
    ],
    [
      'on the clock, at once',
      {
        now: (
          (time) => () =>
            (time += 30)
        )(0),
      },
      () => ({}),
    ],
  ])('fails a function that takes too long %s', async (_what, clock, handler) => {
    const origins = { 'http://api.test': handler };
    const made = backend({ origins, clock });
    expect(await made.send(request('http://api.test/', { timeoutMs: 30 }))).toEqual({
      kind: 'timeout',
    });
  });

  test('a function that takes less than the time answers', () => {
    let time = 0;
    const origins = { 'http://api.test': () => ({}) };
    const made = backend({ origins, clock: { now: () => (time += 29) } });
    expect(made.send(request('http://api.test/', { timeoutMs: 30 }))).toMatchObject({
      status: 200,
    });
  });

  test('another origin can stand in, under its own name', async () => {
    const { origin, port } = await serverOf((incoming, response) => {
      response.end(`${incoming.headers.host}${incoming.url}`);
    });
    const origins = { 'https://api.example.com': origin };
    const answer = await backend({ origins }).send(request('https://api.example.com/a?b'));
    expect(answer).toMatchObject({ body: Buffer.from(`127.0.0.1:${port}/a?b`) });
  });

  test.each([
    'http://example.com/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'http://localhost.example.com/',
    'http://[fe80::1]/',
  ])('fails %s, which is not this machine', (url) => {
    expect(() => backend().send(request(url))).toThrow(
      /HttpOrigin: an HTTP integration calls this machine alone .* got: "http:\/\/.* give a function/,
    );
  });

  test.each(['http://127.9.9.9:1', 'http://localhost:1', 'http://[::1]:1', 'http://a.LOCALHOST:1'])(
    '%s is this machine',
    async (url) => {
      expect(await backend().send(request(url))).toMatchObject({ kind: 'unreachable' });
    },
  );

  test.each([[['*']], [['http://127.1.example.invalid']]])('%j is allowed', async (allow) => {
    const answer = await backend({ allow }).send(request('http://127.1.example.invalid/'));
    expect(answer).toMatchObject({ kind: 'unreachable', reason: 'dns' });
  });

  test.each(['example.com', 'ftp://example.com', ''])('fails the origin %j', (origin) => {
    expect(() => backend({ origins: { [origin]: () => ({}) } })).toThrow(
      `an origin must be http://HOST or https://HOST, with a port if need be, got: ${JSON.stringify(origin)}`,
    );
  });

  test('fails a request whose URL is none', () => {
    expect(() => backend().send(request('/orders'))).toThrow('HttpOrigin');
  });
});
