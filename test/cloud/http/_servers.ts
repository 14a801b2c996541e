import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpBackend, type HttpBackendOptions } from '../../../lib/cloud/http';
import type { BackendRequest } from '../../../lib/gateway/backends';

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

const backends: HttpBackend[] = [];
const servers: { close(): unknown; closeAllConnections?(): void }[] = [];

/** Closes what a test has opened. */
export function cleanUp(): void {
  for (const backend of backends.splice(0)) backend.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
}

/** A backend that `cleanUp` closes. */
export function backend(options?: HttpBackendOptions): HttpBackend {
  const made = new HttpBackend(options);
  backends.push(made);
  return made;
}

/** A server on a free port of this machine. */
export async function serverOf(answer: Answer): Promise<{ origin: string; port: number }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks)));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port };
}

/** A GET without headers or body, unless told. */
export function request(url: string, more: Partial<BackendRequest> = {}): BackendRequest {
  return { method: 'GET', url, headers: [], body: new Uint8Array(), timeoutMs: 5_000, ...more };
}
