import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeaderPair } from '../../gateway/request';
import { backendAnswer, type HttpAnswer } from '../http';

/** A request, as far as its headers go. */
export interface LoopbackHead {
  /** Upper case. */
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  /** As they were sent. */
  readonly headers: readonly HeaderPair[];
}

/** A request of this computer. */
export interface LoopbackRequest extends LoopbackHead {
  readonly body: Uint8Array;
}

/** Value of the first header of a name in any case. */
export function headerOf({ headers }: LoopbackHead, name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1];
}

/** Why a request is not let through. */
export interface Refusal {
  readonly status: number;
  /** As AWS spells errors: `RequestEntityTooLargeException`. */
  readonly code: string;
  readonly message: string;
}

/** What answers. */
export interface LoopbackHandler {
  answer(request: LoopbackRequest): HttpAnswer | Promise<HttpAnswer>;
  /** The answer to a request that is not let through. */
  refuse(request: LoopbackHead, refusal: Refusal): HttpAnswer;
}

/** A server that only this computer reaches. */
export interface LoopbackServer {
  /**
   * Listens on the loopback interface.
   *
   * @param port 0 for any that is free
   * @returns the address: `http://127.0.0.1:4567`
   */
  listen(port?: number): Promise<string>;
  /** Ends all connections. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Names of this computer, which keeps web pages of other names out (DNS rebinding). */
const HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Milliseconds that a client has to send its request. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Serves requests over HTTP on the loopback interface. It keeps no process alive: neither the
 * server nor a connection that a client leaves open.
 */
export function createLoopbackServer(handler: LoopbackHandler): LoopbackServer {
  const server = createServer((request, response) => void serve(handler, request, response));
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  // A client that comes back to its connection finds it open: it is the client's to close.
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => socket.unref());
  return { listen: (port = 0) => listen(server, port), close: () => close(server) };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.unref();
      resolve(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

async function serve(
  handler: LoopbackHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const head = headOf(request);
  const isHead = head.method === 'HEAD';
  const refuse = (refusal: Refusal): void => write(response, handler.refuse(head, refusal), isHead);
  try {
    const body = await readBody(request);
    const refusal = foreignHost(request) ?? (body === undefined ? TOO_LARGE : undefined);
    if (refusal !== undefined || body === undefined) refuse(refusal ?? TOO_LARGE);
    else write(response, await handler.answer({ ...head, body }), isHead);
  } catch (error) {
    // A client that is gone waits for nothing.
    if (request.complete) refuse(internal(error));
    else response.destroy();
  }
}

function headOf({ method = 'GET', url = '/', rawHeaders }: IncomingMessage): LoopbackHead {
  const headers: HeaderPair[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  }
  return { method, url, headers };
}

function foreignHost({ headers }: IncomingMessage): Refusal | undefined {
  if (HOST.test(headers.host ?? '')) return undefined;
  return {
    status: 400,
    code: 'BadRequestException',
    message: `the Host must be localhost or a loopback address, got: ${JSON.stringify(headers.host)}`,
  };
}

const TOO_LARGE: Refusal = {
  status: 413,
  code: 'RequestEntityTooLargeException',
  message: `a body may have ${MAX_BODY_BYTES} bytes`,
};

function internal(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, code: 'InternalServerErrorException', message };
}

/** A body that is too large is read to its end, so that the client gets to read the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

/** @throws for headers that HTTP cannot carry, before anything is sent */
function write(response: ServerResponse, answer: HttpAnswer, isHead: boolean): void {
  const full = backendAnswer(answer);
  if (full.kind !== 'answered') throw new Error(`the answer is ${full.kind}`);
  const { status, headers, body } = full;
  const hasLength = headers.some(([name]) => name.toLowerCase() === 'content-length');
  // What HEAD would answer to GET has a length that only the body tells, if there is one.
  const isBodiless = status === 204 || status === 304 || (isHead && body.length === 0);
  const length: HeaderPair[] =
    isBodiless || hasLength ? [] : [['Content-Length', String(body.length)]];
  response.writeHead(status, [...headers, ...length].flat());
  response.end(isBodiless ? undefined : body);
}
