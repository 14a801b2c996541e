import { request } from 'node:http';
import { connect } from 'node:net';
import {
  createLoopbackServer,
  type LoopbackHandler,
  type LoopbackServer,
} from '../../../lib/cloud/endpoint/loopback-server';

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const servers: LoopbackServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** The address of a server that says what it was asked. */
async function serve(handler: Partial<LoopbackHandler> = {}): Promise<string> {
  const server = createLoopbackServer({
    answer: ({ method, url, body }) => ({ body: `${method} ${url} ${body.length}` }),
    refuse: (_head, { status, code, message }) => ({ status, body: `${code}: ${message}` }),
    ...handler,
  });
  servers.push(server);
  return server.listen();
}

/** A request with a Host of its own, which fetch does not let through. */
function statusFor(address: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}/`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

test('listens on the loopback interface', async () => {
  expect(await serve()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('gives path and query as they were sent', async () => {
  const response = await fetch(`${await serve()}/a%2Fb?c=%20d`, { method: 'PUT', body: 'four' });
  expect(await response.text()).toBe('PUT /a%2Fb?c=%20d 4');
});

test.each(['evil.test', '127.0.0.1.evil.test', 'localhost.evil.test'])(
  'fails for the host %s, which a web page might bend to this computer',
  async (host) => {
    expect(await statusFor(await serve(), host)).toBe(400);
  },
);

test.each(['localhost', 'localhost:8080', '127.0.0.1', '[::1]:1'])(
  'answers the host %s',
  async (host) => {
    expect(await statusFor(await serve(), host)).toBe(200);
  },
);

test.each([
  [MAX_BODY_BYTES, 200],
  [MAX_BODY_BYTES + 1, 413],
  [MAX_BODY_BYTES * 2, 413],
])('answers a body of %i bytes with %i, which the client gets to read', async (bytes, status) => {
  const response = await fetch(await serve(), { method: 'POST', body: Buffer.alloc(bytes) });
  expect(response.status).toBe(status);
});

test('answers headers that HTTP cannot carry with an error', async () => {
  const address = await serve({ answer: () => ({ headers: { 'x-name': 'a\nb' } }) });
  const response = await fetch(address);
  expect([response.status, await response.text()]).toEqual([
    500,
    expect.stringMatching(/Invalid character in header content/),
  ]);
});

test('answers with an error when what answers fails', async () => {
  const address = await serve({ answer: () => Promise.reject(new Error('oops')) });
  expect(await (await fetch(address)).text()).toBe('InternalServerErrorException: oops');
});

test('lives on when a client leaves in the middle of its request', async () => {
  const address = await serve();
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf');
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
  expect((await fetch(address)).status).toBe(200);
});

test('ends the connections that are open when it closes', async () => {
  const address = await serve({ answer: () => new Promise(() => undefined) });
  const waiting = fetch(address).then(
    () => 'answered',
    () => 'ended',
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  await servers.pop()?.close();
  expect(await waiting).toBe('ended');
});

test('fails to listen on a port that is taken', async () => {
  const port = Number(new URL(await serve()).port);
  const second = createLoopbackServer({ answer: () => ({}), refuse: () => ({}) });
  await expect(second.listen(port)).rejects.toThrow(/EADDRINUSE/);
});
