import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { queryInput, routeRequest, wireOutput } from './control-plane-routes';
import type { ApiGatewayService } from './service';
import { badRequest, notFound, ServiceError } from './service-error';

/** Only this computer reaches the control plane. */
const LOOPBACK = '127.0.0.1';

/** Names of this computer, which keeps web pages of other names out (DNS rebinding). */
const HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Milliseconds that a client has to send its request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The control plane over HTTP, as the AWS SDK calls it. */
export interface ControlPlane {
  /**
   * Listens on the loopback interface.
   *
   * @param port 0 for any that is free
   * @returns the endpoint: `http://127.0.0.1:4567`
   */
  listen(port?: number): Promise<string>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Serves the control plane to the AWS SDK and the AWS CLI, as `endpoint` of a client.
 *
 * Signatures are not looked at: whoever can reach the loopback interface may do everything.
 */
export function createControlPlaneServer(service: ApiGatewayService): ControlPlane {
  const server = createServer((request, response) => {
    void answer(service, request, response);
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return {
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, LOOPBACK, () => {
          resolve(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}`);
        });
      }),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  service: ApiGatewayService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('x-amzn-RequestId', randomUUID());
  try {
    const { status, body, document } = await run(service, request);
    if (document !== undefined) {
      response.setHeader('Content-Type', document.contentType);
      response.setHeader('Content-Disposition', document.contentDisposition);
      response.writeHead(status).end(document.body);
    } else response.writeHead(status).end(status === 202 ? '' : JSON.stringify(body));
  } catch (error) {
    const { code, status, message } = errorOf(error);
    response.setHeader('x-amzn-ErrorType', code);
    // What is left of a body that nobody reads would hold the connection.
    response.setHeader('Connection', 'close');
    response.writeHead(status).end(JSON.stringify({ message }));
  }
}

interface ControlPlaneAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Sent as it is, with headers of its own. */
  readonly document?: ExportedDocument;
}

/** What GetExport gives back: over HTTP its body is the whole answer. */
interface ExportedDocument {
  readonly contentType: string;
  readonly contentDisposition: string;
  readonly body: string;
}

async function run(
  service: ApiGatewayService,
  request: IncomingMessage,
): Promise<ControlPlaneAnswer> {
  refuseForeignHost(request);
  const { method = 'GET', url = '/' } = request;
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  const routed = route(method, path);
  if (routed === undefined) {
    throw notFound(`${method} ${path} is no operation of the control plane that is done locally`);
  }
  const body = parseBody(await readBody(request));
  const input = {
    ...queryInput(routed.operation, new URLSearchParams(query)),
    ...acceptedFormat(routed.operation, request),
    ...body,
    ...routed.parameters,
  };
  const output = await service.call(routed.operation, input);
  if (routed.operation === 'GetExport') {
    return { status: routed.status, document: output as ExportedDocument };
  }
  return { status: routed.status, body: wireOutput(output) };
}

/** The format of an export stands in the `Accept` header; any is the operation's own choice. */
function acceptedFormat(operation: string, { headers }: IncomingMessage): { accepts?: string } {
  const { accept } = headers;
  return operation !== 'GetExport' || !accept || accept === '*/*' ? {} : { accepts: accept };
}

function route(method: string, path: string): ReturnType<typeof routeRequest> {
  try {
    return routeRequest(method, path);
  } catch {
    throw badRequest(`the path must be percent-encoded, got: ${path}`);
  }
}

function refuseForeignHost({ headers }: IncomingMessage): void {
  if (HOST.test(headers.host ?? '')) return;
  throw badRequest(
    `the Host must be localhost or a loopback address, got: ${JSON.stringify(headers.host)}`,
  );
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw badRequest(`a body may have ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody(text: string): Record<string, unknown> {
  if (text === '') return {};
  const body = parsed(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    return body as Record<string, unknown>;
  }
  throw badRequest('Unable to parse input: the body must be a JSON object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf(error: unknown): {
  readonly code: string;
  readonly status: number;
  readonly message: string;
} {
  if (error instanceof ServiceError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'InternalServerErrorException', status: 500, message };
}
