import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { backend, cleanUp, request, serverOf } from './_servers';

afterEach(cleanUp);

describe('a real server', () => {
  test('gets method, path, headers and bytes as they were given', async () => {
    const seen: unknown[] = [];
    const { origin, port } = await serverOf((incoming, response, body) => {
      seen.push([incoming.method, incoming.url, incoming.rawHeaders, [...body]]);
      response.end();
    });
    await backend().send(
      request(`${origin}/a/../b%2Fc/?x=1&x=2&y=%20`, {
        method: 'PATCH',
        headers: [
          ['X-Second', '2'],
          ['x-FIRST', '1'],
          ['X-Second', '3'],
        ],
        body: Uint8Array.of(0, 255, 10),
      }),
    );
    const sent = ['X-Second', '2', 'x-FIRST', '1', 'X-Second', '3'];
    const added = ['Host', `127.0.0.1:${port}`, 'Content-Length', '3'];
    const kept = ['Connection', 'keep-alive'];
    const path = '/a/../b%2Fc/?x=1&x=2&y=%20';
    expect(seen).toEqual([['PATCH', path, [...added, ...sent, ...kept], [0, 255, 10]]]);
  });

  test.each([
    ['POST', '0'],
    ['PUT', '0'],
    ['GET', undefined],
    ['DELETE', undefined],
  ])('gets the length of a %s without a body', async (method, length) => {
    const seen: unknown[] = [];
    const { origin } = await serverOf((incoming, response) => {
      const { headers } = incoming;
      seen.push([headers['content-length'], headers['transfer-encoding']]);
      response.end();
    });
    await backend().send(request(origin, { method }));
    expect(seen).toEqual([[length, undefined]]);
  });

  test('answers by status, headers and bytes as it sent them', async () => {
    const { origin } = await serverOf((_incoming, response) => {
      response.sendDate = false;
      response.writeHead(418, ['X-B', '1', 'x-a', '2', 'X-B', '3', 'Connection', 'close']);
      response.end(Buffer.from([1, 200, 3]));
    });
    expect(await backend().send(request(origin))).toEqual({
      kind: 'answered',
      status: 418,
      headers: [
        ['X-B', '1'],
        ['x-a', '2'],
        ['X-B', '3'],
        ['Connection', 'close'],
        ['Transfer-Encoding', 'chunked'],
      ],
      body: Buffer.from([1, 200, 3]),
    });
  });

  test('redirects are answers, and compressed bodies stay compressed', async () => {
    const { origin } = await serverOf((_incoming, response) => {
      response.writeHead(302, { Location: 'http://example.com/', 'Content-Encoding': 'gzip' });
      response.end(Buffer.from([31, 139]));
    });
    const answer = await backend().send(request(origin));
    expect(answer).toMatchObject({ kind: 'answered', status: 302, body: Buffer.from([31, 139]) });
  });

  test('the Host header that was given is sent', async () => {
    const { origin } = await serverOf((incoming, response) => response.end(incoming.headers.host));
    const answer = await backend().send(request(origin, { headers: [['host', 'orders.example']] }));
    expect(answer).toMatchObject({ body: Buffer.from('orders.example') });
  });

  test('a name below localhost is this machine', async () => {
    const { port } = await serverOf((incoming, response) => response.end(incoming.headers.host));
    const answer = await backend().send(request(`http://orders.localhost:${port}/`));
    expect(answer).toMatchObject({ body: Buffer.from(`orders.localhost:${port}`) });
  });

  test('a server that nobody listens at refuses', async () => {
    const { origin } = await serverOf(() => undefined);
    const free = createTcpServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect(origin).not.toContain(`:${port}`);
    expect(await backend().send(request(`http://127.0.0.1:${port}/`))).toMatchObject({
      kind: 'unreachable',
      reason: 'refused',
    });
  });

  test('a name that does not exist is a DNS failure', async () => {
    const allow = ['http://gatehouse.invalid'];
    const answer = await backend({ allow }).send(request('http://gatehouse.invalid/'));
    expect(answer).toMatchObject({ kind: 'unreachable', reason: 'dns' });
  });

  test('without TLS is a failure of TLS at an https address', async () => {
    const { port } = await serverOf((_incoming, response) => response.end());
    expect(await backend().send(request(`https://localhost:${port}/`))).toMatchObject({
      kind: 'unreachable',
      reason: 'tls',
    });
  });

  test('is asked again where it has closed a connection that was kept open', async () => {
    let requests = 0;
    const { origin } = await serverOf((incoming, response) => {
      requests++;
      if (requests === 2) incoming.socket.destroy();
      else response.end(String(requests));
    });
    const made = backend();
    await made.send(request(origin));
    expect(await made.send(request(origin))).toMatchObject({ body: Buffer.from('3') });
  });

  test('is asked once where it takes too long on a connection that was kept open', async () => {
    let requests = 0;
    const { origin } = await serverOf((_incoming, response) => {
      requests++;
      if (requests === 1) response.end();
    });
    const made = backend();
    await made.send(request(origin));
    expect(await made.send(request(origin, { timeoutMs: 30 }))).toEqual({ kind: 'timeout' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(requests).toBe(2);
  });

  test('a server that hangs up is unreachable', async () => {
    const { origin } = await serverOf((incoming) => incoming.socket.destroy());
    expect(await backend().send(request(origin))).toMatchObject({
      kind: 'unreachable',
      reason: 'other',
    });
  });

  test('fails what HTTP cannot write', async () => {
    const { origin } = await serverOf((_incoming, response) => response.end());
    const headers = [['x', 'a\r\ny: b']] as const;
    expect(await backend().send(request(origin, { headers }))).toMatchObject({
      kind: 'unreachable',
      reason: 'other',
    });
  });

  test.each([
    ['in time', 5_000, 'answered'],
    ['too late', 20, 'timeout'],
  ])('that answers %s', async (_what, timeoutMs, kind) => {
    const { origin } = await serverOf((_incoming, response) => {
      setTimeout(() => response.end(), 120);
    });
    expect(await backend().send(request(origin, { timeoutMs }))).toMatchObject({ kind });
  });

  test.each([
    ['10 MB', 10_485_760, 'answered'],
    ['one byte more', 10_485_761, 'unreachable'],
  ])('that answers %s', async (_what, size, kind) => {
    const { origin } = await serverOf((_incoming, response) => response.end(Buffer.alloc(size)));
    expect((await backend().send(request(origin))).kind).toBe(kind);
  });
});
